"""The application form as a paper, out of what the applicant wrote: the one of the official set (gongkai.papers)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse

from gongkai.papers.letters.draft import Draft, draft
from gongkai.papers.writers.docx import docx_of
from gongkai.papers.writers.pdf import pdf_of
from gongkai.web.applications import sealing
from gongkai.web.applications.models import Application
from gongkai.web.apply.choices import FORMS_OF_SUPPLY, HELP, IDENTITIES, WAYS_OF_SUPPLY
from gongkai.web.files.names import disposition
from gongkai.web.ui.errors import NotHere

_IDENTITIES = {**dict(IDENTITIES), "credit_code": "统一社会信用代码"}
_FORMS, _WAYS, _HELP = dict(FORMS_OF_SUPPLY), dict(WAYS_OF_SUPPLY), dict(HELP)
_SAME = ("work_unit", "address", "postcode", "phone", "email", "representative")

WRITERS: Mapping[str, tuple[Callable[[Draft], bytes], str]] = {
    "pdf": (pdf_of, "application/pdf"),
    "docx": (docx_of, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def form_of(thing: Application) -> Draft | None:
    """The filled form of an application; None where its words were destroyed."""
    words = sealing.opened([thing.particulars] if thing.particulars else []).get(str(thing.particulars))
    if words is None:
        return None
    return draft("application_form", _record(thing, words))


def paper_answer(thing: Application, kind: str) -> HttpResponse:
    """The filled form as a download. kind: a key of WRITERS. Raises NotHere where its words were destroyed."""
    form = form_of(thing)
    if form is None:
        raise NotHere("这件申请的个人信息已经按规定销毁，申请表不再提供。")
    write, media = WRITERS[kind]
    response = HttpResponse(write(form), content_type=media)
    response.headers["Content-Disposition"] = disposition(f"政府信息公开申请表（{thing.number}）.{kind}")
    return response


def _record(thing: Application, words: Mapping[str, Any]) -> dict[str, Any]:
    who, wish = words.get("applicant", {}), words.get("wish", {})
    on: date | None = thing.submitted_on or thing.arrived_on or thing.received_on
    record = {
        "organ": {"name": thing.organ.name, "level": thing.organ.level, "kind": thing.organ.kind},
        "applicant_type": thing.applicant_kind,
        "applicant": who.get("name"),
        "identity": f"{_IDENTITIES.get(who.get('identity_kind', ''), '证件')} {who.get('identity_number', '')}",
        "contact": "；".join(filter(None, (who.get("phone"), who.get("email"), who.get("address")))),
        "contact_person": who.get("contact"),
        "description": [_item(item) for item in words.get("items", ())],
        "form": _wish(wish),
        "purpose": wish.get("purpose"),
        "assistance": _HELP.get(wish.get("assistance", ""), "") or None,
        "signature": f"{who.get('contact') or who.get('name')}（网上提交）",
        "time": on,
        "on": on,
        **{name: who.get(name) for name in _SAME},
    }
    if who.get("identity_kind") == "credit_code":
        record["credit_code"] = who.get("identity_number")
    return {name: value for name, value in record.items() if value}


def _item(item: Mapping[str, str]) -> str:
    more = [f"文号：{item['document_number']}"] if item.get("document_number") else []
    more += [f"其他特征：{item['features']}"] if item.get("features") else []
    return item.get("description", "") + (f"（{'；'.join(more)}）" if more else "")


def _wish(wish: Mapping[str, str]) -> str:
    form, way = wish.get("form", ""), wish.get("way", "")
    if not form and not way:
        return "没有特别要求"
    return "，".join(_one for _one in (_FORMS[form] if form else "", _WAYS[way] if way else "") if _one)
