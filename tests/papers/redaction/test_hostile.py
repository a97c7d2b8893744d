"""Files that mean harm, or are only broken: each costs little and is answered in one plain sentence."""

from contextlib import suppress
from io import BytesIO
from time import monotonic

import pytest
from PIL import Image

from gongkai.papers.errors import BadFile
from gongkai.papers.redaction.box import Box, as_rows
from gongkai.papers.redaction.service import propose, redact
from gongkai.papers.sandbox.run import run
from tests.annual_report.writers.fonts import needs_fonts
from tests.papers.redaction import papers

BOX = [Box(1, 1, 1, 20, 20, None)]
ORDER = {"boxes": as_rows(BOX), "marks": {}, "keep_text": True}


@needs_fonts
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "打不开"),
        (b"not a file", "打不开"),
        (b"%PDF-1.7\n", "打不开"),
        (papers.one_page()[:120], "打不开"),
        (papers.locked(), "加了密码"),
        (papers.pages(10_000), "10000页，最多处理500页"),
        (papers.one_page(size=(14_000, 14_000)), "毫米，不能处理"),
        (b"\x89PNG\r\n\x1a\n", "打不开"),
    ],
    ids=["nothing", "text", "head", "cut", "locked", "long", "giant", "png"],
)
def test_it_refuses_in_one_plain_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(BadFile, match=sentence) as error:
        redact(data, BOX)
    assert "请" in str(error.value)


def test_it_stops_what_draws_without_an_end() -> None:
    begun = monotonic()
    with pytest.raises(BadFile, match=r"超过2秒|已经损坏"):
        run("gongkai.papers.redaction.tasks:redact_pdf", ORDER, papers.bomb_of_drawing(), seconds=2)
    assert monotonic() - begun < 9


def test_a_picture_larger_than_memory_neither_hangs_nor_grows() -> None:
    begun = monotonic()
    with suppress(BadFile):
        run("gongkai.papers.redaction.tasks:redact_pdf", ORDER, papers.bomb_of_pixels(), seconds=20, memory=1 << 30)
    assert monotonic() - begun < 27


def test_it_refuses_a_picture_that_is_a_bomb() -> None:
    out = BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    with pytest.raises(BadFile, match="万像素"):
        run("gongkai.papers.redaction.tasks:redact_image", ORDER, out.getvalue())


def test_it_runs_no_task_but_its_own() -> None:
    with pytest.raises(BadFile):
        run("os:system", {}, b"")


def test_scripts_are_not_run_and_files_not_written() -> None:
    assert propose(papers.secrets_everywhere()) == ()
