"""Tables without ruling lines: labels broken over several lines, and columns that only show by where figures stand."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from gongkai.annual_report.form.form import FORMS, NEWEST
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.geometry.lines import Chunk, Line
from gongkai.annual_report.readers.sections import section_number
from gongkai.annual_report.readers.vocabulary import vocabulary
from gongkai.annual_report.simplified import fold

_FURTHEST = 4
"""How many lines above and below its figures a broken label may begin and end."""
_FIGURES_OF_TABLE4 = 5
_SLACK = 0.25
"""Ems by which a figure is widened on both sides to find the others of its column."""


@lru_cache(maxsize=4096)
def is_label(text: str) -> bool:
    """The whole label of a row of either form, in simplified or in traditional characters."""
    key = label_key(text)
    if any(key in words.strong or words.without_head(key) in words.strong for words in map(vocabulary, FORMS)):
        return True
    simple = fold(text)
    return simple != text and is_label(simple)


def with_whole_labels(lines: Sequence[Line]) -> list[Line]:
    """Labels that stand in pieces around their figures are put together, where together they are a label of the form.

    Pieces are looked for on the figures' own line and on the lines without figures directly above and below it.
    """
    used: set[int] = set()
    whole: dict[int, Line] = {}
    for index, line in enumerate(lines):
        if not line.figures or (line.labels and is_label(line.labels[-1].text)):
            continue
        found = _whole_label(lines, index, used)
        if found:
            label, pieces = found
            used |= pieces
            whole[index] = _labelled(line, label)
    return [whole.get(index, line) for index, line in enumerate(lines) if index not in used]


def _labelled(line: Line, label: Chunk) -> Line:
    before = tuple(chunk for chunk in line.labels if chunk.x1 <= label.x0)
    return Line(line.page, (*before, label, *line.figures), line.y0, line.y1, line.em, line.text)


def _whole_label(lines: Sequence[Line], index: int, used: set[int]) -> tuple[Chunk, set[int]] | None:
    """The label put together, and the lines it was taken from."""
    line = lines[index]
    above, below = _pieces(lines, index, -1, used), _pieces(lines, index, 1, used)
    for count in range(len(line.labels), -1, -1):
        own = line.labels[len(line.labels) - count :]
        for up in range(len(above) + 1):
            for down in range(len(below) + 1):
                parts = (*(lines[i].labels[-1] for i in reversed(above[:up])), *own)
                parts += tuple(lines[i].labels[-1] for i in below[:down])
                if parts and is_label("".join(chunk.text for chunk in parts)):
                    return _joined(parts), {*above[:up], *below[:down]}
    return None


def _joined(parts: Sequence[Chunk]) -> Chunk:
    return Chunk(
        "".join(chunk.text for chunk in parts),
        min(chunk.x0 for chunk in parts),
        max(chunk.x1 for chunk in parts),
        min(chunk.sure for chunk in parts),
    )


def _pieces(lines: Sequence[Line], index: int, step: int, used: set[int]) -> list[int]:
    """The lines without figures next to this one, nearest first."""
    found: list[int] = []
    place = index + step
    while 0 <= place < len(lines) and len(found) < _FURTHEST and not lines[place].figures and place not in used:
        found.append(place)
        place += step
    return found


def with_columns(lines: Sequence[Line], first: int) -> list[Line]:
    """Every figure gets the number of its column, from `first`: figures that stand above each other share one."""
    spans = sorted(
        (chunk.x0 - _SLACK * line.em, chunk.x1 + _SLACK * line.em) for line in lines for chunk in line.figures
    )
    ends = list(_ends(spans))
    return [_in_columns(line, ends, first) if line.figures else line for line in lines]


def _ends(spans: Sequence[tuple[float, float]]) -> Iterator[float]:
    """Where each column ends."""
    if not spans:
        return
    end = spans[0][1]
    for start, stop in spans:
        if start > end:
            yield end
        end = max(end, stop)
    yield end


def _in_columns(line: Line, ends: Sequence[float], first: int) -> Line:
    figures = tuple(chunk._replace(column=first + sum(end < chunk.x0 for end in ends)) for chunk in line.figures)
    return Line(line.page, (*line.labels, *figures), line.y0, line.y1, line.em, line.text)


def table_extent(lines: Sequence[Line]) -> range:
    """Which of the lines of a section are its table: from what follows its last sentence to its last row of figures.

    Empty where no row of figures shows that a table of the form stands here.
    """
    rows = [index for index, line in enumerate(lines) if _is_row_of_the_form(line)]
    if not rows:
        return range(0)
    start = next((index + 1 for index in range(rows[0] - 1, -1, -1) if _is_prose(lines[index])), 0)
    return range(start, rows[-1] + 1)


def _is_row_of_the_form(line: Line) -> bool:
    if len(line.figures) >= _FIGURES_OF_TABLE4:
        return True
    return bool(line.figures and line.labels) and is_label(line.labels[-1].text)


def _is_prose(line: Line) -> bool:
    return "。" in line.text or section_number(fold(line.text), NEWEST) is not None
