"""公开属性: whether a paper is published, given on application or withheld, fixed while it is drafted (源头认定).

Openness is the norm (REG 5): who keeps a paper from being published unasked gives the reason with the draft (R80).
A forwarded paper keeps the attribute of its original (BS).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import DataError, citations, read
from gongkai.regulation.errors import NotAllowed

REASON = cite("R80")


class Attribute(StrEnum):
    """The closed list."""

    PROACTIVE = "proactive"
    REDACTED = "redacted"
    ON_APPLICATION = "on_application"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """What an attribute is called, and the mark that it puts on the paper."""

    attribute: Attribute
    label: str
    mark: str
    citations: tuple[Citation, ...]
    needs_reason: bool = False


@cache
def attribute_rules() -> Mapping[Attribute, AttributeRule]:
    """attributes.yaml. Raises DataError where an attribute is missing or unknown."""
    table = read("attributes.yaml")
    if list(table) != [attribute.value for attribute in Attribute]:
        raise DataError("attributes.yaml 的各项应当与 Attribute 逐一对应、顺序相同。")
    return MappingProxyType({Attribute(key): _rule(Attribute(key), entry) for key, entry in table.items()})


def check_attribute(attribute: Attribute, *, reason: str) -> None:
    """Raises NotAllowed where a paper is kept from publication without a reason: such a draft is sent back."""
    rule = attribute_rules()[attribute]
    if rule.needs_reason and not reason.strip():
        instead = "请写明理由，或者改为主动公开。"
        raise NotAllowed(f"公开属性定为“{rule.label}”的，应当说明理由。", REASON, instead)


def _rule(attribute: Attribute, entry: dict[str, Any]) -> AttributeRule:
    return AttributeRule(attribute=attribute, citations=citations(entry, f"attributes.yaml {attribute}"), **entry)


def cited() -> Iterator[Entry]:
    """Every attribute, for docs/law-to-code.md."""
    for rule in attribute_rules().values():
        yield from entries(
            "attributes.yaml", rule.attribute, label=rule.label, value=rule.mark, citations=rule.citations
        )
