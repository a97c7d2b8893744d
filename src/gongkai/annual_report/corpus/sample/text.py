"""A made paper as plain text: its tables in each of the shapes that text extractors and offices leave behind."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from gongkai.annual_report.corpus.sample.draft import Draft, Sheet, Square

Layout: TypeAlias = Callable[[Sheet], Iterable[str]]
"""A table as lines of text."""

_LONG_LABEL = 14


def as_text(draft: Draft, layout: Layout) -> str:
    """The whole paper, a blank line between its blocks."""
    parts = [*draft.before, *draft.title, *draft.preface]
    for chapter in draft.chapters:
        parts += [chapter.heading, *chapter.paragraphs]
        for sheet in chapter.sheets:
            parts += [*filter(None, [sheet.caption]), "\n".join(layout(sheet))]
    return "\n\n".join(filter(None, [*parts, draft.contact])) + "\n"


def _filled(line: Iterable[Square]) -> Iterator[str]:
    return (square.text for square in line if square.text)


def tabs(sheet: Sheet) -> Iterator[str]:
    """Copied from a browser: a tab after every position, those that a head spans over left blank."""
    for positions in sheet.spread():
        yield "\t".join(text for text, _ in positions) + "\t"


def torn_tabs(sheet: Sheet) -> Iterator[str]:
    """The same with the leading blanks of some lines lost, others with more at the end."""
    for number, positions in enumerate(sheet.spread()):
        texts = [text for text, _ in positions]
        while number % 4 == 3 and texts and not texts[0]:
            del texts[0]
        yield "\t".join(texts) + "\t" * (number % 3)


def pipes(sheet: Sheet) -> Iterator[str]:
    """A pipe after every cell of the source."""
    return (" | ".join(square.text for square in line) + " |" for line in sheet.lines)


def pipes_and_blanks(sheet: Sheet) -> Iterator[str]:
    """The same, and a pipe more for every position that a cell of the line spans over."""
    for line in sheet.lines:
        over = sum(square.columns - 1 for square in line)
        yield " | ".join(square.text for square in line) + " |" + (" " + "|" * over if over else "")


def pipes_on_both_sides(sheet: Sheet) -> Iterator[str]:
    return (f"| {text}" for text in pipes(sheet))


def markdown(sheet: Sheet) -> Iterator[str]:
    for number, positions in enumerate(sheet.spread()):
        yield "| " + " | ".join(text for text, _ in positions) + " |"
        if not number:
            yield "|" + "---|" * sheet.width


def cell_a_line(sheet: Sheet) -> Iterator[str]:
    """One cell a line, a blank line between; blank cells vanish."""
    return (f"{text}\n" for line in sheet.lines for text in _filled(line))


def cell_a_line_with_pipe(sheet: Sheet) -> Iterator[str]:
    """One cell a line, each closed by a pipe, the row by two."""
    for line in sheet.lines:
        yield from (f"{square.text} |".lstrip() for square in line)
        yield "||"


def pipe_on_the_next_line(sheet: Sheet) -> Iterator[str]:
    return (f"{text}\n|" for line in sheet.lines for text in _filled(line))


def row_opened_by_pipe(sheet: Sheet) -> Iterator[str]:
    """A lone pipe opens the row, its label has a line of its own, its figures another, or each its own."""
    for line in sheet.lines:
        yield "|"
        labels = [square.text for square in line if square.cell is None]
        figures = [square.text for square in line if square.cell is not None]
        yield from (f"{label} |" for label in labels)
        if figures and figures[0].strip():
            yield " | ".join(figures) + " | ||"
        else:
            yield from (f"{figure} |".lstrip() for figure in figures)


def blanks(sheet: Sheet) -> Iterator[str]:
    return ("  ".join(_filled(line)) for line in sheet.lines)


def table_a_row(sheet: Sheet) -> Iterator[str]:
    """Every row a small table with heads that are not its own."""
    for line in sheet.lines:
        figures = [square.text for square in line if square.cell]
        label = next((square.text for square in reversed(line) if not square.cell), "结果")
        if figures:
            heads = [f"数据{number}" for number in range(1, len(figures))]
            yield "| " + " | ".join(("类别", *heads, "总计")) + " |"
            yield "|" + "---|" * (len(figures) + 1)
            yield "| " + " | ".join((label, *figures)) + " |\n"
        else:
            yield " ".join(_filled(line)) + "\n"


def label_around_figures(sheet: Sheet) -> Iterator[str]:
    """As a page's text has it: a long label is broken, its figures stand in the middle of it."""
    for line in sheet.lines:
        figures = "  ".join(square.text for square in line if square.cell)
        labels = [square.text for square in line if square.cell is None]
        if figures and labels and len(labels[-1]) > _LONG_LABEL:
            middle = len(labels[-1]) // 2
            yield from (*labels[:-1], labels[-1][:middle], figures, labels[-1][middle:])
        else:
            yield "  ".join(filter(None, (*labels, figures)))


def labels_then_figures(sheet: Sheet) -> Iterator[str]:
    """A bad text layer: all labels first, all figures after them."""
    yield from (square.text for line in sheet.lines for square in line if not square.cell and square.text)
    for line in sheet.lines:
        figures = " ".join(square.text for square in line if square.cell)
        if figures:
            yield figures


def in_one_line(text: str) -> str:
    """The whole paper without a line break."""
    return " ".join(text.split())


def in_a_layout_table(text: str) -> str:
    """The whole paper in one cell of a table: a line of pipes above, pipes behind the prose."""
    lines = (f"{line} {'|' * 12}" if len(line) > 80 and "|" not in line else line for line in text.split("\n"))
    return "|" * 180 + "\n" + "\n".join(lines)
