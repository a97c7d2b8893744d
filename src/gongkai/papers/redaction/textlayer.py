"""The invisible text of a redacted page: the characters that are seen and touch no box, each at its place.

A character is kept only where the page shows something of it: one that lies under paint, in a hidden layer or in white
leaves an even patch and goes. Where two characters stand on one spot, one of them is hidden, and both go.
"""

from collections.abc import Iterable, Sequence

from PIL import Image

from gongkai.papers.redaction.pages import DPI, Glyph
from gongkai.papers.redaction.painting import Area

_SPREAD = 48
"""How far, of 255, ink must stand out from the ground."""
_GRID = 64
_OVERLAP = 0.5
_POINTS = 72
BLOCK, _STEP = 256, 50
DEPTH = 0.12
"""How far, of its height, a character reaches below the line."""


def kept(glyphs: Sequence[Glyph], picture: Image.Image, areas: Iterable[Area]) -> list[Glyph]:
    """The characters of the page that may stay."""
    areas, grey = tuple(areas), picture.convert("L")
    outside = [glyph for glyph in glyphs if _is_on(glyph, picture.size) and not _is_under(glyph, areas)]
    alone = _alone(outside)
    return [glyph for glyph in alone if _is_seen(glyph, grey)]


def _is_under(glyph: Glyph, areas: Iterable[Area]) -> bool:
    return any(glyph.touches(*area) for area in areas)


def _is_on(glyph: Glyph, size: tuple[int, int]) -> bool:
    return 0 <= glyph.left < glyph.right <= size[0] and 0 <= glyph.top < glyph.bottom <= size[1]


def _is_seen(glyph: Glyph, grey: Image.Image) -> bool:
    low, high = grey.crop((glyph.left, glyph.top, glyph.right, glyph.bottom)).getextrema()
    return bool(high - low >= _SPREAD)  # type: ignore[operator]


def _alone(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Without those of which one stands on another."""
    by_place: dict[tuple[int, int], list[int]] = {}
    for index, glyph in enumerate(glyphs):
        for place in _places(glyph):
            by_place.setdefault(place, []).append(index)
    hidden = {
        one
        for indexes in by_place.values()
        for one in indexes
        for other in indexes
        if one != other and _stands_on(glyphs[one], glyphs[other])
    }
    return [glyph for index, glyph in enumerate(glyphs) if index not in hidden]


def _places(glyph: Glyph) -> Iterable[tuple[int, int]]:
    return (
        (column, row)
        for column in range(glyph.left // _GRID, glyph.right // _GRID + 1)
        for row in range(glyph.top // _GRID, glyph.bottom // _GRID + 1)
    )


def _stands_on(one: Glyph, other: Glyph) -> bool:
    """Whether they share half of the smaller one's room, or more."""
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    if across <= 0 or down <= 0:
        return False
    smaller = min((it.right - it.left) * (it.bottom - it.top) for it in (one, other))
    return across * down >= _OVERLAP * smaller


Form = tuple[str, int]
"""A character and its width, in thousandths of its height: what a code of the fonts stands for."""


def content(glyphs: Sequence[Glyph], height: int, codes: dict[Form, int]) -> bytes:
    """The drawing of the invisible text. codes: the code of each character, added to where one is new; the fonts hold
    BLOCK codes each. Sizes and widths are rounded, or readers would take every character for a line of its own."""
    unit = _POINTS / DPI
    lines, font = [], -1
    for glyph in glyphs:
        size = max(0.5, round((glyph.bottom - glyph.top) * unit * 2) / 2)
        width = max(_STEP, round((glyph.right - glyph.left) * unit / size * 1000 / _STEP) * _STEP)
        block, code = divmod(codes.setdefault((glyph.char, width), len(codes)), BLOCK)
        if block != font:
            lines.append(f"/T{block} 1 Tf")
            font = block
        x, y = glyph.left * unit, (height - glyph.bottom) * unit + DEPTH * size
        lines.append(f"{size:g} 0 0 {size:g} {x:.2f} {y:.2f} Tm <{code:02X}> Tj")
    return ("BT 3 Tr\n" + "\n".join(lines) + "\nET\n").encode() if lines else b""
