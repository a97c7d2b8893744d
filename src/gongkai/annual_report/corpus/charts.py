"""Charts as SVG text: drawn once, here, so that the page needs no script. All are 340 units wide and fit a phone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 340
PALETTE = ("#1b5e9b", "#24807a", "#a8321f", "#97640f", "#6b5a94", "#5f6873")
_ROW = 38
_BAND = 26
_MARGIN = 44
_WIDE_ENOUGH = 32


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is, how long, and how its length is written."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class Stack:
    """A bar in pieces, in the order of the legend."""

    label: str
    values: tuple[float, ...]


def bars(items: Sequence[Bar], *, name: str) -> str:
    """Horizontal bars, each under its label."""
    longest = max((item.value for item in items), default=0) or 1
    parts = []
    for index, item in enumerate(items):
        top = index * _ROW
        width = max(2.0, item.value / longest * (WIDTH - 4)) if item.value else 0
        parts += [
            _text(0, top + 14, item.label, "label"),
            _text(WIDTH, top + 14, item.shown, "value"),
            f'<rect x="0" y="{top + 20}" width="{WIDTH}" height="8" class="ground"/>',
            _rect(0, top + 20, width, 8),
        ]
    return _svg(len(items) * _ROW, name, parts)


def stacks(items: Sequence[Stack], *, name: str) -> str:
    """Bars of a hundred percent, a row each, in the colours of `legend`."""
    parts = []
    for index, item in enumerate(items):
        top, left, whole = index * _BAND, float(_MARGIN), sum(item.values) or 1
        parts.append(_text(0, top + 15, item.label, "label"))
        for colour, value in zip(PALETTE, item.values, strict=False):
            width = value / whole * (WIDTH - _MARGIN)
            parts.append(_rect(left, top, width, 20, colour))
            if width > _WIDE_ENOUGH:
                parts.append(_text(left + width / 2, top + 14, f"{value / whole:.0%}", "inside"))
            left += width
    return _svg(len(items) * _BAND, name, parts)


def columns(items: Sequence[Bar], *, name: str) -> str:
    """Upright columns, labels below, values above."""
    height, ground = 180, 150
    tallest = max((item.value for item in items), default=0) or 1
    step = WIDTH / max(1, len(items))
    parts = [f'<line x1="0" x2="{WIDTH}" y1="{ground}" y2="{ground}" class="axis"/>']
    for index, item in enumerate(items):
        middle, tall = (index + 0.5) * step, item.value / tallest * (ground - 24)
        parts += [
            _rect(middle - step * 0.36, ground - tall, step * 0.72, tall),
            _text(middle, ground - tall - 6, item.shown, "above"),
            _text(middle, ground + 18, item.label, "below"),
        ]
    return _svg(height, name, parts)


def legend(names: Iterable[str]) -> str:
    """The colours' names, as a list beside the chart."""
    items = (
        f'<li><i style="background:{colour}"></i>{escape(name)}</li>'
        for colour, name in zip(PALETTE, names, strict=False)
    )
    return f'<ul class="legend">{"".join(items)}</ul>'


def _rect(left: float, top: float, width: float, height: float, colour: str = PALETTE[0]) -> str:
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}">{escape(text)}</text>'


def _svg(height: int, name: str, parts: Iterable[str]) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(name)}">'
        f"<title>{escape(name)}</title>{''.join(parts)}</svg>"
    )
