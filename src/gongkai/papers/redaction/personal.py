"""What in a text is likely to be about a person: proposals to cover, each for a human to accept or drop.

Numbers are proposed where their own check digits agree (resident identity numbers, bank cards) or their form is that of
a telephone; names only where they were given; addresses by their parts. A proposal is no decision, and what is not
proposed is not thereby free of personal data.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    IDENTITY_NUMBER = "身份证号码"
    BANK_CARD = "银行卡号"
    MOBILE = "手机号码"
    TELEPHONE = "固定电话"
    EMAIL = "电子邮箱"
    NAME = "姓名"
    ADDRESS = "住址"


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text, from `start` up to `end`."""

    kind: Kind
    start: int
    end: int
    text: str


_GAP = r"[ \n\-\u2010-\u2015]?"
_IDENTITY = re.compile(rf"(?<![\dA-Za-z])(?:\d{_GAP}){{17}}[\dXx](?![\dA-Za-z])")
_IDENTITY_OLD = re.compile(r"(?<![\dA-Za-z])\d{15}(?![\dA-Za-z])")
_CARD = re.compile(rf"(?<![\dA-Za-z])(?:\d{_GAP}){{15,18}}\d(?![\dA-Za-z])")
_MOBILE = re.compile(rf"(?<!\d)(?:\+?86{_GAP})?1[3-9](?:{_GAP}\d){{9}}(?!\d)")
_TELEPHONE = re.compile(r"(?<!\d)[(（]?0\d{2,3}[)）]?[ \-\u2010-\u2015]?\d{7,8}(?:[ \-\u2010-\u2015转]\d{1,5})?(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_WORD = r"[\u4e00-\u9fffA-Za-z0-9]"
_ADDRESS = re.compile(
    rf"(?:{_WORD}{{2,8}}(?:省|自治区|市|自治州|州|盟))?(?:{_WORD}{{1,8}}(?:市|区|县|旗))?(?:{_WORD}{{1,8}}(?:镇|乡|街道))?"
    rf"{_WORD}{{1,10}}(?:路|街|道|巷|弄|胡同|村|小区|社区|大道|花园|家园)"
    rf"(?:{_WORD}{{0,8}}?\d{{1,5}}(?:号楼|号院|号|幢|栋|座|组))(?:{_WORD}{{0,4}}?\d{{1,3}}单元)?(?:{_WORD}{{0,3}}?\d{{1,5}}(?:室|户))?"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SHORTEST_NAME = 2


def find(text: str, names: Iterable[str] = ()) -> tuple[Found, ...]:
    """All proposals in order; where two overlap the earlier in the list of kinds stands."""
    plain = "".join(_one(char) for char in text)
    taken: list[Found] = []
    for found in (*_numbers(plain), *_named(plain, names), *_matches(Kind.ADDRESS, _ADDRESS, plain)):
        if not any(found.start < other.end and other.start < found.end for other in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda one: one.start))


def is_identity_number(digits: str) -> bool:
    """Whether the 18 characters have a possible birthday and agree with their check digit (GB 11643)."""
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", digits) or not _is_day(digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECK[total % 11] == digits[17]


def is_card_number(digits: str) -> bool:
    """Whether the 16 to 19 digits agree with their check digit (Luhn)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        number = int(digit) * (2 if place % 2 else 1)
        total += number - 9 if number > 9 else number
    return 16 <= len(digits) <= 19 and total % 10 == 0 and len(set(digits)) > 1


def _numbers(text: str) -> Iterator[Found]:
    for found in _matches(Kind.IDENTITY_NUMBER, _IDENTITY, text):
        if is_identity_number(_digits(found.text)):
            yield found
    for found in _matches(Kind.IDENTITY_NUMBER, _IDENTITY_OLD, text):
        if _is_day("19" + found.text[6:12]):
            yield found
    for found in _matches(Kind.BANK_CARD, _CARD, text):
        if is_card_number(_digits(found.text)):
            yield found
    yield from _matches(Kind.MOBILE, _MOBILE, text)
    yield from _matches(Kind.TELEPHONE, _TELEPHONE, text)
    yield from _matches(Kind.EMAIL, _EMAIL, text)


def _named(text: str, names: Iterable[str]) -> Iterator[Found]:
    for name in sorted({name.strip() for name in names}, key=len, reverse=True):
        if len(name) >= _SHORTEST_NAME:
            yield from _matches(Kind.NAME, re.compile(r"\s?".join(map(re.escape, name))), text)


def _matches(kind: Kind, pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        yield Found(kind, match.start(), match.end(), match[0])


def _digits(text: str) -> str:
    return "".join(char for char in text.upper() if char.isdigit() or char == "X")


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1880
    except ValueError:
        return False


def _one(char: str) -> str:
    """The plain form of a wide figure, so long as it is one character too."""
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 else char
