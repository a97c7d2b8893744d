"""A consultation that came in, and its answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import table_of
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Refused
from gongkai.web.applications import sealing
from gongkai.web.audit.errors import Collision
from gongkai.web.consultations.actions import answer_consultation
from gongkai.web.consultations.answering import answered_by
from gongkai.web.consultations.models import Consultation
from gongkai.web.consultations.office.forms import Answer
from gongkai.web.files.giving import files_of
from gongkai.web.office.object_page import Button

_ACT = "answer_consultation"


@office_view(of=Consultation)
@require_safe
def consultation(request: HttpRequest, *, thing: Consultation) -> HttpResponse:
    """What is asked, by when, and what was answered."""
    words = sealing.opened(str(key) for key in (thing.question, thing.answer) if key)
    answer = access.can(request.user, _ACT, thing)
    act = table_of(Consultation).act(_ACT)
    context = {
        "thing": thing,
        "state": table_of(Consultation).state_label(thing.state),
        "question": words.get(str(thing.question), {}),
        "answer": words.get(str(thing.answer), {}),
        "answered": answered_by(thing),
        "files": files_of(request.user, thing, kind="consultation", stream_id=str(thing.key)),
        "buttons": [Button(act, reverse(f"consultations:{_ACT}", args=[thing.key]), answer.refusal)],
    }
    return render(request, "consultations/consultation.html", context)


@office_view(of=Consultation, act=_ACT)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, *, thing: Consultation) -> HttpResponse:
    """Answer it, once."""
    form = Answer(request.POST or None, request.FILES or None, user=request.user, thing=thing)
    back = reverse("consultations:consultation", args=[thing.key])
    if request.method == "POST" and form.is_valid() and _done(form, request):
        messages.success(request, "答复已经送到征求意见的机关。")
        return redirect(back)
    words = sealing.opened([thing.question]) if thing.question else {}
    context = {
        "act": table_of(Consultation).act(_ACT), "form": form, "thing": thing, "cancel": back,
        "question": words.get(str(thing.question), {}),
    }  # fmt: skip
    return render(request, "consultations/answer.html", context, status=409 if form.errors else 200)


def _done(form: Answer, request: HttpRequest) -> bool:
    said = form.cleaned_data
    try:
        answer_consultation(
            form.thing, by=request.user, on=said["on"], opinion=said["opinion"], words=said["words"],
            files=said["scan"], version=said["version"],
        )  # fmt: skip
    except (RegulationError, Collision, Refused) as error:
        form.add_error(None, str(error))
    return not form.errors
