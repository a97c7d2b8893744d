"""Checks of the whole site: no address of the office without a rule, no rule about an act that no table has, no act
without an address or a reason why it has none."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.web.accounts.acts import Act, ActsError, tables
from gongkai.web.accounts.doors import Rule

OFFICE = "office/"


def office_patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address under /office/, as its pattern is written, with what answers it."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from office_patterns(entry, route)
        elif route.startswith(OFFICE):
            yield route, entry


def rule_of(entry: URLPattern) -> Rule | None:
    """The rule of the view behind an address, or None."""
    return getattr(entry.callback, "office_rule", None)


@register("gongkai")
def every_office_address_has_a_rule(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return [error for route, entry in office_patterns() for error in _errors(route, rule_of(entry))]


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
