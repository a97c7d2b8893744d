"""The papers that the record itself makes for the case file: what was applied for, and what was said on the way."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from gongkai.papers.letters.elements import Cell, Element, Heading, Line, Table, Title
from gongkai.papers.writers.pdf import set_elements
from gongkai.regulation.dates import in_words
from gongkai.regulation.grounds import ground_rule
from gongkai.regulation.outcomes import outcome_rule
from gongkai.web.applications.models import Application
from gongkai.web.applications.proposals import replies_of
from gongkai.web.applications.recorded import said
from gongkai.web.applications.table import table
from gongkai.web.applications.words import APPLICANT, LABELS, wished
from gongkai.web.audit.models import Event

_SHARES = (26.0, 74.0)
Words = Mapping[str, Mapping[str, Any]]


def application(thing: Application, content: Mapping[str, Any], fonts: tuple[Path, ...]) -> bytes:
    """政府信息公开申请登记表: applicant, what is asked for, how it came."""
    rows = [
        ("编号", thing.number),
        ("申请人类型", thing.get_applicant_kind_display()),
        *_applicant(content.get("applicant", {})),
        ("收到方式", thing.get_channel_display()),
        ("提交、到达、确认", "、".join(in_words(day) for day in _days(thing))),
        ("收到申请之日", in_words(thing.received_on) if thing.received_on else ""),
        ("内容摘要", thing.summary),
        *((f"申请的信息{place}", _item(item)) for place, item in enumerate(content.get("items", ()), start=1)),
        *wished(content),
        *((head, text) for head, text in content.get("register", {}).items()),
    ]
    return _set([Title("政府信息公开申请登记表"), _table(rows, "申请登记表")], "政府信息公开申请登记表", fonts)


def _applicant(applicant: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(label, applicant[key]) for key, label in APPLICANT.items() if applicant.get(key)]


def _days(thing: Application) -> list[Any]:
    return [day for day in (thing.submitted_on, thing.arrived_on, thing.confirmed_on) if day]


def _item(item: Mapping[str, str]) -> str:
    words = [item.get("description", ""), item.get("document_number", ""), item.get("features", "")]
    return "；".join(word for word in words if word)


def course(rows: Sequence[Event], words: Words, fonts: tuple[Path, ...]) -> bytes:
    """办理文书和意见: what was proposed, thought, searched and noted, in the words that were written."""
    elements: list[Element] = [Title("办理意见和记录")]
    for row in rows:
        told = list(_told(row, words.get(said(row.recorded, "sealed").get("key", ""), {})))
        if told:
            act = table().act(row.kind)
            elements += [
                Heading(f"{row.number}．{act.label}"),
                Line(f"{in_words(row.on)}　{row.who}"),
            ]
            elements.append(_table(told, act.label))
    if len(elements) == 1:
        elements.append(Line("办理中没有写下意见或者记录。"))
    return _set(elements, "办理意见和记录", fonts)


def elsewhere(title: str, place: str, fonts: tuple[Path, ...]) -> bytes:
    """The page that stands for a paper of which there is no scan."""
    return _set([Title("纸质材料另存"), _table([("题名", title), ("在哪里", place)], title)], title, fonts)


def _told(row: Event, words: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((label, str(words[key])) for key, label in LABELS.items() if words.get(key))
    office = said(row.recorded, "office")
    if row.kind == "propose_reply":
        written = words.get("replies", ())
        for place, reply in enumerate(replies_of(office)):
            yield f"第{reply.item}项", outcome_rule(reply.outcome).full_label
            elements = dict(reply.rule.elements) if reply.rule else {}
            own = written[place].get("elements", {}) if place < len(written) else {}
            yield from ((elements.get(key, key), text) for key, text in own.items())
            yield from (("理由", ground_rule(reason.ground).label) for reason in reply.reasons)


def _table(rows: Sequence[tuple[str, str]], caption: str) -> Table:
    return Table(_SHARES, tuple((Cell(label, is_label=True), Cell(text)) for label, text in rows), caption)


def _set(elements: Sequence[Element], title: str, fonts: tuple[Path, ...]) -> bytes:
    return set_elements(elements, title=title, numbered=False, font_folders=fonts)
