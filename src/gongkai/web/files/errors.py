"""Why a file is not taken in or not given out."""


class FileRefused(ValueError):
    """A file is not taken in, and nothing of it is kept.

    rule: a short name for logs and tests. why and instead: plain Chinese; str() is the whole sentence for the screen.
    """

    def __init__(self, rule: str, why: str, instead: str, name: str = "") -> None:
        self.rule, self.why, self.instead, self.name = rule, why, instead, name
        what = f"文件“{name}”没有收下" if name else "文件没有收下"
        super().__init__(f"{what}：{why.rstrip('。')}。{instead.rstrip('。')}。")

    def named(self, name: str) -> "FileRefused":
        """The same refusal, of a file of that name."""
        return type(self)(self.rule, self.why, self.instead, name)


class CannotStore(FileRefused):
    """The file is sound, but could not be written: a full disk, a storage that does not answer."""


class ContentMissing(Exception):
    """A stored file whose content cannot be given: erased as the law wants, or lost. The message is for the screen."""
