"""A holiday notice from its entry to its confirmation."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.regulation.errors import NotAllowed, RegulationError
from gongkai.regulation.workdays import NoticeError
from gongkai.web.accounts.acts import Act, table_of
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Refused
from gongkai.web.accounts.models import User
from gongkai.web.audit.errors import Collision
from gongkai.web.audit.models import Event
from gongkai.web.calendar import actions, kinds, queries, reckoning
from gongkai.web.calendar.models import HolidayNotice, Purpose
from gongkai.web.housekeeping import papers
from gongkai.web.housekeeping.effects import reckon_at_once
from gongkai.web.housekeeping.office.moved import labelled, moves_of
from gongkai.web.office.history import history_of
from gongkai.web.office.object_page import Button, buttons
from gongkai.web.ui.clock import today

_SHOWN = 20
_AT_ONCE = 2.0
"""Seconds that a person waits for due days to be listed; the worker does the rest."""
_LONGER = 10.0


@office_view(of=HolidayNotice, act="propose")
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Paste or upload; see each holiday beside its sentence; then enter it."""
    context: dict[str, Any] = {
        "act": table_of(HolidayNotice).act("propose"), "text": request.POST.get("text", ""),
        "link": request.POST.get("link", "").strip(), "columns": papers.COLUMNS, "optional": papers.OPTIONAL,
    }  # fmt: skip
    if request.method == "POST":
        try:
            read = _read(request)
            context |= {"read": read, "text": read.source, **_compared(read)}
            if "enter" in request.POST:
                return _entered(request, read, context["link"])
        except (NoticeError, RegulationError, Refused, Collision) as error:
            context["refusal"] = str(error)
    return render(request, "housekeeping/propose.html", context, status=409 if "refusal" in context else 200)


def _read(request: HttpRequest) -> papers.Read:
    file = request.FILES.get("file")
    if file is not None:
        return papers.read_file(file.read())
    if not request.POST.get("text", "").strip():
        raise NoticeError("没有内容。请粘贴通知全文，或者选择一个文件。")
    try:
        URLValidator(["http", "https"])(request.POST.get("link", "").strip() or "https://www.gov.cn/")
    except ValidationError:
        raise NoticeError("通知的网址应当以 https:// 开头；不知道的可以不填。") from None
    return papers.read_text(request.POST["text"])


def _compared(read: papers.Read) -> dict[str, Any]:
    rows = papers.rows_of(read.notice, read.sentences)
    return {"rows": rows, "contradictions": queries.contradictions(read.notice)}


def _entered(request: HttpRequest, read: papers.Read, link: str) -> HttpResponse:
    row = actions.propose(by=request.user, on=today(), notice=read.notice, source=read.source, link=link)
    reckon_at_once(row, Purpose.REHEARSAL, seconds=_AT_ONCE)
    messages.success(request, "放假通知已登记，等待另一人确认。")
    return redirect("housekeeping:notice", key=row.key)


@office_view(of=HolidayNotice)
@require_safe
def notice(request: HttpRequest, *, thing: HolidayNotice) -> HttpResponse:
    """The notice, its days beside what was entered, and what it moves."""
    return render(request, "housekeeping/notice.html", _context(request, thing))


def _context(request: HttpRequest, thing: HolidayNotice) -> dict[str, Any]:
    purpose = Purpose.APPLICATION if thing.state == "confirmed" else Purpose.REHEARSAL
    row = reckoning.of(thing, purpose)
    return {
        "thing": thing,
        "kind": table_of(HolidayNotice).label,
        "state": table_of(HolidayNotice).state_label(thing.state),
        "rows": papers.rows_of(thing.notice),
        "contradictions": queries.contradictions(thing.notice) if thing.state == "proposed" else (),
        "reckoning": row,
        "purpose": purpose.value,
        "moves": labelled(moves_of(request.user, row)[:_SHOWN]),
        "buttons": _buttons(request.user, thing),
        "past": history_of(thing),
        "reason": _reason(thing),
    }


def _buttons(user: User, thing: HolidayNotice) -> list[Button]:
    """Those of the table; what the second person alone may do is not offered to the first, and the other way round."""
    found = buttons(user, thing, lambda act: reverse(f"housekeeping:{act.name}", args=[thing.key]))
    return sorted((_for_the_right_one(button, user, thing) for button in found), key=lambda one: bool(one.why_not))


def _for_the_right_one(button: Button, user: User, thing: HolidayNotice) -> Button:
    try:
        kinds.check_person(thing, button.act.name, user)
    except NotAllowed as refusal:
        return replace(button, why_not=button.why_not or str(refusal))
    return button


def _act(name: str) -> Act:
    return table_of(HolidayNotice).act(name)


def _reason(thing: HolidayNotice) -> str:
    """Why it was sent back; empty where it was not."""
    event = Event.objects.filter(stream_kind="holiday_notice", stream_id=thing.key, kind="reject").first()
    return event.payload.get("why", "") if event else ""


def deed(act: str, do: Callable[..., None], *, asks_why: bool = False) -> Callable[..., HttpResponse]:
    """The page of an act on a notice."""

    @office_view(of=HolidayNotice, act=act)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, *, thing: HolidayNotice) -> HttpResponse:
        context = {**_context(request, thing), "act": _act(act), "asks_why": asks_why, "why": ""}
        if request.method == "POST":
            context["why"] = request.POST.get("why", "").strip()
            refusal = _done(request, thing, do, context["why"] if asks_why else None)
            if not refusal:
                messages.success(request, f"“{_act(act).label}”已经办理。")
                return redirect("housekeeping:notice", key=thing.key)
            context["refusal"] = refusal
        return render(request, "housekeeping/deed.html", context, status=409 if "refusal" in context else 200)

    return view


def _done(request: HttpRequest, thing: HolidayNotice, do: Callable[..., None], why: str | None) -> str:
    """Empty when it is done; else why not."""
    if why == "":
        return "请写明退回的原因，让登记人知道要改什么。"
    version = request.POST.get("version", "")
    words = {} if why is None else {"why": why[:400]}
    try:
        do(
            thing,
            by=request.user,
            on=today(),
            version=int(version) if version.isdecimal() and len(version) < 19 else None,
            **words,
        )
    except (RegulationError, Refused, Collision) as error:
        thing.refresh_from_db()
        return str(error)
    if thing.state == "confirmed":
        reckon_at_once(thing, Purpose.APPLICATION, seconds=_AT_ONCE)
    return ""


@office_view(of=HolidayNotice)
@require_POST
def go_on(request: HttpRequest, *, thing: HolidayNotice) -> HttpResponse:
    """Reckon on where it stopped: for a site whose worker does not run."""
    if thing.state in {"proposed", "confirmed"}:
        reckon_at_once(thing, Purpose.APPLICATION if thing.state == "confirmed" else Purpose.REHEARSAL, seconds=_LONGER)
    return redirect("housekeeping:notice", key=thing.key)
