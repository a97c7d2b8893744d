"""Where 落款 stands (GB/T 9704): the day four characters in from the right, the organ centred over it, never on a page
without a line of the text."""

from collections.abc import Sequence

from gongkai.papers.letters.elements import Attachments, Element, Paragraph, Signature

_DAY_IN = 4.0
_HALF = 0.5
_LONG = 280


def ems(text: str) -> float:
    """How wide a text is, in characters of its size."""
    return sum(_HALF if char.isascii() else 1.0 for char in text)


def indents(organ: str, day: str) -> tuple[float, float]:
    """How far in from the right organ and day stand, in characters. A long organ keeps to the edge of the text, and the
    day is centred under it."""
    overhang = (ems(organ) - ems(day)) / 2
    day_in = max(_DAY_IN, overhang)
    return day_in - overhang, day_in


def kept_together(elements: Sequence[Element]) -> range:
    """The places of the last paragraph, the attachments and the signature, which stand on one page; an empty range
    where nothing is signed. A last paragraph of half a page may be broken."""
    end = next((place for place, one in enumerate(elements) if isinstance(one, Signature)), -1)
    start = end
    while start > 0 and isinstance(elements[start - 1], Attachments):
        start -= 1
    before = elements[start - 1] if start > 0 else None
    if isinstance(before, Paragraph) and len(before.text) <= _LONG:
        start -= 1
    return range(start, end + 1) if end >= 0 else range(0)
