"""Lists and single pages of organs and people, and the page on which a table is entered."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts import access
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Refused
from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.errors import Collision
from gongkai.web.audit.kinds import kind_of
from gongkai.web.audit.models import Event
from gongkai.web.directory import people_acts
from gongkai.web.directory.intake import organs as organs_intake
from gongkai.web.directory.intake import people as people_intake
from gongkai.web.directory.intake.table import UnreadableTable
from gongkai.web.directory.office import forms
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today

_A_PAGE = 50
_INTAKES = {"organs": organs_intake, "people": people_intake}


@office_view()
@require_safe
def organs(request: HttpRequest) -> HttpResponse:
    """The organs one may see, in the tree's order."""
    rows = access.visible_to(request.user, Organ.objects.order_by("path"))
    found = _search(rows, request, "name", "short_name", "code", "credit_code")
    cells = ("名称", "层级", "类别", "状态")
    return _list(request, "organs", "机关", cells, found, starts=(Organ, "register"))


@office_view()
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people one may see, by account."""
    rows = access.visible_to(request.user, User.objects.order_by("username"))
    found = _search(rows, request, "name", "username", "organ__name")
    return _list(request, "people", "人员", ("姓名", "账号", "单位", "状态"), found, starts=(User, "enrol"))


@office_view()
@require_safe
def memberships(request: HttpRequest) -> HttpResponse:
    """Who holds which role, those in force first."""
    rows = access.visible_to(request.user, Membership.objects.order_by("state", "organ__path", "user__username"))
    found = _search(rows.select_related("user"), request, "user__name", "user__username", "organ__name")
    return _list(
        request,
        "memberships",
        "岗位任职",
        ("人员", "机关", "岗位", "任期", "状态"),
        found,
        starts=(Membership, "appoint"),
    )


@office_view()
@require_safe
def substitutions(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom, the newest first."""
    rows = access.visible_to(request.user, Substitution.objects.order_by("-since", "pk"))
    found = _search(rows.select_related("user", "substitute"), request, "user__name", "substitute__name", "organ__name")
    return _list(
        request, "substitutions", "代班", ("离岗人员", "代班人员", "岗位", "时间", "状态"), found,
        starts=(Substitution, "substitute"),
    )  # fmt: skip


def _search(rows: QuerySet[Any], request: HttpRequest, *fields: str) -> QuerySet[Any]:
    wanted = Q()
    for field in fields:
        wanted |= Q(**{f"{field}__icontains": request.GET.get("q", "").strip()})
    return rows.filter(wanted) if request.GET.get("q", "").strip() else rows


def _list(
    request: HttpRequest,
    name: str,
    title: str,
    columns: tuple[str, ...],
    rows: QuerySet[Any],
    *,
    starts: tuple[Any, str],
) -> HttpResponse:
    kind = kind_of(starts[0])
    act = kind.table.act(starts[1])
    page = Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))
    lines = [(_address(name, row), _cells(row, kind.table.state_label(row.state))) for row in page.object_list]
    context = {
        "here": name, "title": title, "columns": columns, "page": page, "lines": lines, "q": request.GET.get("q", ""),
        "start": act if access.standing(request.user).holds(act.roles) else None,
    }  # fmt: skip
    return render(request, "directory/list.html", context)


def _address(name: str, row: Any) -> tuple[str, str]:
    """The page of a row: what the list's own lines lead to."""
    if isinstance(row, Membership | Substitution):
        return "directory:person", row.user.key
    return {"organs": "directory:organ", "people": "directory:person"}[name], kind_of(type(row)).stream_id(row)


def _cells(row: Any, state: str) -> tuple[str, ...]:
    match row:
        case Organ():
            return "　" * (row.depth - 1) + row.name, row.get_level_display(), row.get_kind_display(), state
        case User():
            return row.name, row.username, str(row.organ or "全站"), state
        case Membership():
            return str(row.user), str(row.organ or "全站"), row.get_role_display(), forms.in_use(row), state
        case _:
            return str(row.user), str(row.substitute), row.get_role_display(), f"{row.since} 至 {row.until}", state


@office_view(of=Organ)
@require_safe
def organ(request: HttpRequest, *, thing: Organ) -> HttpResponse:
    """One organ: how it is, how it was, who works there, what may be done, what was done."""
    context = {
        "versions": thing.versions.select_related("under").order_by("-since"),
        "days": thing.days.order_by("day"),
        "memberships": thing.memberships.exclude(state="ended")
        .select_related("user")
        .order_by("role", "user__username"),
        "above": thing.get_parent(),
    }
    return _one(request, "directory/organ.html", thing, **context)


@office_view(of=User)
@require_safe
def person(request: HttpRequest, *, thing: User) -> HttpResponse:
    """One person: roles, substitutions, what may be done, what was done."""
    rows = access.visible_to(request.user, thing.memberships.order_by("state", "-since"))
    lent = access.visible_to(request.user, thing.substitutions.order_by("-since").select_related("substitute"))
    context = {
        "memberships": [(row, access.acts_open_to(request.user, row)) for row in rows],
        "substitutions": [(row, access.acts_open_to(request.user, row)) for row in lent],
    }
    return _one(request, "directory/person.html", thing, **context)


def _one(request: HttpRequest, template: str, thing: Any, **context: Any) -> HttpResponse:
    kind = kind_of(type(thing))
    events = Event.objects.filter(stream_kind=kind.name, stream_id=kind.stream_id(thing))
    timeline = [
        (event, kind.table.act(event.kind), event.audit_row.changes)
        for event in events.select_related("actor", "on_behalf_of", "audit_row").order_by("-number")
    ]
    context |= {
        "thing": thing, "state": kind.table.state_label(thing.state), "timeline": timeline,
        "acts": access.acts_open_to(request.user, thing), "key": kind.stream_id(thing),
    }  # fmt: skip
    return render(request, template, context)


@office_view(of=User, act="issue_password")
@require_POST
def issue_password(request: HttpRequest, *, thing: User) -> HttpResponse:
    """A new password, shown this once."""
    password = people_acts.issue_password(thing, by=request.user, on=today())
    return render(request, "directory/password.html", {"thing": thing, "password": password})


@office_view(roles={Role.OPERATOR, Role.SUPERVISOR, Role.HEAD})
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """Enter a table, or rehearse it."""
    context: dict[str, Any] = {"intakes": {name: (one.COLUMNS, one.OPTIONAL) for name, one in _INTAKES.items()}}
    if request.method == "POST":
        context |= _entered(request)
        if context.get("result") and not context["result"].faults and not context["result"].is_rehearsal:
            messages.success(request, str(context["result"]))
            return redirect("directory:organs" if request.POST["what"] == "organs" else "directory:people")
    return render(request, "directory/intake.html", context)


def _entered(request: HttpRequest) -> dict[str, Any]:
    what, file = _INTAKES.get(request.POST.get("what", "")), request.FILES.get("file")
    if what is None or file is None:
        return {"refusal": "请选择要导入的内容，并选择一个文件。"}
    is_rehearsal = "enter" not in request.POST
    try:
        return {"result": what.enter(file.read(), by=request.user, on=today(), is_rehearsal=is_rehearsal)}
    except (UnreadableTable, RegulationError, Refused, Collision) as error:
        return {"refusal": str(error)}
