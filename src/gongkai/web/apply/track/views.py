"""The pages of following an application: the door, the case, and what the applicant does on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts.errors import Refused
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import by_code, standing_of
from gongkai.web.applications.rules_of import calendar_of
from gongkai.web.applications.table import table
from gongkai.web.apply.door import Door, Shut
from gongkai.web.apply.files import takes_some_files
from gongkai.web.apply.organs import contact_of
from gongkai.web.apply.paper import paper_answer
from gongkai.web.apply.track import doing
from gongkai.web.apply.track.forms import Correction, Enter, Reasons, Withdrawal
from gongkai.web.apply.track.story import asked_of, papers, record, timeline
from gongkai.web.audit.errors import Collision
from gongkai.web.deadline.shown import shown
from gongkai.web.files.errors import ContentMissing
from gongkai.web.files.giving import content_of
from gongkai.web.files.names import disposition
from gongkai.web.ui import errors
from gongkai.web.ui.clock import today
from gongkai.web.ui.errors import Way

DOOR = Door("gongkai_track", "/track/")
BACK = Way("回到查询进度", "/track/")
_REFUSALS = (RegulationError, Collision, Refused)
_OPEN_TO_HIM = ("record_correction", "record_reasons", "withdraw", "confirm_receipt")
View = Callable[..., HttpResponseBase]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Number and code; sent, never in an address."""
    form = Enter(_sent(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            thing = DOOR.tried(request, said["number"], said["code"], by_code)
        except Shut as shut:
            form.add_error(None, str(shut))
        else:
            response = redirect("track:case")
            DOOR.open(response, [str(thing.key), thing.code_digest[:16]], is_secure=request.is_secure())
            return response
    return render(request, "track/door.html", {"form": form}, status=422 if form.errors else 200)


def opened(view: View) -> View:
    """A page of the case that the visitor was let in to; without one, to the door."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **words: Any) -> HttpResponseBase:
        thing = _case(request)
        return redirect("track:door") if thing is None else view(request, thing=thing, **words)

    return guarded


def _case(request: HttpRequest) -> Application | None:
    key, digest = DOOR.opened(request) or ("", "")
    thing = Application.objects.select_related("organ").filter(key=key).first() if key else None
    return thing if thing is not None and thing.code_digest[:16] == digest else None


@opened
@require_safe
def case(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """How it stands."""
    return _page(request, thing, said=request.GET.get("done", ""))


def _page(
    request: HttpRequest, thing: Application, *, said: str = "", refusal: str = "", form: forms.Form | None = None
) -> HttpResponse:
    past = record(thing)
    on = max(today(), past[-1].on)
    stands = standing_of(thing, on=on, past=past)
    permits = {one.act.name for one in stands.acts(today()) if one.is_allowed}
    context = {
        "thing": thing, "state": table().state_label(thing.state), "standing": stands, "answered_on": on,
        "answer": shown(stands, calendar_of(thing.organ)), "timeline": list(timeline(thing, past)),
        "asked": asked_of(stands, past), "papers": papers(thing, past), "items": doing.words_of(thing).get("items", ()),
        "may": [name for name in _OPEN_TO_HIM if name in permits], "contact": contact_of(thing.organ, today()),
        "said": said, "refusal": refusal, "form": form,
    }  # fmt: skip
    return render(request, "track/case.html", context, status=422 if refusal or (form and form.errors) else 200)


@opened
@require_POST
def confirm(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """双方确认."""
    try:
        doing.confirm(thing)
    except _REFUSALS as refusal:
        return _page(request, thing, refusal=str(refusal))
    return redirect("/track/case/?done=confirm_receipt")


@opened
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """补正."""
    items = list(doing.words_of(thing).get("items", ())) or [{}]
    form = Correction(_sent(request), request.FILES or None, items=items, owner=str(thing.key))

    def act(said: dict[str, Any]) -> None:
        doing.correct(thing, form.corrected(items), note=said["note"], files=said["files"])

    return _asked(request, thing, form, "补正申请", act, "record_correction")


@opened
@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """说明理由."""
    form = Reasons(_sent(request), request.FILES or None, owner=str(thing.key))

    def act(said: dict[str, Any]) -> None:
        doing.give_reasons(thing, note=said["note"], files=said["files"])

    return _asked(request, thing, form, "说明理由", act, "record_reasons")


@opened
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """撤回."""
    form = Withdrawal(_sent(request))
    return _asked(request, thing, form, "撤回申请", lambda _: doing.withdraw(thing), "withdraw")


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, be it nothing; None where the page is only opened."""
    return request.POST if request.method == "POST" else None


def _asked(
    request: HttpRequest, thing: Application, form: forms.Form, title: str, act: Callable[[dict[str, Any]], None],
    name: str,
) -> HttpResponse:  # fmt: skip
    """The page of an act. What the Regulation does not allow now is said in its own sentence; what he wrote stays."""
    refusal = _refusal(thing, name)
    if refusal and request.method != "POST":
        return redirect("track:case")
    if not refusal and request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except _REFUSALS as error:
            refusal = str(error)
            thing.refresh_from_db()
        else:
            return redirect(f"/track/case/?done={name}")
    context = {"thing": thing, "form": form, "title": title, "refusal": refusal, "act": name}
    return render(request, "track/act.html", context, status=422 if refusal or form.errors else 200)


def _refusal(thing: Application, act: str) -> str:
    """Why the law does not allow the act today; empty where it does."""
    past = record(thing)
    permits = standing_of(thing, on=max(today(), past[-1].on), past=past).acts(today())
    return next((str(one.refusal) for one in permits if one.act.name == act and one.refusal), "")


@opened
@require_safe
def download(request: HttpRequest, *, thing: Application, key: UUID) -> HttpResponseBase:
    """A letter to him, or a file that he sent; nothing else of the case."""
    found = next((one.file for one in papers(thing, record(thing)) if one.file.pk == key), None)
    if found is None:
        raise errors.NotHere("这件申请里没有这个文件，或者它不是发给申请人的。", BACK)
    try:
        content = content_of(found)
    except ContentMissing as error:
        return errors.gone(request, str(error))
    response = StreamingHttpResponse(content, headers={"Content-Length": str(found.size)})
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = disposition(found.name)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Content-Encoding"] = "identity"  # compressed anew it would not be as long as announced
    return response


@opened
@require_safe
def paper(request: HttpRequest, *, thing: Application, kind: str) -> HttpResponse:
    """The form as he filled it in."""
    return paper_answer(thing, kind)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Shut the door: on a computer that others use too."""
    response = redirect("track:door")
    DOOR.close(response)
    return response


correct = takes_some_files(correct)
reasons = takes_some_files(reasons)
