"""统一社会信用代码: 18 characters, the last one a check character (GB 32100-2015)."""

import re

from django.core.exceptions import ValidationError

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_PATTERN = re.compile(rf"[{_CHARACTERS}]{{2}}\d{{6}}[{_CHARACTERS}]{{10}}")


def check_character(first_seventeen: str) -> str:
    """The character that must follow: weights are powers of 3 modulo 31."""
    weighted = sum(_CHARACTERS.index(char) * 3**index for index, char in enumerate(first_seventeen))
    return _CHARACTERS[-weighted % 31]


def validate(code: str) -> None:
    """Raise ValidationError, in plain words, where the code cannot be one."""
    if not _PATTERN.fullmatch(code):
        raise ValidationError(
            "统一社会信用代码是 18 位数字和大写字母（不用 I、O、S、V、Z），第 3 至 8 位是行政区划数字。"
        )
    if code[-1] != check_character(code[:-1]):
        raise ValidationError("统一社会信用代码的校验位不对：18 位中至少有一位写错了，请对照证书核对。")
