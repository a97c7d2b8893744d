"""The page of a case; a look at the applicant's data; cases that are alike."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.web.accounts.doors import office_view
from gongkai.web.applications.alike import MOST, Alike, alike_to
from gongkai.web.applications.models import Application
from gongkai.web.applications.office.case import CasePage
from gongkai.web.applications.table import table
from gongkai.web.audit.looks import looked_at
from gongkai.web.ui.clock import today


@office_view(of=Application)
@require_safe
def case(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """Everything about one application."""
    text = request.GET.get("page", "1")
    page = int(text) if text.isdecimal() and 0 < len(text) < 7 else 1
    shown = CasePage(thing, request.user, today(), max(page, 1), lists_all=request.GET.get("papers") == "all")
    return render(request, "applications/case.html", {"case": shown, "thing": thing, "today": today()})


@office_view(of=Application)
@require_POST
def look(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """The applicant's data unmasked: who looked is written down first."""
    looked_at(request.user, thing, what="申请人信息", why="办理申请")
    shown = CasePage(thing, request.user, today(), is_plain=True)
    return render(request, "applications/case.html", {"case": shown, "thing": thing, "today": today()})


@office_view(of=Application)
@require_safe
def related(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """Others by the same applicant or for the same information (Arts 36(6), 44)."""
    found = [
        {
            "other": one.other, "percent": one.percent, "why": one.why,
            "label": table().act(one.act).label if one.act else "",
            "address": _address(thing, one) if one.act else "",
        }
        for one in alike_to(thing)
    ]  # fmt: skip
    return render(request, "applications/related.html", {"thing": thing, "alike": found, "most": MOST})


def _address(thing: Application, one: Alike) -> str:
    return f"{reverse(f'applications:{one.act}', args=[thing.key])}?{urlencode({'number': one.other.number})}"
