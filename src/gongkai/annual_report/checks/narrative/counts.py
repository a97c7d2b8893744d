"""Counts in running text: 共发布信息 1,234 条 → 1234 条, exact; 504余条 → 504 条, not exact.

Digits may be full width (Python's \\d and int read them as they are), thousands may be parted by a comma of any width.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBER = r"(?:\d{1,3}(?:[,，]\d{3}){1,3}|\d{1,12})(?![\d.．])"
"""A whole number. What follows it is never a further digit or a decimal point."""

UNIT = r"[件条起份宗例篇则次个项部期]"
"""The measure words that counts of papers and cases go by."""

ABOUT = r"(?<![近约逾超])(?<!超过|大约|接近)(?<![\d.．,，〔第])"
"""Before a number: nothing makes it approximate, and no digit belongs to it."""

_KINDS = ("件份起宗例", "条篇则")
"""Measure words that are used for one another; every other one stands for itself."""

_DIGITS = r"\d(?<![\d.．〔第]\d)(?:\d{0,2}(?:[,，]\d{3}){1,3}|\d{0,11})(?![\d.．])"
"""NUMBER, begun with a digit before any look behind it: ten times as fast over a page without figures."""

_COUNT = re.compile(
    rf"(?P<number>{_DIGITS})\s*(?P<more>[余多来几])?\s*(?P<myriad>万)?\s*(?P<more2>[余多])?\s*(?P<unit>{UNIT})(?![月日年])"
)
_ABOUT = re.compile(r"(?:[近约逾超]|超过|大约|接近|不少于)\s*$")
_LONGEST_ABOUT = 4
_BARE = re.compile(rf"(?P<number>{_DIGITS})(?=\s*(?:[、，,和及与]\s*\d|[。；;）)\n]|$))")
_A_YEAR = range(1980, 2100)


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its measure word. unit: "" for one that an enumeration leaves out (包括 82、421、53).

    in_myriads: written with 万.
    """

    value: int
    unit: str
    exact: bool
    start: int
    end: int
    in_myriads: bool = False

    def is_of_kind(self, other: "Count") -> bool:
        """Whether both may be parts of one sum."""
        return not self.unit or not other.unit or _kind(self.unit) == _kind(other.unit)


def whole(number: str) -> int:
    """The value of a text that NUMBER matched."""
    return int(number.replace(",", "").replace("，", ""))


def counts(text: str, start: int = 0, end: int | None = None) -> Iterator[Count]:
    """All counts with a measure word, in order."""
    for match in _COUNT.finditer(text, start, len(text) if end is None else end):
        myriad = 10_000 if match["myriad"] else 1
        about = _ABOUT.search(text, max(match.start() - _LONGEST_ABOUT, 0), match.start())
        exact = not (about or match["more"] or match["more2"] or match["myriad"])
        value = whole(match["number"]) * myriad
        yield Count(value, match["unit"], exact, match.start(), match.end(), bool(match["myriad"]))


def listed(text: str, start: int, end: int) -> list[Count]:
    """All counts of an enumeration, those included that leave out the measure word."""
    found = {count.start: count for count in counts(text, start, end)}
    for match in _BARE.finditer(text, start, end):
        value = whole(match["number"])
        if match.start() not in found and value not in _A_YEAR:
            found[match.start()] = Count(value, "", True, match.start(), match.end())
    return [found[position] for position in sorted(found)]


def _kind(unit: str) -> str:
    return next((kind for kind in _KINDS if unit in kind), unit)
