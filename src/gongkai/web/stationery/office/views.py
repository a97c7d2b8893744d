"""The templates of an organ: which letters have one of its own, the default to begin from, and the acts on them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.papers.errors import BadTemplate
from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import table_of
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Hidden, Refused
from gongkai.web.audit.errors import Collision
from gongkai.web.files.models import StoredFile
from gongkai.web.files.names import disposition
from gongkai.web.organs.models import Organ
from gongkai.web.stationery import actions
from gongkai.web.stationery.catalogue import Entry, default_of, entries, entry
from gongkai.web.stationery.models import LetterTemplate
from gongkai.web.stationery.office.forms import Bring
from gongkai.web.stationery.queries import templates_of
from gongkai.web.ui.clock import today

_LISTED = 200
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _back(organ: Organ) -> str:
    return reverse("stationery:templates", args=[organ.code])


@office_view(of=Organ)
@require_safe
def templates(request: HttpRequest, *, thing: Organ) -> HttpResponse:
    """Every letter, and what the organ has of its own."""
    own, table = templates_of(thing), table_of(LetterTemplate)
    may = bool(access.permitted(access.standing(request.user), table, table.act("adopt_template"), thing))
    rows = [(one, own.get((one.letter, one.choice))) for one in entries()]
    return render(request, "stationery/templates.html", {"organ": thing, "rows": rows, "may": may})


@office_view(of=Organ)
@require_safe
def default(request: HttpRequest, *, thing: Organ) -> HttpResponse:
    """The default as DOCX, to be changed in Word or WPS."""
    one = _entry(request) if "letter" in request.GET else next(entries())
    headers = {"Content-Disposition": disposition(f"{one.title.replace('/', '、')}（模板）.docx")}
    return HttpResponse(default_of(one, on=today()), content_type=_DOCX, headers=headers)


def _entry(request: HttpRequest) -> Entry:
    found = entry(request.GET.get("letter", ""), request.GET.get("choice", ""))
    if found is None:
        raise Hidden("没有这种文书。")
    return found


@office_view(of=LetterTemplate, act="adopt_template")
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest) -> HttpResponse:
    """Bring the first template of a letter. In the address: organ, letter, choice."""
    if "organ" not in request.GET:
        organs = access.visible_to(request.user, Organ.objects.filter(state="active")).order_by("path")[:_LISTED]
        return render(request, "stationery/organs.html", {"organs": organs})
    one = _entry(request)
    organ = access.visible_to(request.user, Organ.objects.filter(code=request.GET.get("organ", ""))).first()
    if organ is None:
        raise Hidden("没有这个机关，或者它不在您的工作范围内。")
    row = LetterTemplate.objects.filter(organ=organ, letter=one.letter, choice=one.choice).first()
    if row is not None:
        return redirect("stationery:replace_template", row.key)
    return _bring(request, "adopt_template", one, organ, None)


@office_view(of=LetterTemplate, act="replace_template")
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, *, thing: LetterTemplate) -> HttpResponse:
    """Bring the next version."""
    one = entry(thing.letter, thing.choice)
    if one is None:
        raise Hidden("没有这种文书。")
    return _bring(request, "replace_template", one, thing.organ, thing)


def _bring(request: HttpRequest, act: str, one: Entry, organ: Organ, row: LetterTemplate | None) -> HttpResponse:
    form = Bring(request.POST or None, request.FILES or None, user=request.user, thing=row)
    if request.method == "POST" and form.is_valid() and _brought(request, form, one, organ, row):
        messages.success(request, f"《{one.title}》的模板已经启用。")
        return redirect(_back(organ))
    versions = [] if row is None else StoredFile.objects.filter(stream_kind="letter_template", stream_id=str(row.key))
    context = {
        "form": form, "entry": one, "organ": organ, "act": table_of(LetterTemplate).act(act), "cancel": _back(organ),
        "versions": versions,
    }  # fmt: skip
    return render(request, "stationery/bring.html", context, status=409 if form.errors else 200)


def _brought(request: HttpRequest, form: Bring, one: Entry, organ: Organ, row: LetterTemplate | None) -> bool:
    said, by = form.cleaned_data, request.user
    try:
        if row is None:
            actions.adopt_template(organ, one.letter, said["file"][0], by=by, on=said["on"], choice=one.choice)
        else:
            actions.replace_template(row, said["file"][0], by=by, on=said["on"], version=said["version"])
    except BadTemplate as error:
        for problem in error.problems:
            form.add_error("file", problem)
    except (RegulationError, Collision, Refused) as error:
        form.add_error(None, str(error))
    return not form.errors


@office_view(of=LetterTemplate, act="withdraw_template")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, *, thing: LetterTemplate) -> HttpResponse:
    """Go back to the default."""
    act, why = table_of(LetterTemplate).act("withdraw_template"), ""
    if request.method == "POST":
        try:
            actions.withdraw_template(thing, by=request.user, on=today())
        except (RegulationError, Collision, Refused) as error:
            why = str(error)
        else:
            messages.success(request, "已经停用，此后用系统的版式。")
            return redirect(_back(thing.organ))
    one = entry(thing.letter, thing.choice)
    context = {"act": act, "entry": one, "why": why, "organ": thing.organ, "cancel": _back(thing.organ)}
    return render(request, "stationery/withdraw.html", context, status=409 if why else 200)
