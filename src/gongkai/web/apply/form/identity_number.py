"""公民身份号码: 18 characters: region, day of birth, sequence, and a check character (GB 11643-1999)."""

import re
from datetime import date

_PATTERN = re.compile(r"[1-9][0-9]{5}([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{3}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def check_character(first_seventeen: str) -> str:
    """The character that must follow."""
    weighted = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECKS[weighted % len(_CHECKS)]


def is_right(number: str) -> bool:
    """Whether it can be a number: its day of birth exists and its check character fits."""
    found = _PATTERN.fullmatch(number.upper())
    if found is None:
        return False
    try:
        date(*map(int, found.groups()))
    except ValueError:
        return False
    return check_character(number[:17]) == number[17].upper()
