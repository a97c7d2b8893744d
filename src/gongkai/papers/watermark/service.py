"""A copy of a PDF with words over each page. The original is only read."""

import json
from functools import cache
from importlib import resources
from pathlib import Path

from gongkai.annual_report.writers.fonts import families
from gongkai.annual_report.writers.typeset import typeset
from gongkai.papers.sandbox.run import run

_TASK = "gongkai.papers.watermark.tasks:mark"


def marked(data: bytes, words: str, *, font_folders: tuple[Path, ...] = ()) -> bytes:
    """The copy. Raises BadFile for a PDF that cannot be written anew, FontMissing where no font shows the words."""
    sheet = json.dumps({"words": words, "faces": families(font_folders)}, ensure_ascii=False)
    overlay = typeset(_source(), {"mark": sheet}, font_folders)
    return run(_TASK, {"overlay": len(overlay)}, overlay + data)[1]


@cache
def _source() -> bytes:
    return resources.files("gongkai.papers.watermark").joinpath("sheet.typ").read_bytes()
