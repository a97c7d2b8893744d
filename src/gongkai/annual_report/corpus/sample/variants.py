"""The variants met in published reports (variants.yaml), each by name: what is changed, and where in the making of a
paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from random import Random
from types import MappingProxyType, ModuleType
from typing import Any

import yaml

from gongkai.annual_report.corpus.sample import lists, page, text, traditional, wordings
from gongkai.annual_report.corpus.sample.changes import cells, headings, tables
from gongkai.annual_report.corpus.sample.draft import Draft


class Facet(StrEnum):
    """At which step a variant works. A paper has at most one of each."""

    FIGURES = "figures"
    WORDING = "wording"
    CELLS = "cells"
    TABLES = "tables"
    HEADINGS = "headings"
    LAYOUT = "layout"
    WHOLE = "whole"
    MARKUP = "markup"
    SIGNS = "signs"


Change = Callable[[Draft, Random], Draft]


@dataclass(frozen=True, slots=True)
class Variant:
    """act: what the facet calls for (see `sample.making`); only: the one format that has it.

    lossy: the print no longer shows which figure belongs where, so that a reader can only leave cells out.
    blurs_blanks: the same, but only for rows that have a blank cell.
    """

    name: str
    code: str
    facet: Facet
    what: str
    act: object
    lossy: bool = False
    blurs_blanks: bool = False
    only: str | None = None


_MAKERS: Mapping[str, ModuleType] = MappingProxyType(
    {
        module.__name__.rpartition(".")[2]: module
        for module in (cells, headings, lists, page, tables, text, traditional, wordings)
    }
)


def _all() -> Mapping[str, Variant]:
    source = resources.files("gongkai.annual_report.corpus.sample").joinpath("variants.yaml").read_text("utf-8")
    entries: dict[str, dict[str, Any]] = yaml.load(source, yaml.CSafeLoader)
    return {name: _variant(name, **entry) for name, entry in entries.items()}


def _variant(name: str, *, facet: str, act: str, **others: Any) -> Variant:
    module, _, attribute = act.rpartition(".")
    return Variant(name, facet=Facet(facet), act=getattr(_MAKERS[module], attribute) if module else act, **others)


VARIANTS = _all()


def of_facet(facet: Facet, format_name: str) -> list[Variant]:
    """The variants of that facet that this format can have."""
    return [variant for variant in VARIANTS.values() if variant.facet is facet and variant.only in (None, format_name)]
