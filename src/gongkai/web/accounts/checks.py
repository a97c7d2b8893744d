"""A check of the whole site: no address of the office without a rule, no rule about an act that no table has."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from gongkai.web.accounts.acts import ActsError
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
