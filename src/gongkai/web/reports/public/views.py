"""The list of reports, and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ
from gongkai.web.reports import queries
from gongkai.web.reports.facts import reading_of
from gongkai.web.reports.models import AnnualReport
from gongkai.web.reports.public.forms import ReportFilter
from gongkai.web.reports.shown import show
from gongkai.web.ui.errors import ORGANS, REPORTS, NotHere, Way

_A_PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    chosen = ReportFilter(request.GET, organs=queries.organs_to_choose(), years=queries.years())
    reports = queries.newest_first(**chosen.cleaned_data) if chosen.is_valid() else AnnualReport.objects.none()
    page = Paginator(reports, _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/index.html", {"form": chosen, "page": page, "kept": chosen.as_query})


@require_safe
def report(request: HttpRequest, organ: str, year: int) -> HttpResponse:
    found = find(organ, year)
    context = {
        "report": found,
        "shown": show(reading_of(found)),
        "above": organs.above(found.organ),
        "years": queries.years(organ),
    }
    return render(request, "reports/report.html", context)


def find(organ: str, year: int) -> AnnualReport:
    """The report at that address. Raises NotHere, which says what there is instead."""
    try:
        return queries.report(organ, year)
    except AnnualReport.DoesNotExist:
        raise _not_here(organ, year) from None


def _not_here(code: str, year: int) -> NotHere:
    try:
        organ = organs.by_code(code)
    except Organ.DoesNotExist:
        return NotHere(f"本站没有代码为“{code}”的行政机关。请从机关列表或年度报告列表中查找。", ORGANS, REPORTS)
    years = queries.years(code)
    if not years:
        return NotHere(f"本站还没有{organ}的年度报告。", Way(f"查看{organ}", organ.get_absolute_url()), REPORTS)
    ways = (Way(f"{organ} {there} 年度报告", reverse("reports:report", args=[code, there])) for there in years)
    listed = "、".join(map(str, years))
    return NotHere(f"本站没有{organ} {year} 年度的报告，现有：{listed}。", *ways, REPORTS)
