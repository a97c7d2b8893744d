"""A year of the calendar, for staff: where it comes from, and the own days of an organ over it."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.web.accounts import access
from gongkai.web.accounts.acts import table_of
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Hidden
from gongkai.web.calendar import queries
from gongkai.web.calendar.models import HolidayNotice
from gongkai.web.housekeeping import year as years
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today


@office_view()
@require_safe
def this_year(request: HttpRequest) -> HttpResponse:
    """The year that it is."""
    return _year(request, today().year)


@office_view()
@require_safe
def one_year(request: HttpRequest, *, year: int) -> HttpResponse:
    """Twelve months, where they come from, and the own days of an organ over them."""
    return _year(request, year)


def _year(request: HttpRequest, number: int) -> HttpResponse:
    if not years.is_known(number, queries.national()):
        raise Hidden(f"日历里没有 {number} 年。")
    organs = access.visible_to(request.user, Organ.objects.filter(state="active")).order_by("path")
    organ = organs.filter(code=request.GET.get("organ") or "").first() or request.user.organ
    calendar = queries.calendar_of(organ) if organ else queries.national()
    context = {
        "picture": years.picture(number, calendar, today()),
        "source": queries.source_of(number),
        "organ": organ,
        "organs": organs.filter(Q(days__isnull=False) | Q(pk=organ.pk if organ else None)).distinct()[:200],
        "own": organ.days.filter(day__year=number).order_by("day") if organ else (),
        "may_set_days": bool(organ and access.can(request.user, "set_day", organ)),
        "waiting": HolidayNotice.objects.filter(year=number, state="proposed").first(),
        "may_propose": access.standing(request.user).holds(table_of(HolidayNotice).act("propose").roles),
        "before": number - 1 if years.is_known(number - 1, queries.national()) else None,
        "after": number + 1 if years.is_known(number + 1, queries.national()) else None,
    }
    return render(request, "housekeeping/year.html", context)
