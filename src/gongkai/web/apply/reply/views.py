"""The pages of a party that was asked: the door, the question, the answer. Nothing of the applicant is shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.regulation.acts import Outsider
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.events import Opinion
from gongkai.web.accounts.errors import Refused
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application, Purpose
from gongkai.web.apply.door import Door, Shut
from gongkai.web.apply.files import kept_with, takes_some_files
from gongkai.web.apply.organs import contact_of, how_long_kept
from gongkai.web.apply.reply.asking import Consultation, asked_by, numbered
from gongkai.web.apply.reply.forms import Answer, Enter
from gongkai.web.audit.acting import Outside, together
from gongkai.web.audit.errors import Collision
from gongkai.web.ui.clock import today

DOOR = Door("gongkai_reply", "/reply/")
_REFUSALS = (RegulationError, Collision, Refused)
_SILENCE = {
    Outsider.THIRD_PARTY: "逾期没有提出意见的，由本机关依法决定是否公开（条例第三十二条）。",
    Outsider.JOINT_ORGAN: "逾期没有答复的，视为同意公开（条例第三十四条）。",
    Outsider.OTHER_ORGAN: "请在期限以前答复；逾期没有答复的，由本机关依法决定。",
}

_WHY = {
    Outsider.THIRD_PARTY: "有人申请公开下面的信息，{organ}认为公开可能影响您的合法权益：",
    Outsider.JOINT_ORGAN: "有人申请公开下面的信息，它由贵机关与{organ}共同制作：",
    Outsider.OTHER_ORGAN: "有人申请公开下面的信息，{organ}需要贵机关的意见：",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Number and code of the letter."""
    form = Enter(_sent(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            asked = DOOR.tried(request, said["number"], said["code"], asked_by)
        except Shut as shut:
            form.add_error(None, str(shut).replace("查询码", "答复码").replace("回执", "征求意见书"))
        else:
            response = redirect("reply:answer")
            DOOR.open(response, [str(asked.application.key), asked.number], is_secure=request.is_secure())
            return response
    return render(request, "reply/door.html", {"form": form}, status=422 if form.errors else 200)


def opened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the letter that the visitor was let in to; without one, to the door."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        key, number = DOOR.opened(request) or ("", 0)
        thing = Application.objects.select_related("organ").filter(key=key).first() if key else None
        asked = numbered(thing, number) if thing is not None else None
        return redirect("reply:door") if asked is None else view(request, asked=asked)

    return guarded


@opened
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, *, asked: Consultation) -> HttpResponse:
    """What is asked, until when, and the answer."""
    form = Answer(_sent(request), request.FILES or None, owner=f"{asked.application.key}/{asked.number}")
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            _record(asked, form.cleaned_data)
        except _REFUSALS as error:
            refusal = str(error)
        else:
            return redirect("reply:answer")
    letter = asked.letter
    context = {
        "asked": asked, "organ": asked.application.organ, "letter": letter, "form": form, "refusal": refusal,
        "why": _WHY[asked.who].format(organ=asked.application.organ.name), "silence": _SILENCE[asked.who],
        "contact": contact_of(asked.application.organ, today()),
        "kept": how_long_kept(asked.application.organ, today()),
        "is_late": letter is not None and today() > letter.limit,
    }  # fmt: skip
    return render(request, "reply/answer.html", context, status=422 if refusal or form.errors else 200)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _record(asked: Consultation, said: dict[str, Any]) -> None:
    thing = asked.application
    with together():
        do(
            thing, asked.answer, by=Outside(asked.who, str(thing.key)), on=today(),
            fields={"name": asked.name, "opinion": Opinion(said["opinion"])},
            office=kept_with(thing, said["files"], purpose=f"{asked.who.label}的意见材料"),
            words={"reason": said["reason"], "signer": said["signer"]}, purpose=Purpose.PARTY,
        )  # fmt: skip


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Shut the door."""
    response = redirect("reply:door")
    DOOR.close(response)
    return response


answer = takes_some_files(answer)
