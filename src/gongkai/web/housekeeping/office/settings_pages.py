"""The pages of an organ's settings: what holds and why, what held, and the change of a group, looked at before it is
saved."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import table_of
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Refused
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.errors import Collision
from gongkai.web.housekeeping.office.settings_forms import SettingsForm
from gongkai.web.office.history import history_of
from gongkai.web.office.object_page import History
from gongkai.web.organs.models import Organ
from gongkai.web.rules import actions, numbering, queries
from gongkai.web.rules.catalogue import Group, group_of, groups, settings
from gongkai.web.rules.letter_head import letter_head_of
from gongkai.web.rules.models import OrganSettings
from gongkai.web.rules.numbering import Series
from gongkai.web.ui.clock import today


@office_view(of=Organ)
@require_safe
def of_organ(request: HttpRequest, *, thing: Organ) -> HttpResponse:
    """What holds in an organ today."""
    held = queries.settings_of(thing, on=today())
    row = OrganSettings.objects.filter(organ=thing).first()
    return _page(request, thing, row, held, _samples(thing, held))


def _samples(organ: Organ, held: queries.EffectiveSettings) -> dict[str, str]:
    """What comes of a setting: the next number, the words on a letter where the organ left them to the directory."""
    found = {series.value: f"下一个编号：{numbering.sample(organ, series, held)}" for series in Series}
    for field, words in asdict(letter_head_of(organ, on=held.on)).items():
        if words and not held[f"head_{field}"]:
            found[f"head_{field}"] = f"现在文书上写：{words}"
    return found


@office_view(roles={Role.OPERATOR})
@require_safe
def of_site(request: HttpRequest) -> HttpResponse:
    """What holds where no organ set anything."""
    row = OrganSettings.objects.filter(organ=None).first()
    return _page(request, None, row, queries.settings_of_site(on=today()), {})


def _page(
    request: HttpRequest, organ: Organ | None, row: OrganSettings | None, held: queries.EffectiveSettings,
    samples: dict[str, str],
) -> HttpResponse:  # fmt: skip
    table = table_of(OrganSettings)
    blank = row or OrganSettings(organ=organ)
    history = _history(row)
    context = {
        "organ": organ,
        "row": row,
        "groups": [
            (group, _change_address(request, row, group), [
                (held.held[one.name], samples.get(one.name), history.get(one.name, ())) for one in group.settings
            ])
            for group in groups()
        ],
        "may_open": row is None
        and bool(access.permitted(access.standing(request.user), table, table.act("open_settings"), blank.organ)),
        "past": history_of(row) if row else History(),
        "today": today(),
    }  # fmt: skip
    return render(request, "housekeeping/settings.html", context)


def _change_address(request: HttpRequest, row: OrganSettings | None, group: Group) -> str:
    if row is None or not access.can(request.user, group.act, row):
        return ""
    return reverse(f"housekeeping:{group.act}", args=[row.key])


def _history(row: OrganSettings | None) -> dict[str, list[tuple[date, str]]]:
    """Of each setting every value that the organ set, newest first, with the day from which it holds."""
    found: dict[str, list[tuple[date, str]]] = {}
    before: dict[str, Any] = {}
    for version in row.versions.order_by("since") if row else ():
        for name in {**before, **version.values}:
            held = version.values.get(name)
            if held != before.get(name):
                said = settings()[name].said(held["value"]) if held else "沿用"
                found.setdefault(name, []).insert(0, (version.since, said))
        before = version.values
    return found


@office_view(of=OrganSettings, act="open_settings")
@require_http_methods(["GET", "HEAD", "POST"])
def open_settings(request: HttpRequest) -> HttpResponse:
    """Ask for the organ, and begin its settings; without one, the site's default."""
    organs = access.visible_to(request.user, Organ.objects.filter(state="active", settings=None)).order_by("path")
    code = (request.POST or request.GET).get("organ", "")
    act = table_of(OrganSettings).act("open_settings")
    context = {"act": act, "organs": organs, "code": code, "site": actions.SITE}
    if request.method == "POST":
        organ = organs.filter(code=code).first()
        try:
            if organ is None and code != actions.SITE:
                context["refusal"] = "请选择一个还没有自己的设置的机关。"
            else:
                return redirect(_home(actions.open_settings(by=request.user, on=today(), organ=organ)))
        except (RegulationError, Refused, Collision) as error:
            context["refusal"] = str(error)
    return render(request, "housekeeping/open_settings.html", context, status=409 if "refusal" in context else 200)


def _home(row: OrganSettings) -> str:
    if row.organ is None:
        return reverse("housekeeping:site-settings")
    return reverse("housekeeping:settings", args=[row.organ.code])


def change(act: str) -> Callable[..., HttpResponse]:
    """The page on which a group is changed: first the form, then what would change, then it is done."""
    group = group_of(act)

    @office_view(of=OrganSettings, act=act)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, *, thing: OrganSettings) -> HttpResponse:
        form = SettingsForm(
            request.POST or None, group=group, own=_own(thing), inherited=_inherited(thing), version=thing.version
        )
        is_shown = request.method == "POST" and "back" not in request.POST and form.is_valid()
        if is_shown and "enter" in request.POST and _saved(request, act, thing, form):
            messages.success(request, f"{group.label}已保存，自 {form.cleaned_data['since']} 起生效。")
            return redirect(_home(thing))
        context = {
            "act": table_of(OrganSettings).act(act), "group": group, "thing": thing, "form": form,
            "differences": form.differences() if is_shown and not form.errors else None, "home": _home(thing),
        }  # fmt: skip
        return render(request, "housekeeping/change.html", context, status=409 if form.errors else 200)

    return view


def _own(row: OrganSettings) -> dict[str, str]:
    """What the organ itself set last, also where that holds only from a day to come."""
    last = row.versions.order_by("-since").first()
    return {name: held["value"] for name, held in last.values.items()} if last else {}


def _inherited(row: OrganSettings) -> queries.EffectiveSettings:
    above = row.organ.get_parent() if row.organ else None
    if above is not None:
        return queries.passed_on(queries.settings_of(above, on=today()))
    return queries.settings_of_site(on=today()) if row.organ else queries.of_program(on=today())


def _saved(request: HttpRequest, act: str, row: OrganSettings, form: SettingsForm) -> bool:
    words = form.cleaned_data
    try:
        actions.change(
            act, row, by=request.user, on=today(), since=words["since"], values=form.values(), version=words["version"]
        )
    except (RegulationError, Refused, Collision) as error:
        form.add_error(None, str(error))
        return False
    return True
