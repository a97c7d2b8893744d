"""The pages of the office that belong to no app: desk, lists, search, notices, and the page of components."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.queries import memberships_of, substitutions_by
from gongkai.web.accounts.roles import Role
from gongkai.web.office import notices
from gongkai.web.office.components import samples
from gongkai.web.office.desk import desk_of
from gongkai.web.office.models import Telling
from gongkai.web.office.month import month
from gongkai.web.office.search import search as found_for
from gongkai.web.ui.clock import today

NOTICES_SHOWN = 50


@office_view()
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits, what is late, what is due this week."""
    shown = desk_of(request.user, today())
    groups = [
        ("已经逾期", "late", shown.late),
        ("本周到期", "week", shown.this_week),
        ("其他待办", "later", shown.later),
    ]
    context = {"desk": shown, "groups": groups, "month": month(shown.due_days, today()), "today": today()}
    return render(request, "office/desk.html", context)


@office_view()
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """Every list that he may open: what the side bar shows where the screen is wide."""
    return render(request, "office/lists.html")


@office_view()
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    return render(request, "office/search.html", {"words": words, "found": found_for(request.user, words, on=today())})


@office_view()
@require_http_methods(["GET", "HEAD", "POST"])
def notices_page(request: HttpRequest) -> HttpResponse:
    """His notices; a POST marks all as read, or the one that he opens.

    A notice is opened by a button and not by a link: a browser that fetches links ahead must not mark what nobody saw.
    """
    if request.method == "POST":
        return _opened(request) if "open" in request.POST else _all_read(request)
    return render(request, "office/notices.html", {"notices": notices.newest(request.user)[:NOTICES_SHOWN]})


def _opened(request: HttpRequest) -> HttpResponse:
    """On to what it tells of. A number that is not one of his opens nothing."""
    word = request.POST["open"]
    notice = notices.newest(request.user).filter(pk=int(word)).first() if word.isdecimal() and len(word) < 19 else None
    if notice is None:
        messages.error(request, "没有这条通知。它可能已经清除，请看下面的列表。")
        return redirect("office:notices")
    notices.mark_read(request.user, [notice.pk])
    return redirect(notice.url)


def _all_read(request: HttpRequest) -> HttpResponse:
    notices.mark_read(request.user)
    messages.success(request, "全部通知已标为已读。")
    return redirect("office:notices")


@office_view()
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """What he is here: his roles, how he signs in, and how he wishes to be told, which a POST keeps."""
    if request.method == "POST":
        return _chosen(request)
    on = today()
    context = {
        "memberships": memberships_of(request.user, on=on),
        "substitutions": substitutions_by(request.user, on=on).select_related("user"),
        "telling": notices.telling_of(request.user),
        "choices": Telling,
        "digest_at": settings.DIGEST_AT,
    }
    return render(request, "office/me.html", context)


def _chosen(request: HttpRequest) -> HttpResponse:
    wish = request.POST.get("telling", "")
    if wish in Telling.values:
        notices.choose(request.user, Telling(wish))
        messages.success(request, f"已保存：{Telling(wish).label}。")
    else:
        messages.error(request, "没有保存：请选择一种通知方式。")
    return redirect("office:me")


@office_view(roles={Role.OPERATOR})
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component with something in it, for whoever builds pages."""
    return render(request, "office/components.html", samples(today()))
