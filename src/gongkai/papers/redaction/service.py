"""The doors of redaction: a file and boxes in, a proven copy out. Foreign files are opened in the sandbox only."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.papers.redaction.box import Box, as_rows, boxes_of
from gongkai.papers.redaction.marks import marks_for
from gongkai.papers.sandbox.run import run
from gongkai.regulation.grounds import Ground

_TASKS = "gongkai.papers.redaction.tasks:"
_PDF = b"%PDF-"
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class Redacted:
    """A proven copy. elsewhere: covered text that the original also shows uncovered, text → pages; to be looked at."""

    data: bytes
    elsewhere: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A box that is proposed, why, and the text under it."""

    box: Box
    kind: str
    text: str


def is_pdf(data: bytes) -> bool:
    """Whether the file says that it is a PDF, as readers look for it."""
    return _PDF in data[:_HEAD]


def redact(data: bytes, boxes: Sequence[Box], *, font_folders: tuple[Path, ...] = ()) -> Redacted:
    """A PDF or a picture without what the boxes cover. Raises BadFile, BadValue, NotRemoved, FontMissing."""
    if is_pdf(data):
        return redact_pdf(data, boxes, font_folders=font_folders)
    return Redacted(redact_image(data, boxes, font_folders=font_folders), {})


def redact_pdf(
    data: bytes, boxes: Sequence[Box], *, keep_text: bool = True, font_folders: tuple[Path, ...] = ()
) -> Redacted:
    """The copy, proven. keep_text: what stands outside the boxes can still be searched and read aloud."""
    order = _order(boxes, font_folders) | {"keep_text": keep_text}
    answer, result = run(_TASKS + "redact_pdf", order, data)
    return Redacted(result, {text: tuple(pages) for text, pages in answer["elsewhere"].items()})


def redact_image(data: bytes, boxes: Sequence[Box], *, font_folders: tuple[Path, ...] = ()) -> bytes:
    """A PNG, JPEG or TIFF of the same kind without what the boxes cover, and without anything but its pixels."""
    return run(_TASKS + "redact_image", _order(boxes, font_folders), data)[1]


def verify_redaction(
    original: bytes, result: bytes, boxes: Sequence[Box], *, font_folders: tuple[Path, ...] = ()
) -> None:
    """Raises NotRemoved unless nothing of what the boxes cover is left in the copy."""
    order = _order(boxes, font_folders) | {"split": len(original)}
    run(_TASKS + "verify_pdf", order, original + result)


def propose(
    data: bytes, *, names: Sequence[str] = (), ground: Ground | None = Ground.THIRD_PARTY
) -> tuple[Proposal, ...]:
    """Boxes around what in the text layer is likely to be about a person, each resting on that ground."""
    answer, _ = run(_TASKS + "propose_pdf", {"names": list(names)}, data)
    rows = [{**row, "ground": ground} for row in answer["proposals"]]
    found = zip(boxes_of(rows), rows, strict=True)
    return tuple(Proposal(box, row["kind"], row["text"]) for box, row in found)


def _order(boxes: Sequence[Box], font_folders: tuple[Path, ...]) -> dict[str, Any]:
    marks = marks_for((box.mark for box in boxes), font_folders)
    return {
        "boxes": as_rows(boxes),
        "marks": {text: base64.b64encode(png).decode() for text, png in marks.items()},
    }
