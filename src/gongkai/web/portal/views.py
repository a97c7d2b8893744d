"""Home, the tree of organs, and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.web.organs import queries as organ_queries
from gongkai.web.organs.models import Organ
from gongkai.web.reports import queries as report_queries
from gongkai.web.ui.errors import ORGANS, REPORTS, NotHere

_ON_HOME = 5


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    reports, organs = report_queries.how_many()
    newest = report_queries.newest_first()[:_ON_HOME]
    return render(request, "portal/home.html", {"reports": reports, "organs": organs, "newest": newest})


@require_safe
def organs(request: HttpRequest) -> HttpResponse:
    context = {"branches": organ_queries.tree(), "counts": report_queries.counts_by_organ()}
    return render(request, "portal/organs.html", context)


@require_safe
def organ(request: HttpRequest, code: str) -> HttpResponse:
    try:
        found = organ_queries.by_code(code)
    except Organ.DoesNotExist:
        raise NotHere(f"本站没有代码为“{code}”的行政机关。请从机关列表中查找。", ORGANS, REPORTS) from None
    context = {
        "organ": found,
        "above": organ_queries.above(found),
        "below": organ_queries.directly_below(found),
        "reports": report_queries.of_organ(found),
        "counts": report_queries.counts_by_organ(),
    }
    return render(request, "portal/organ.html", context)
