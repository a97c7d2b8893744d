"""Reading back what was written, so that nobody files a paper that says something else than the report."""

from collections.abc import Iterator
from itertools import zip_longest

from gongkai.annual_report.errors import ReportError, UnreadableSource
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.report import Report
from gongkai.annual_report.writers.manuscript import clean, title_of

_SHOWN = 5


def differences(report: Report, written: bytes) -> tuple[str, ...]:
    """What a reader of the file takes otherwise than the report has it, a sentence each; nothing where all agrees.

    Blanks count for nothing. A kind of file that this program does not read has no differences.
    """
    try:
        read = read_paper(written, source="").report
    except UnreadableSource:
        return ()
    except ReportError as error:
        return (f"写出的文件读不回来：{error}",)
    return (*_of_head(report, read), *_of_cells(report, read), *_of_texts(report, read))


def _of_head(report: Report, read: Report) -> Iterator[str]:
    for name, mine, theirs in (
        ("格式", report.form.year, read.form.year),
        ("标题", _flat(title_of(report) or ""), _flat(read.title or "")),
        ("年份", report.year, read.year),
    ):
        if mine != theirs:
            yield f"{name}原是“{mine}”，读回来是“{theirs}”。请核对写出的文件。"


def _of_cells(report: Report, read: Report) -> Iterator[str]:
    wrong = [cell for cell in report.cells if report.cells[cell] != read.cells.get(cell)]
    for cell in wrong[:_SHOWN]:
        mine, theirs = ("空白" if of.cells.get(cell) is None else of.cells[cell] for of in (report, read))
        yield f"{place_in_words(report.form.year, cell)}原是 {mine}，读回来是 {theirs}。请核对写出的文件。"
    if len(wrong) > _SHOWN:
        yield f"还有 {len(wrong) - _SHOWN} 个单元格读回来与原报告不同。"


def _of_texts(report: Report, read: Report) -> Iterator[str]:
    for mine, theirs in zip_longest(report.sections, read.sections):
        number = (mine or theirs).no
        if mine is None or theirs is None or _flat(mine.text) != _flat(theirs.text):
            yield (
                f"{place_in_words(report.form.year, f'section.{number}')}的文字读回来与原报告不同，"
                "可能有一行文字的样子像标题或表格。请核对写出的文件。"
            )


def _flat(text: str) -> str:
    return "".join(clean(text.replace("\n", " ")).split())
