"""The working days of a year, for everyone who counts a limit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.web.calendar import queries
from gongkai.web.housekeeping import year as years
from gongkai.web.ui.clock import today
from gongkai.web.ui.errors import HOME, NotHere, Way


@require_safe
def this_year(request: HttpRequest) -> HttpResponse:
    """The year that it is."""
    return one_year(request, year=today().year)


@require_safe
def one_year(request: HttpRequest, *, year: int) -> HttpResponse:
    """One year, with its source."""
    national = queries.national()
    known = sorted(national.announced)
    if year not in national.announced and year != known[-1] + 1:
        said = f"没有 {year} 年的工作日历：已知 {known[0]} 年至 {known[-1]} 年。"
        raise NotHere(said, Way("查看今年的工作日历", "/calendar/"), HOME)
    context = {
        "picture": years.picture(year, national, today()),
        "source": queries.source_of(year),
        "years": [*known, known[-1] + 1],
    }
    return render(request, "housekeeping/public_year.html", context)
