"""The page of an act: what is asked, what it would do to state and due day, and then, confirmed, the act."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.annual_report.errors import FontMissing
from gongkai.papers.errors import PaperError
from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts.acts import Act
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Refused
from gongkai.web.applications.acts.lettering import LetterLacks
from gongkai.web.applications.models import Application
from gongkai.web.applications.office.case import CasePage
from gongkai.web.applications.office.forms.base import ActForm
from gongkai.web.applications.office.forms.known import FORMS
from gongkai.web.applications.office.forms.lettering import PREFIX
from gongkai.web.applications.office.paper import paper_of, places_of
from gongkai.web.applications.table import BY_LAW, table
from gongkai.web.audit.errors import Collision
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.incoming import takes_files
from gongkai.web.ui.clock import today

SIGNED = "decide"
"""The act that a leader does on a phone: what, why, the letter, and yes or back on one page."""
AT_ONCE = 2
"""How many files of the largest size may come in one go; smaller ones as many as the field takes."""
REFUSALS = (RegulationError, Collision, Refused, PaperError, FontMissing, FileRefused)


@dataclass(frozen=True, slots=True)
class Change:
    """What the act would change, for whoever confirms it."""

    label: str
    before: str
    after: str


def act_page(name: str) -> Callable[..., HttpResponse]:
    """The view of an act on an application that is there."""

    @office_view(of=Application, act=name)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, *, thing: Application) -> HttpResponse:
        row = table().act(name)
        asked = {**request.GET.dict(), **request.POST.dict()}
        try:
            form = FORMS[name](request.POST or None, request.FILES or None, user=request.user, thing=thing, asked=asked)
        except RegulationError as error:
            return _cannot(request, row, thing, str(error))
        if request.method == "POST" and form.is_whole and form.is_valid():
            return _sent(request, row, form, thing)
        return _page(request, row, form, thing)

    return takes_files(view, how_many=AT_ONCE)


def _sent(request: HttpRequest, row: Act, form: ActForm, thing: Application) -> HttpResponse:
    back = reverse("applications:case", args=[thing.key])
    if (row.name in BY_LAW or form.is_seen_first) and "confirmed" not in request.POST:
        changes = _rehearsed(form, thing, request)
        if changes or getattr(form, "preview", None):
            return _page(request, row, form, thing, changes=changes)
    if _done(form, request):
        messages.success(request, f"“{row.label}”已经办理。")
        return redirect(back)
    return _page(request, row, form, thing)


def _done(form: ActForm, request: HttpRequest) -> bool:
    """False, with the reason on the form, where rules or another act stand against it."""
    try:
        form.done(request.user)
    except ValidationError as error:
        for name, said in error.message_dict.items() if hasattr(error, "error_dict") else [(None, error.messages)]:
            form.add_error(name if name in form.fields else None, said)
    except LetterLacks as error:
        for one in error.draft.missing:
            form.add_error(PREFIX + one.key if PREFIX + one.key in form.fields else None, str(one))
        form.preview = error.draft
    except REFUSALS as error:
        form.add_error(None, str(error))
    return not form.errors


def _rehearsed(form: ActForm, thing: Application, request: HttpRequest) -> list[Change]:
    """Do it, look, and undo it. Empty where nothing changes, and where it is refused: then the act itself says why."""
    before, after = _shown(thing), None
    form.rehearses = True
    with transaction.atomic():
        try:
            form.done(request.user)
            after = _shown(form.thing)
        except (*REFUSALS, ValidationError):
            pass
        transaction.set_rollback(True)
    form.rehearses = False
    form.thing = Application.objects.select_related("organ").get(pk=thing.pk)
    if after is None:
        return []
    return [Change(label, before[label], after[label]) for label in before if before[label] != after[label]]


def _shown(thing: Application) -> dict[str, str]:
    due = thing.due_on.isoformat() if thing.due_on else "不计算（等待申请人，或者尚未收到）"
    return {
        "状态": table().state_label(thing.state),
        "答复到期日": due + ("（暂定）" if thing.due_is_provisional else ""),
        "办理结果": thing.get_outcome_display() or "尚无",
        "等候至": thing.waiting_until.isoformat() if thing.waiting_until else "不等候",
    }


def _page(
    request: HttpRequest, row: Act, form: ActForm, thing: Application, *, changes: list[Change] | None = None
) -> HttpResponse:
    preview = getattr(form, "preview", None)
    context = {
        "act": row, "form": form, "thing": thing, "changes": changes, "paper": paper_of(preview),
        "lacking": places_of(preview, thing),
        "confirms": request.method == "POST" and not form.errors and bool(changes or preview),
        "cancel": reverse("applications:case", args=[thing.key]),
    }  # fmt: skip
    name = "applications/act.html"
    if row.name == SIGNED and not context["confirms"]:
        name = "applications/sign.html"
        context["case"] = CasePage(thing, request.user, today())
    return render(request, name, context, status=409 if form.errors else 200)


def _cannot(request: HttpRequest, row: Act, thing: Application, why: str) -> HttpResponse:
    context = {"act": row, "thing": thing, "why": why, "cancel": reverse("applications:case", args=[thing.key])}
    return render(request, "applications/act.html", context, status=409)
