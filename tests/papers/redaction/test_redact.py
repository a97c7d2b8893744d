"""What a box covers is gone: from pixels, text, and every other corner of the file."""

from io import BytesIO
from typing import Any

import pdfplumber
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from gongkai.papers.errors import BadValue, NotRemoved
from gongkai.papers.letters.draft import draft
from gongkai.papers.redaction import tasks
from gongkai.papers.redaction.box import Box, as_rows, boxes_of, schedule
from gongkai.papers.redaction.service import propose, redact, redact_pdf, verify_redaction
from gongkai.papers.redaction.verify import verify_redaction as verified
from gongkai.papers.writers.pdf import pdf_of
from gongkai.papers.writers.text import words_of
from gongkai.regulation.grounds import Ground
from gongkai.regulation.outcomes import Outcome
from tests.annual_report.writers.fonts import needs_fonts
from tests.papers.records import Made
from tests.papers.redaction.papers import SECRET, everything_in, one_page, pdf_of_words, saved, secrets_everywhere

PERSON = Ground.THIRD_PARTY
REPLY = Made("reply", Outcome.UNAVAILABLE_NOT_HELD, "does_not_exist")
ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le")


def here(data: bytes, boxes: tuple[Box, ...], *, keep_text: bool = True) -> bytes:
    """Redacted in this process, without marks: for many small files."""
    order: dict[str, Any] = {"boxes": as_rows(boxes), "marks": {}, "keep_text": keep_text}
    return tasks.redact_pdf(order, data)[1]


def chars(data: bytes) -> list[list[dict[str, Any]]]:
    """The characters of each page as an independent reader finds them, in points from the top left."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        return [[char for char in page.chars if char["text"].strip()] for page in pdf.pages]


def text(data: bytes) -> str:
    return "".join(char["text"] for page in chars(data) for char in page)


@needs_fonts
def test_nothing_of_the_secret_is_left_anywhere() -> None:
    original = secrets_everywhere()
    assert SECRET.encode() in everything_in(original)
    done = redact(original, [Box(1, 40, 80, 220, 110, PERSON, "编号")])
    found = everything_in(done.data)
    for encoding in ENCODINGS:
        assert SECRET.encode(encoding) not in found
        assert SECRET.encode(encoding).hex().upper().encode() not in found.upper()
    assert text(done.data) == "openwordsshown"
    assert b"JavaScript" not in found
    with pikepdf.open(BytesIO(done.data)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert not pdf.docinfo


@needs_fonts
def test_what_is_not_shown_goes_even_without_a_box_on_it() -> None:
    done = redact(secrets_everywhere(), [Box(1, 0, 0, 1, 1, PERSON)])
    assert text(done.data) == f"{SECRET}openwordsshown"


@needs_fonts
def test_the_black_bears_the_article() -> None:
    done = redact(pdf_of_words([("12345", 50, 300)]), [Box(1, 40, 80, 220, 110, PERSON)])
    with pikepdf.open(BytesIO(done.data)) as pdf:
        picture = pikepdf.PdfImage(pdf.pages[0].obj.Resources.XObject.P).as_pil_image()
    area = picture.crop((112, 223, 611, 305))
    assert area.getextrema() == (0, 255)
    assert 0.02 < sum(area.histogram()[128:]) / (area.width * area.height) < 0.3
    assert picture.width >= 300 / 72 * 200 - 1


WORDS = st.lists(
    st.tuples(
        st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=4, max_size=9),
        st.floats(5, 220).map(lambda x: round(x, 1)),
        st.floats(5, 380).map(lambda y: round(y, 1)),
    ),
    min_size=1,
    max_size=8,
)
BOXES = st.lists(
    st.tuples(st.floats(0, 250), st.floats(0, 350), st.floats(5, 200), st.floats(5, 80)), min_size=1, max_size=4
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=WORDS, places=BOXES, rotate=st.sampled_from([0, 90, 180, 270]), crop=st.booleans())
def test_no_character_that_a_box_touches_is_ever_read_again(
    words: list[tuple[str, float, float]], places: list[tuple[float, float, float, float]], rotate: int, crop: bool
) -> None:
    original = pdf_of_words(words, rotate=rotate, crop=crop)
    boxes = tuple(Box(1, x, y, x + wide, y + high, PERSON) for x, y, wide, high in places)
    boxes = tuple(box for box in boxes if box.x0 < 250 and box.y0 < 250)
    result = here(original, boxes)
    for char in chars(result)[0]:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        assert not any(box.x0 < x < box.x1 and box.y0 < y < box.y1 for box in boxes)
    with pikepdf.open(BytesIO(result)) as pdf:
        picture = pikepdf.PdfImage(pdf.pages[0].obj.Resources.XObject.P).as_pil_image().convert("L")
    for box in boxes:
        area = tuple(int(edge * 200 / 72) for edge in (box.x0 + 1, box.y0 + 1, box.x1 - 1, box.y1 - 1))
        right, bottom = min(area[2], picture.width), min(area[3], picture.height)
        if area[0] < right and area[1] < bottom:
            assert picture.crop((area[0], area[1], right, bottom)).getextrema() == (0, 0)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=WORDS, rotate=st.sampled_from([0, 90, 180, 270]))
def test_a_word_under_a_box_is_in_no_byte_of_the_file(words: list[tuple[str, float, float]], rotate: int) -> None:
    secret, x, y = words[0]
    original = pdf_of_words([(f"{secret}ZZ99", x, y), *words[1:]], rotate=rotate)
    wide = {0: (0.0, 400 - y - 14, 300.0, 400 - y + 8), 180: (0.0, y - 8, 300.0, y + 14)}
    tall = {90: (y - 8, 0.0, y + 14, 300.0), 270: (400 - y - 14, 0.0, 400 - y + 8, 300.0)}
    result = here(original, (Box(1, *(wide | tall)[rotate], PERSON),))
    assert f"{secret}ZZ99" not in text(result)
    found = everything_in(result)
    assert all(f"{secret}ZZ99".encode(encoding) not in found for encoding in ENCODINGS)


def test_text_outside_the_boxes_can_still_be_read_or_is_left_out_when_asked() -> None:
    original = pdf_of_words([("COVERED", 50, 300), ("VISIBLE", 50, 200)])
    boxes = (Box(1, 40, 85, 220, 110, PERSON),)
    assert text(here(original, boxes)) == "VISIBLE"
    assert text(here(original, boxes, keep_text=False)) == ""


def test_the_same_order_gives_the_same_bytes() -> None:
    original, boxes = pdf_of_words([("COVERED", 50, 300)]), (Box(1, 40, 85, 220, 110, PERSON),)
    assert here(original, boxes) == here(original, boxes)


class TestTheProof:
    """It finds every way in which a copy could be wrong."""

    original = pdf_of_words([("COVERED", 50, 300), ("VISIBLE", 50, 200)])
    boxes = (Box(1, 40, 85, 220, 110, PERSON),)

    def good(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(here(self.original, self.boxes)))

    def refused(self, data: bytes) -> str:
        with pytest.raises(NotRemoved) as error:
            verified(self.original, data, self.boxes, {})
        return str(error.value)

    def test_it_passes_the_copy_itself(self) -> None:
        verified(self.original, here(self.original, self.boxes), self.boxes, {})

    def test_it_finds_the_original(self) -> None:
        assert "仍能读出" in self.refused(self.original)

    def test_it_finds_a_black_rectangle_drawn_over_the_text(self) -> None:
        with pikepdf.open(BytesIO(self.original)) as pdf:
            pdf.pages[0].contents_add(b"0 g 40 290 180 25 re f")
            assert "仍能读出" in self.refused(saved(pdf))

    def test_it_finds_other_kinds_of_content(self) -> None:
        for spoil in ("/Metadata", "/OpenAction", "/AcroForm", "/Names"):
            with self.good() as pdf:
                pdf.Root[spoil] = pdf.make_stream(b"x", Type=pikepdf.Name("/X"))
                assert spoil in self.refused(saved(pdf))
        with self.good() as pdf:
            pdf.pages[0].obj["/Annots"] = pikepdf.Array([])
            assert "/Annots" in self.refused(saved(pdf))
        with self.good() as pdf:
            pdf.docinfo["/Title"] = pikepdf.String("x")
            assert "/Info" in self.refused(saved(pdf))

    def test_it_finds_a_second_revision(self) -> None:
        assert "/Prev" in self.refused(here(self.original, self.boxes) + b"\nstartxref\n0\n%%EOF\n")

    def test_it_finds_pixels_that_were_not_painted(self) -> None:
        bare = here(self.original, (Box(1, 40, 85, 60, 110, PERSON),), keep_text=False)
        assert "没有涂满" in self.refused(bare)

    def test_it_finds_covered_text_in_a_stream(self) -> None:
        with self.good() as pdf:
            pdf.pages[0].contents_add(b"% COVERED")
            assert "数据里仍有" in self.refused(saved(pdf))

    def test_it_finds_a_lost_page(self) -> None:
        with self.good() as pdf:
            pdf.add_blank_page()
            assert "2页" in self.refused(saved(pdf))


@needs_fonts
def test_a_copy_can_be_proven_later() -> None:
    original, boxes = pdf_of_words([("COVERED", 50, 300)]), [Box(1, 40, 85, 220, 110, PERSON)]
    done = redact_pdf(original, boxes)
    verify_redaction(original, done.data, boxes)
    with pytest.raises(NotRemoved):
        verify_redaction(original, done.data, [*boxes, Box(1, 40, 200, 220, 250, PERSON)])


@needs_fonts
def test_it_tells_where_the_same_words_still_stand_uncovered() -> None:
    original = pdf_of_words([("WANGXM", 50, 300), ("so WANGXM says", 50, 200)])
    done = redact(original, [Box(1, 45, 85, 220, 110, PERSON)])
    assert done.elsewhere == {"WANGXM": (1,)}


def test_it_proposes_boxes_around_what_is_about_a_person() -> None:
    original = pdf_of_words(
        [("ID 11010519491231002X end", 20, 300), ("tel 13812345678", 20, 250), ("nr 110105194912310021", 20, 200)]
    )
    found = propose(original)
    assert [(one.kind, one.text) for one in found] == [
        ("身份证号码", "11010519491231002X"),
        ("手机号码", "13812345678"),
    ]
    cleaned = here(original, tuple(one.box for one in found))
    assert text(cleaned) == "IDendtelnr110105194912310021"


@needs_fonts
def test_it_proposes_in_running_chinese_and_covers_over_the_end_of_a_line() -> None:
    asked = "张三（身份证号码11010519491231002X）住青石县人民路12号3单元401室的情况，电话13812345678，张三签收"
    record = REPLY.record() | {"asked_for": asked}
    data = pdf_of(draft(REPLY.key, record))
    found = propose(data, names=["张三"])
    kinds = {one.kind for one in found}
    assert {"姓名", "身份证号码", "住址", "手机号码"} <= kinds
    done = redact(data, [one.box for one in found])
    left = text(done.data)
    for covered in ("11010519491231002X", "13812345678", "人民路12号", "张三"):
        assert covered not in left
    assert "本机关于2025年11月3日收到" in left
    assert done.elsewhere == {}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"page": 1, "x0": 0, "y0": 0, "x1": 1}, "应当写明"),
        ({"page": 1, "x0": 5, "y0": 0, "x1": 1, "y1": 1}, "没有面积"),
        ({"page": 1, "x0": 0, "y0": 0, "x1": float("nan"), "y1": 1}, "没有面积"),
        ({"page": 1, "x0": 0, "y0": 0, "x1": 1, "y1": 1, "ground": "why"}, "理由“why”不认识"),
        ({"page": 9, "x0": 0, "y0": 0, "x1": 1, "y1": 1}, "文件只有1页"),
        ({"page": 1, "x0": 900, "y0": 0, "x1": 901, "y1": 1}, "纸面以外"),
    ],
)
def test_it_refuses_a_box_that_covers_nothing(row: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadValue, match=sentence):
        here(one_page(), boxes_of([row]))


def test_the_schedule_has_a_row_for_each_box_in_the_order_of_the_pages() -> None:
    boxes = [Box(2, 0, 0, 9, 9, None), Box(1, 10, 20, 30, 40, Ground.PROCESS, "讨论记录")]
    first, second = schedule(boxes)
    assert (first["page"], first["article"], first["note"]) == ("1", "第十六条第二款", "讨论记录")
    assert (second["article"], second["ground"]) == ("第三十七条", "不属于政府信息")
    partly = Made("reply", Outcome.PARTLY_GRANTED, "severed")
    elements = draft("reply", partly.record() | {"schedule": schedule(boxes)}).elements
    assert "讨论记录" in "".join(words_of(elements))


def picture(kind: str, size: tuple[int, int] = (400, 300), frames: int = 1) -> bytes:
    out = BytesIO()
    images = [Image.effect_noise(size, 80).convert("RGB") for _ in range(frames)]
    exif = Image.Exif()
    exif[0x010E] = SECRET
    options: dict[str, Any] = {"save_all": True, "append_images": images[1:]} if kind == "TIFF" else {"exif": exif}
    images[0].save(out, kind, **options)
    return out.getvalue()


@needs_fonts
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_painted_and_carry_nothing_else(kind: str) -> None:
    original = picture(kind, frames=2 if kind == "TIFF" else 1)
    done = redact(original, [Box(1, 50, 60, 350, 160, PERSON)])
    assert SECRET.encode() not in done.data
    with Image.open(BytesIO(done.data)) as result:
        assert (result.format, getattr(result, "n_frames", 1)) == (kind, 2 if kind == "TIFF" else 1)
        edge = result.convert("L").crop((52, 62, 348, 66)).getextrema()
    assert edge[1] <= 40
