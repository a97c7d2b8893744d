"""What organs are ranked by: each indicator once, as data, with its definition in words and its formula."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongkai.annual_report.corpus.errors import CorpusError
from gongkai.annual_report.form.form import form
from gongkai.annual_report.form.places import place_in_words
from gongkai.regulation.citation import Citation, cite


@dataclass(frozen=True, slots=True)
class Indicator:
    """numerator, denominator: the full names of cells that both forms have, to be summed. Without a denominator the
    yearly average of the numerator counts. at_least: the smallest denominator that is ranked."""

    name: str
    label: str
    definition: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    at_least: int
    citation: Citation
    terms: tuple[tuple[str, ...], tuple[str, ...]]

    @property
    def is_share(self) -> bool:
        return bool(self.denominator)

    @property
    def formula(self) -> str:
        """The formula in words of the form."""
        above, below = (_sum_in_words(cells) for cells in self.terms)
        return f"{above} ÷ {below}" if below else f"{above} ÷ 年数"

    def shown(self, value: float) -> str:
        """A value as people read it."""
        return f"{value:.1%}" if self.is_share else f"{value:,.1f}"


@cache
def indicators() -> Mapping[str, Indicator]:
    """All of indicators.yaml by name."""
    text = resources.files("gongkai.annual_report.corpus").joinpath("indicators.yaml").read_text("utf-8")
    entries: dict[str, dict[str, Any]] = yaml.load(text, yaml.CSafeLoader)
    return {name: _indicator(name, entry) for name, entry in entries.items()}


def indicator_named(name: str) -> Indicator:
    """Raises CorpusError for a name that is none."""
    known = indicators()
    if name not in known:
        raise CorpusError(f"没有名为 {name} 的指标。可用的有：{'、'.join(known)}。")
    return known[name]


def _indicator(name: str, entry: Mapping[str, Any]) -> Indicator:
    above, below = tuple(entry["numerator"]), tuple(entry.get("denominator", ()))
    return Indicator(
        name=name,
        label=entry["label"],
        definition=entry["definition"],
        numerator=tuple(_cells(above)),
        denominator=tuple(_cells(below)),
        at_least=entry.get("at_least", 0),
        citation=cite(entry["reference"]),
        terms=(above, below),
    )


def _cells(patterns: tuple[str, ...]) -> Iterator[str]:
    """The cells that these names and patterns mean. Raises CorpusError for one that means none."""
    for pattern in patterns:
        found = [cell for cell in form().cells if fnmatchcase(cell, pattern)]
        if not found:
            raise CorpusError(f"指标里写的 {pattern} 不是任何一个单元格。")
        yield from found


def _sum_in_words(terms: tuple[str, ...]) -> str:
    text = " + ".join(map(_in_words, terms))
    return f"（{text}）" if len(terms) > 1 else text


def _in_words(term: str) -> str:
    if "*" not in term:
        return place_in_words(form().year, term)
    first = next(_cells((term,)))
    row = next(row for row in form().tables["table3"] if first in row.cells)
    return f"表三“{row.label.under[-1]}”各行总计"
