"""A PDF file to blocks, page by page, with limits on what a hostile file may cost."""

from collections.abc import Iterator
from threading import Lock

from pypdfium2 import PdfDocument, PdfiumError, PdfPage, raw

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Source
from gongkai.annual_report.readers.geometry.page import Page
from gongkai.annual_report.readers.geometry.paper import source_of_pages
from gongkai.annual_report.readers.geometry.turn import rules_of
from gongkai.annual_report.readers.pdf.pictures import is_picture, remove_unseen, rendered
from gongkai.annual_report.readers.pdf.rules import pieces_of
from gongkai.annual_report.readers.pdf.words import PageText, TurnedText
from gongkai.annual_report.readers.scan import NEEDS_RECOGNITION, can_recognise, pages_of_picture

PAGES = 300
"""The most pages that are read. A report has ten; a city's with appendices seldom a hundred."""
CHARACTERS = 1_000_000

_ONE_AT_A_TIME = Lock()
"""PDFium keeps its state in the process: two threads must not be inside it at once."""


def source_of_pdf(data: bytes) -> Source:
    """What a PDF holds: its rows and paragraphs, and which of its pages are pictures that could not be read.

    Raises UnreadableSource for a file with a password, a broken one, one without pages or with too many.
    """
    with _ONE_AT_A_TIME:
        document = _opened(data)
        try:
            pages = list(_pages(document))
        finally:
            document.close()
    return source_of_pages(pages)


def _opened(data: bytes) -> PdfDocument:
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise UnreadableSource(
                "这份 PDF 有打开密码，读不了。请用密码打开后另存为没有密码的 PDF，再试一次。"
            ) from error
        raise UnreadableSource(
            "这份 PDF 是坏的，或者没有一页：打不开它的页面目录。请从原件重新导出或重新下载，再试一次。"
        ) from error
    if len(document) > PAGES:
        pages = len(document)
        document.close()
        raise UnreadableSource(f"这份 PDF 有 {pages:,} 页，超过 {PAGES} 页的上限。请只留下年度报告的几页，再试一次。")
    return document


def _pages(document: PdfDocument) -> Iterator[Page]:
    characters = 0
    pictures: list[int] = []
    for number in range(1, len(document) + 1):
        page = _loaded(document, number)
        remove_unseen(page)
        text = PageText(page.get_textpage())
        characters += len(text.text)
        if characters > CHARACTERS:
            raise UnreadableSource(f"这份 PDF 的文字超过 {CHARACTERS:,} 字。年度报告一般不到两万字，请确认选对了文件。")
        if not is_picture(page, text.text):
            yield from _upright(page, number, text)
        elif can_recognise():
            yield from pages_of_picture(rendered(page), number)
        else:
            pictures.append(number)
            yield Page(number, (), is_unread=True)
    if len(pictures) == len(document):
        raise UnreadableSource(NEEDS_RECOGNITION)


def _loaded(document: PdfDocument, number: int) -> PdfPage:
    try:
        return document[number - 1]
    except PdfiumError as error:
        raise UnreadableSource(
            f"这份 PDF 的第 {number} 页是坏的，读不了。请从原件重新导出或重新下载，再试一次。"
        ) from error


def _upright(page: PdfPage, number: int, text: PageText) -> Iterator[Page]:
    """The page as it reads upright; where a table stands turned on it, once for each direction of its text."""
    pieces = pieces_of(page)
    for turns in text.quarters:
        across, down = rules_of(pieces, turns)
        yield Page(number, tuple(TurnedText(text, turns).words(down)), across, down)
