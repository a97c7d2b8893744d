"""Pictures of papers: what is recognised is right, or a finding says that it is not sure."""

from collections.abc import Callable
from io import BytesIO

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from gongkai.annual_report.corpus.sample.ofd import packed, page_xml, parts_of_pdf
from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.form.layout import grids
from gongkai.annual_report.readers import scan
from gongkai.annual_report.readers.interpret import interpret
from gongkai.annual_report.readers.ofd import source_of_ofd
from gongkai.annual_report.readers.pdf import source_of_pdf
from gongkai.annual_report.readers.scan import source_of_image
from gongkai.annual_report.reading import Reading
from tests.annual_report.papers import Paper
from tests.annual_report.pdf_papers import STYLES, compiled, needs_font, pdf, table
from tests.annual_report.readers.test_layouts import FIGURES, expected

Pixels = np.ndarray


def pictures(data: bytes, dots_an_inch: int = 150) -> list[Pixels]:
    return [page.render(scale=dots_an_inch / 72).to_numpy() for page in pypdfium2.PdfDocument(data)]


def as_png(picture: Pixels) -> bytes:
    return bytes(cv2.imencode(".png", picture)[1])


def as_pdf(found: list[Pixels]) -> bytes:
    out = BytesIO()
    pages = [Image.fromarray(picture) for picture in found]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def small_paper() -> bytes:
    """One page with the fourth section alone."""
    head = "青石县水利局2024年政府信息公开工作年度报告\n\n四、政府信息公开行政复议、行政诉讼情况\n\n"
    return compiled(
        '#set text(font: "Noto Serif CJK SC", size: 10.5pt)\n' + head + table(grids(2021)[2], FIGURES, STYLES["ruled"])
    )


def is_right_or_doubted(reading: Reading, wanted: dict[str, object]) -> bool:
    doubted = {cell for finding in reading.findings for cell in finding.cells}
    return all(reading.report.cells[cell] == value or cell in doubted for cell, value in wanted.items())


@needs_font
def test_it_recognises_every_cell_of_a_scanned_paper_or_says_that_it_is_not_sure() -> None:
    paper = Paper(cells=FIGURES)
    reading = interpret(source_of_pdf(as_pdf(pictures(pdf(paper), 200))).blocks, source="scan.pdf")
    assert is_right_or_doubted(reading, expected(paper))
    right = sum(reading.report.cells[cell] == value for cell, value in expected(paper).items())
    assert right == len(expected(paper))
    assert (reading.report.organ, reading.report.year) == ("青石县水利局", 2024)
    assert {section.no for section in reading.report.sections} == {1, 2, 3, 4, 5, 6}


def _leaning(picture: Pixels) -> Pixels:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 1.5, 1.0)
    return cv2.warpAffine(picture, turn, (width, height), borderValue=(255, 255, 255))


def _dirty(picture: Pixels) -> Pixels:
    noise = np.random.default_rng(711).normal(0, 8, picture.shape)
    shadow = np.linspace(0.7, 1.0, picture.shape[1])[None, :, None]
    return np.clip(picture * shadow + noise, 0, 255).astype(np.uint8)


@needs_font
@pytest.mark.parametrize(
    "change",
    [
        lambda picture: cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE),
        lambda picture: cv2.rotate(picture, cv2.ROTATE_180),
        _leaning,
    ],
    ids=["turned", "on its head", "leaning"],
)
def test_it_turns_a_picture_upright_before_it_reads_it(change: Callable[[Pixels], Pixels]) -> None:
    reading = interpret(source_of_image(as_png(change(pictures(small_paper())[0]))).blocks, source="scan.png")
    wanted = {cell: value for cell, value in expected(Paper(cells=FIGURES)).items() if cell.startswith("table4")}
    assert is_right_or_doubted(reading, wanted)
    assert sum(reading.report.cells[cell] == value for cell, value in wanted.items()) >= 14


@needs_font
def test_it_is_right_or_in_doubt_on_a_dirty_picture_in_shadow() -> None:
    reading = interpret(source_of_image(as_png(_dirty(_leaning(pictures(small_paper())[0])))).blocks, source="scan.png")
    wanted = {cell: value for cell, value in expected(Paper(cells=FIGURES)).items() if cell.startswith("table4")}
    assert is_right_or_doubted(reading, wanted)
    assert reading.report.organ == "青石县水利局"


@needs_font
def test_it_recognises_an_ofd_that_only_holds_pictures() -> None:
    parts = parts_of_pdf(small_paper())
    picture = '<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="77"/>'
    parts["Doc_0/Pages/Page_0/Content.xml"] = page_xml([picture])
    parts["Doc_0/Document.xml"] = str(parts["Doc_0/Document.xml"]).replace(
        "</ofd:CommonData>", "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
    )
    parts["Doc_0/DocumentRes.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
        '<ofd:MultiMedia ID="77" Type="Image"><ofd:MediaFile>image_77.png</ofd:MediaFile></ofd:MultiMedia>'
        "</ofd:MultiMedias></ofd:Res>"
    )
    parts["Doc_0/Res/image_77.png"] = as_png(pictures(small_paper())[0])
    reading = interpret(source_of_ofd(packed(parts)).blocks, source="scan.ofd")
    assert reading.report.cells["table4.litigation_after_reconsideration.total"] == 2
    assert reading.places["table4.litigation_after_reconsideration.total"].sure < 1


def test_it_says_how_to_install_what_recognises_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "gongkai.annual_report.readers.recognition", None)
    with pytest.raises(UnreadableSource, match=r"pip install 'gongkai\[ocr\]'"):
        source_of_image(as_png(np.zeros((100, 100, 3), np.uint8)))


@needs_font
def test_it_says_that_a_pdf_is_a_scan_where_nothing_can_recognise_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.annual_report.readers.pdf.document.can_recognise", lambda: False)
    with pytest.raises(UnreadableSource, match="这是图片（扫描件）"):
        source_of_pdf(as_pdf(pictures(small_paper(), 50)))


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 not a picture", b"GIF89a" + b"\0" * 50])
def test_it_refuses_a_broken_picture(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="这张图片是坏的"):
        source_of_image(data)


def test_it_refuses_a_picture_of_too_many_pixels() -> None:
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(UnreadableSource, match="图片太大，超过 60 百万像素的上限"):
        source_of_image(out.getvalue())


def test_it_reads_nothing_in_an_empty_picture() -> None:
    assert scan.source_of_image(as_png(np.full((300, 200, 3), 255, np.uint8))).blocks == ()
