"""A drafted letter on a page: its elements as the template draws them, and where what is missing is filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from gongkai.papers.letters.draft import Draft
from gongkai.papers.letters.elements import Attachments, Cell, Element, Signature, Table
from gongkai.web.applications.models import Application

_PLACES = {
    "机关信息": ("housekeeping:settings", "organ"), "申请登记": ("applications:amend_particulars", "case"),
    "征求意见": ("applications:consult_third_party", "case"), "区分处理": ("applications:attach_redaction", "case"),
    "分派": ("applications:assign", "case"),
}  # fmt: skip
_HERE = "#act"


@dataclass(frozen=True, slots=True)
class Shown:
    """An element: what kind, its text, the lines or rows of those that have some."""

    kind: str
    text: str = ""
    lines: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = ()
    head: int = 0


def paper_of(draft: Draft | None) -> list[Shown]:
    """The letter's elements, in order."""
    return [] if draft is None else [_shown(one) for one in draft.elements]


def _shown(one: Element) -> Shown:
    kind = type(one).__name__.lower()
    if isinstance(one, Table):
        return Shown(kind, one.caption, rows=one.rows, head=one.head)
    if isinstance(one, Attachments):
        return Shown(kind, lines=one.names)
    if isinstance(one, Signature):
        return Shown(kind, lines=(one.organ, one.day))
    return Shown(kind, one.text)


def places_of(draft: Draft | None, thing: Application) -> list[tuple[str, str]]:
    """What is missing, and the address where it is filled in. The number is given when the letter is made."""
    missing = [] if draft is None else [one for one in draft.missing if one.key != "number"]
    return [(str(one), _address(one.where, thing)) for one in missing]


def _address(where: str, thing: Application) -> str:
    name, of = _PLACES.get(where, ("", ""))
    words: dict[str, Any] = {"organ": {"code": thing.organ.code}, "case": {"key": thing.key}}
    return reverse(name, kwargs=words[of]) if name else _HERE
