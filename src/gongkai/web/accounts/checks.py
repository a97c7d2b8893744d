"""Checks of the whole site: no address without a rule but those of the public, no rule about an act that no table has,
no act without an address or a reason why it has none.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.web.accounts.acts import Act, ActsError, tables
from gongkai.web.accounts.doors import Rule

OFFICE = "office/"
_WORD = re.compile(r"[a-z0-9_.-]*(/|$)")


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site, as its pattern is written, with what answers it. A regular expression without its ^,
    which means nothing within an address, so that one spelling of an address is like the other."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def office_patterns() -> Iterator[tuple[str, URLPattern]]:
    """Those under /office/."""
    return ((route, entry) for route, entry in patterns() if route.startswith(OFFICE))


def rule_of(entry: URLPattern) -> Rule | None:
    """The rule of the view behind an address, or None."""
    return rule_of_view(entry.callback)


def rule_of_view(view: Any) -> Rule | None:
    """The rule of a view, or None."""
    return getattr(view, "office_rule", None)


@register("gongkai")
def every_office_address_has_a_rule(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [error for route, entry in office_patterns() for error in _errors(route, rule_of(entry))]


@register("gongkai")
def every_other_address_is_for_everybody(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What is not under /office/ belongs to the public's views, and says by its first word that it is elsewhere."""
    return [error for route, entry in patterns() if not route.startswith(OFFICE) for error in _strange(route, entry)]


def _strange(route: str, entry: URLPattern) -> Iterator[CheckMessage]:
    module = f"{getattr(entry.callback, '__module__', '')}."
    if rule_of(entry) is not None or not module.startswith(settings.PUBLIC_VIEWS):
        yield Error(
            f"/{route} ({module}) is neither under /office/ nor one of PUBLIC_VIEWS: put it there, with @office_view, "
            "or say in the settings that its views are for everybody.",
            id="gongkai.E004",
        )
    if route and not _WORD.match(route):
        yield Error(f"/{route} begins with what is not written out, and could lie under /office/.", id="gongkai.E005")


def _errors(route: str, rule: Rule | None) -> Iterator[CheckMessage]:
    if rule is None:
        yield Error(f"/{route} has no rule: give its view @office_view.", id="gongkai.E001")
        return
    try:
        _ = rule.row
    except ActsError as error:
        yield Error(f"/{route}: {error}", id="gongkai.E002")


@register("gongkai")
def every_act_has_an_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    reached = {id(rule.row) for _, entry in office_patterns() if (rule := rule_of(entry)) and _has_row(rule)}
    return [
        Error(
            f"{table.kind}: {act.name} has neither an address under /office/ nor a reason (without_page), or both.",
            id="gongkai.E003",
        )
        for table in tables().values()
        for act in table.acts.values()
        if not _is_whole(act, is_reached=id(act) in reached)
    ]


def _has_row(rule: Rule) -> bool:
    """A rule about an act that is missing is E002's affair."""
    return next(_errors("", rule), None) is None


def _is_whole(act: Act, *, is_reached: bool) -> bool:
    """It has an address, or says why not; not both."""
    return is_reached is not bool(act.without_page)
