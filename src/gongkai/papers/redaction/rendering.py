"""A foreign file as pictures for whoever draws boxes: every page is drawn in the sandbox."""

from gongkai.papers.redaction.service import is_pdf
from gongkai.papers.sandbox.run import run

_TASKS = "gongkai.papers.redaction.rendering_tasks:"


def sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page as boxes measure them: points of a PDF, pixels of a picture. Raises BadFile."""
    answer, _ = run(_TASKS + ("pdf_sizes" if is_pdf(data) else "picture_sizes"), {}, data)
    return tuple((float(width), float(height)) for width, height in answer["sizes"])


def page_picture(data: bytes, number: int) -> bytes:
    """That page, counted from 1, as PNG for a screen. Raises BadFile for a page that is not there."""
    return run(_TASKS + ("pdf_page" if is_pdf(data) else "picture_page"), {"number": number}, data)[1]
