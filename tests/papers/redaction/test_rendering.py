"""Pages as pictures, for whoever draws boxes."""

from io import BytesIO

import pytest
from PIL import Image

from gongkai.papers.errors import BadFile
from gongkai.papers.letters.elements import Paragraph
from gongkai.papers.redaction.rendering import page_picture, sizes
from gongkai.papers.writers.pdf import set_elements


def a_picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (2400, 1200), "white").save(out, "PNG")
    return out.getvalue()


def test_a_page_of_a_pdf_has_the_size_its_boxes_are_measured_in() -> None:
    pdf = set_elements([Paragraph("正文。")], title="题")
    ((width, height),) = sizes(pdf)
    assert (round(width), round(height)) == (595, 842)
    shown = Image.open(BytesIO(page_picture(pdf, 1)))
    assert shown.width / shown.height == pytest.approx(width / height, rel=0.01)


def test_a_picture_is_measured_in_its_own_pixels_and_shown_smaller() -> None:
    assert sizes(a_picture()) == ((2400.0, 1200.0),)
    assert Image.open(BytesIO(page_picture(a_picture(), 1))).width == 1400


def test_a_page_that_is_not_there_is_said() -> None:
    with pytest.raises(BadFile, match="没有第2页"):
        page_picture(a_picture(), 2)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\xff" * 999, b"GIF89a"])
def test_what_cannot_be_opened_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(BadFile, match="请"):
        sizes(data)
