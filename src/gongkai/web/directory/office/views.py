"""Single pages of organs and people, and the page on which a table is entered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import Act
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Refused
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.errors import Collision
from gongkai.web.audit.kinds import kind_of
from gongkai.web.directory import people_acts
from gongkai.web.directory.intake import organs as organs_intake
from gongkai.web.directory.intake import people as people_intake
from gongkai.web.directory.intake.table import UnreadableTable
from gongkai.web.office.history import history_of
from gongkai.web.office.object_page import buttons
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today

_INTAKES = {"organs": organs_intake, "people": people_intake}


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
    context |= {
        "thing": thing, "kind": kind.table.label, "state": kind.table.state_label(thing.state),
        "past": history_of(thing), "key": kind.stream_id(thing),
        "buttons": buttons(
            request.user, thing, lambda act: _form(act, kind.stream_id(thing)), posted={"issue_password"}
        ),
    }  # fmt: skip
    return render(request, template, context)


def _form(act: Act, key: str) -> str:
    return reverse(f"directory:{act.name}", args=[key])


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
            return redirect("office:organs" if request.POST["what"] == "organs" else "office:people")
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
