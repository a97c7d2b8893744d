"""Why something sealed cannot be read. The message is one plain Chinese sentence that says what to do."""


class CannotUnseal(ValueError):
    """The key is missing, or the bytes are not what was sealed, or they were sealed for another place."""


class UnknownKey(CannotUnseal):
    """None of the keys at hand sealed it."""

    def __init__(self, key_id: bytes) -> None:
        super().__init__(
            f"这项内容是用编号 {key_id.hex()} 的密钥加密的，现在没有这把密钥。"
            "请把它放回 GONGKAI_DATA_KEYS（旧密钥排在新密钥之后，见 docs/how-to/configure.md）。"
        )


class Damaged(CannotUnseal):
    """Changed, cut off, or moved here from elsewhere."""

    def __init__(self) -> None:
        super().__init__("这项加密内容核对不通过：它被改动过、不完整，或者不属于这个位置。请从备份恢复。")


class BadKey(ValueError):
    """A word that is no key."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"GONGKAI_DATA_KEYS 的第 {number} 把密钥不对：每把是 32 个字节写成的 base64（openssl rand -base64 32），"
            "几把之间用逗号分开；第一把不能是已经退役的（digests: 开头的）。"
        )
