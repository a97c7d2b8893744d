"""Plain text: a line for each paragraph, a tab between cells.

In a text, nothing tells a blank cell from a place that a wide label reaches over. So a row's label stands in the last
of its columns, next to the first number, and every blank behind it is a cell.
"""

from collections.abc import Iterator, Sequence

from gongkai.annual_report.report import Report
from gongkai.annual_report.writers.manuscript import Element, Entry, Heading, Paragraph, Table, Title, manuscript
from gongkai.annual_report.writers.spread import spread

_PIPES = str.maketrans("|｜", "∣∣")
"""Pipes part cells in a text, so that in prose their look-alike takes their place."""


def text_of(report: Report) -> str:
    """The report as text, as a reader of this program and a clerk's editor both take it."""
    return "\n\n".join("\n".join(_lines(element)) for element in manuscript(report)) + "\n"


def _lines(element: Element) -> Iterator[str]:
    match element:
        case Title(lines):
            yield from (line.translate(_PIPES) for line in lines)
        case Heading(text):
            yield text.translate(_PIPES)
        case Paragraph(subhead, text):
            yield (subhead + text).translate(_PIPES)
        case Table():
            yield from map(_tabbed, spread(element))


def _tabbed(line: Sequence[Entry | None]) -> str:
    texts = [entry.text if entry else "" for entry in line]
    for column, entry in enumerate(line):
        if entry and entry.box.is_head and any(other and not other.box.is_head for other in line):
            texts[column], texts[column + entry.box.columns - 1] = "", entry.text
    return "\t".join(texts)
