"""PDF files as they should not be: one plain sentence each, in bounded time, or every cell right all the same."""

import zlib
from collections.abc import Sequence
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.errors import ReportError, UnreadableSource
from gongkai.annual_report.readers.blocks import Paragraph, Row
from gongkai.annual_report.readers.pdf import source_of_pdf
from tests.annual_report.papers import Paper
from tests.annual_report.pdf_papers import needs_font, pdf
from tests.annual_report.readers.test_layouts import FIGURES, expected
from tests.annual_report.readers.test_pdf import read_pdf

_HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def made(contents: Sequence[bytes], *, trailer: bytes = b"", packed: bool = False, rotate: int = 0) -> bytes:
    """A PDF with these page contents, written by hand."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        _HELVETICA,
    ]
    for index, content in enumerate(contents):
        page = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate %d"
            b"/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
        )
        filters = b"/Filter/FlateDecode" if packed else b""
        data = zlib.compress(content) if packed else content
        objects += [
            page % (rotate, 5 + 2 * index),
            b"<<%s/Length %d>>stream\n%s\nendstream" % (filters, len(data), data),
        ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)


def shown(*pieces: tuple[float, float, str]) -> bytes:
    return b"".join(b"BT /F1 12 Tf %f %f Td (%s) Tj ET\n" % (x, y, text.encode()) for x, y, text in pieces)


def texts(data: bytes) -> list[str | tuple[str, ...]]:
    return [block.cells if isinstance(block, Row) else block.text for block in source_of_pdf(data).blocks]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 5000, b"no PDF at all", made([])])
def test_it_says_that_a_pdf_is_broken_or_has_no_page(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="这份 PDF 是坏的，或者没有一页"):
        source_of_pdf(data)


def test_it_says_that_a_pdf_has_a_password() -> None:
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    with pytest.raises(UnreadableSource, match="有打开密码"):
        source_of_pdf(made([shown((72, 700, "1"))], trailer=lock))


def test_it_refuses_more_pages_than_any_report_has() -> None:
    with pytest.raises(UnreadableSource, match="有 301 页，超过 300 页的上限"):
        source_of_pdf(made([b""] * 301))


def test_it_says_that_a_pdf_without_text_and_pictures_is_empty() -> None:
    assert source_of_pdf(made([b"", b"0 0 m 100 100 l S"])).blocks == ()


@needs_font
def test_it_reads_a_paper_whose_cross_references_are_broken() -> None:
    data = pdf(Paper(cells=FIGURES))
    start = data.rindex(b"startxref")
    assert read_pdf(data[:start] + b"startxref\n1\n%%EOF").report.cells == expected(Paper(cells=FIGURES))


@needs_font
def test_it_reads_a_cut_off_paper_or_says_that_it_is_broken() -> None:
    whole, paper = pdf(Paper(cells=FIGURES)), expected(Paper(cells=FIGURES))
    for part in range(1, 10):
        try:
            cells = read_pdf(whole[: len(whole) * part // 10]).report.cells
        except ReportError:
            continue
        assert all(value is None or value == paper[cell] for cell, value in cells.items())


@needs_font
@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=30)), min_size=1, max_size=12))
def test_it_survives_a_paper_with_some_bytes_changed(changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(pdf(Paper(cells=FIGURES)))
    for place, other in changes:
        start = int(place * (len(data) - 40))
        data[start : start + len(other)] = other
    with suppress(ReportError):
        source_of_pdf(bytes(data))


_STEPS = (
    "BT|ET|/F1 9 Tf|(12) Tj|1 0 0 1 9 9 cm|0 1 -1 0 9 9 Tm|q|Q|9 9 m|99 9 l|9 99 l|S|h|9 9 200 300 re|f|"
    "99999999 0 Td|-1 0 0 -1 0 0 cm|0 0 0 0 0 0 cm|1e38 0 0 1e38 0 0 cm|/X Do|W n"
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(_STEPS.encode().split(b"|")), max_size=60))
def test_it_survives_any_page_description(steps: list[bytes]) -> None:
    for block in source_of_pdf(made([b" ".join(steps)])).blocks:
        assert isinstance(block, Row | Paragraph)


def test_it_reads_a_drawing_of_many_lines_in_bounded_time() -> None:
    lines = b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S\n" % (i % 595, i % 595, i % 842, i % 842) for i in range(20_000)
    )
    start = process_time()
    assert texts(made([lines + shown((72, 700, "A report of few words"))])) == ["A report of few words"]
    assert process_time() - start < 10


def test_it_refuses_more_text_than_any_report_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.annual_report.readers.pdf.document.CHARACTERS", 1000)
    pages = [shown(*((72, 40 + 12 * line, "0123456789" * 3) for line in range(20)))] * 2
    with pytest.raises(UnreadableSource, match="文字超过 1,000 字"):
        source_of_pdf(made(pages))


def test_it_unpacks_a_bomb_in_bounded_time() -> None:
    start = process_time()
    assert texts(made([b" " * 300_000_000], packed=True)) == []
    assert process_time() - start < 20


def test_it_reads_a_page_that_is_turned_with_its_text() -> None:
    upright = b"0 -1 1 0 0 842 cm " + shown((72, 500, "10"), (300, 500, "20"), (72, 470, "30"))
    assert texts(made([upright], rotate=90)) == [("10", "20"), "30"]


def test_it_orders_by_place_what_the_file_keeps_in_another_order() -> None:
    pieces = [(72, 700, "A"), (300, 700, "1"), (400, 700, "2"), (72, 650, "B"), (300, 650, "3"), (400, 650, "4")]
    for order in (pieces, pieces[::-1], [pieces[i] for i in (4, 1, 3, 0, 5, 2)]):
        assert texts(made([shown(*order)])) == [("A", "1", "2"), ("B", "3", "4")]


def test_it_does_not_join_figures_that_are_printed_over_each_other() -> None:
    assert texts(made([shown((72, 700, "A"), (300, 700, "12"), (304, 700, "34"))])) == [("A", "12", "34")]


def test_it_draws_a_number_once_that_is_printed_twice_to_look_bold() -> None:
    bold = shown((72, 700, "A"), (300, 700, "12"), (300.4, 700, "12"), (300, 700.3, "12"))
    assert texts(made([bold])) == [("A", "12")]


def test_it_reads_text_scaled_by_its_matrix() -> None:
    content = b"BT /F1 1 Tf 12 0 0 12 72 700 Tm (A) Tj ET BT /F1 1 Tf 12 0 0 12 300 700 Tm (1207) Tj ET"
    assert texts(made([content])) == [("A", "1207")]


def test_it_keeps_a_lone_number_that_counts_no_pages() -> None:
    assert texts(made([shown((72, 700, "A report"), (300, 40, "57"))])) == ["A report", "57"]


def test_it_drops_numbers_that_count_the_pages_and_heads_that_repeat() -> None:
    pages = [
        shown((72, 800, "A head"), (72, 700, f"Text {number}"), (300, 40, str(56 + number))) for number in (1, 2, 3)
    ]
    assert texts(made(pages)) == ["A head", "Text 1Text 2Text 3"]


@pytest.mark.parametrize("angle", [float("nan"), float("inf")])
def test_it_leaves_out_text_of_which_the_file_does_not_say_how_it_leans(
    angle: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = made([b"BT /F1 12 Tf 50 50 Td (one) Tj ET"])
    assert source_of_pdf(data).blocks
    monkeypatch.setattr("gongkai.annual_report.readers.pdf.words.raw.FPDFText_GetCharAngle", lambda *_: angle)
    assert source_of_pdf(data).blocks == ()
