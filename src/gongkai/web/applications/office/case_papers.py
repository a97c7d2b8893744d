"""What the page of a case says of papers: those there are, those still to be made, and what was asked of the head."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.web.applications.acts.proving import PROVED_BY
from gongkai.web.applications.filed import filed_by
from gongkai.web.applications.letters.drafting import letters_of_act
from gongkai.web.applications.models import Application
from gongkai.web.applications.pending import pending
from gongkai.web.applications.recorded import said
from gongkai.web.audit.models import Event

PAPERS = frozenset(PROVED_BY) | {"make_letter", "attach_redaction"}
"""Acts that bring a paper into the case."""
_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its files: key and type of each; note: where it lies that has none; goes_out: it is sent to somebody
    outside, so it is given without a mark too."""

    on: date
    title: str
    number: str
    files: Sequence[Mapping[str, str]]
    note: str = ""
    goes_out: bool = False


def papers_of(rows: Iterable[Event], words: Mapping[str, Mapping[str, Any]]) -> list[Paper]:
    """In the order in which they came. words: what is sealed, by key."""
    return [
        Paper(one.on, one.title, one.number, one.files, one.place, one.goes_out)
        for row in rows
        if (one := filed_by(row.recorded, words)) is not None
    ]


def letters_to_make(thing: Application, rows: Sequence[Event]) -> list[tuple[str, str]]:
    """Letters that what happened calls for and that were not made since: title and address. The latest first."""
    made = {said(row.recorded, "office").get("letter"): row.number for row in rows if row.kind == "make_letter"}
    page = reverse("applications:make_letter", args=[thing.key])
    found = {
        one.title: f"{page}?letter={one.key}"
        for row in reversed(rows)
        for one in letters_of_act(row.kind)
        if made.get(one.key, 0) < row.number
    }
    return list(found.items())[:_OFFERED]


def requests_of(thing: Application, rows: Iterable[Event]) -> list[tuple[str, str]]:
    """What was proposed to the head and is not settled: the sentence, and the address where he settles it."""
    return [
        (f"{row.actor or ''}{_asked(row)}", reverse(f"applications:{act}", args=[thing.key]))
        for act, row in pending(rows).items()
    ]


def _asked(row: Event) -> str:
    office = said(row.recorded, "office")
    if row.kind == "ask_extension":
        return f"提请延长 {office['workdays']} 个工作日"
    return f"建议收费 {office['yuan']} 元"
