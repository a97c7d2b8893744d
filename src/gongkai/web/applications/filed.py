"""卷内材料: the papers that an event put to the case, as its page and its case file call them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.regulation.letters import Recipient, letters
from gongkai.web.applications.acts.proving import PROVED_BY
from gongkai.web.applications.recorded import said
from gongkai.web.applications.table import table
from gongkai.web.audit.chain import Recorded

_NAMES: Mapping[str, str] = {**PROVED_BY, "attach_redaction": "遮挡后的复制件", "attach_paper": "随卷材料"}


@dataclass(frozen=True, slots=True)
class Filed:
    """files: key, type and digest of each. place: where a paper lies of which there may be no scan. goes_out: it is
    sent to somebody outside."""

    on: date
    title: str
    number: str
    files: Sequence[Mapping[str, str]]
    place: str = ""
    goes_out: bool = False


def filed_by(one: Recorded, words: Mapping[str, Mapping[str, Any]]) -> Filed | None:
    """The papers of an event; None where it has none. words: what is sealed, by key."""
    office = said(one, "office")
    sealed = words.get(said(one, "sealed").get("key", ""), {}) if one.kind == "attach_paper" else {}
    files = office.get("files", ())
    place = _lies(office, sealed)
    if not files and not place:
        return None
    title = office.get("title") or sealed.get("title") or _purpose(files) or _name(one.kind)
    return Filed(one.on, title, office.get("number", ""), files, place, is_sent(one.kind, office))


def _lies(office: Mapping[str, Any], sealed: Mapping[str, Any]) -> str:
    pages = f"纸质 {office['pages']} 页" if office.get("pages") else ""
    return "，".join(filter(None, (pages, f"存放处：{sealed['place']}" if sealed.get("place") else "")))


def _purpose(files: Sequence[Mapping[str, str]]) -> str:
    """What somebody outside sent them as."""
    return next((one["purpose"] for one in files if one.get("purpose")), "")


def _name(act: str) -> str:
    return _NAMES.get(act) or table().act(act).label


def is_sent(act: str, office: Mapping[str, Any], key: str = "") -> bool:
    """Whether the files that this event names (that file among them) go out."""
    if key and key not in {entry["key"] for entry in office.get("files", ())}:
        return False
    letter = letters().get(office.get("letter", ""))
    return act == "attach_redaction" or (letter is not None and letter.to is not Recipient.INSIDE)
