"""Two reports side by side: every cell with its difference, every sentence with what became of it."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gongkai.annual_report.footing import on_one_footing
from gongkai.annual_report.form.places import place_in_words
from gongkai.annual_report.interchange import plain
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.report import Value
from gongkai.annual_report.sentences import Change, changes, copied_share, sentences


@dataclass(frozen=True, slots=True)
class CellPair:
    """One cell in both reports."""

    cell: str
    label: str
    before: Value
    after: Value

    @property
    def difference(self) -> int | Decimal | None:
        """After less before; None where either has no number."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of the earlier number, to one decimal; None where that is 0 or missing."""
        if self.difference is None or not self.before:
            return None
        tenths = round(Fraction(self.difference) * 1000 / abs(Fraction(self.before)))
        return Decimal(tenths).scaleb(-1)

    @property
    def is_same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two reports.

    cells: those that both have, in the order of the later report's form. only_before, only_after: those that mean
    nothing in the other form and are never converted into one another.
    """

    before: Reading
    after: Reading
    cells: tuple[CellPair, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    sentences: tuple[Change, ...]

    @property
    def changed(self) -> tuple[CellPair, ...]:
        return tuple(pair for pair in self.cells if not pair.is_same)

    @property
    def copied(self) -> float | None:
        """Which part of the later text stood in the earlier one; None where there is no text."""
        return copied_share(self.sentences)


def compare(before: Reading, after: Reading) -> Comparison:
    """The earlier report against the later one, or any two organs' reports.

    Where one prints a merged row (（六）其他处理) and the other its parts, the parts are added up to the merged row.
    """
    old, new = before.report, after.report
    old_cells, new_cells = on_one_footing((old, new))
    shared = [cell for cell in new_cells if cell in old_cells]
    return Comparison(
        before=before,
        after=after,
        cells=tuple(
            CellPair(cell, place_in_words(new.form.year, cell), old_cells[cell], new_cells[cell]) for cell in shared
        ),
        only_before=tuple(cell for cell in old_cells if cell not in new_cells),
        only_after=tuple(cell for cell in new_cells if cell not in old_cells),
        sentences=changes(sentences(old), sentences(new)),
    )


def comparison_as_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as JSON has it: every shared cell, every sentence, amounts of money as decimal strings."""
    return {
        "before": _named(comparison.before),
        "after": _named(comparison.after),
        "cells": [_pair_as_data(pair) for pair in comparison.cells],
        "only_before": list(comparison.only_before),
        "only_after": list(comparison.only_after),
        "copied": None if comparison.copied is None else round(comparison.copied, 4),
        "sentences": [_change_as_data(change) for change in comparison.sentences],
    }


def _named(reading: Reading) -> dict[str, Any]:
    report = reading.report
    return {"source": reading.source, "organ": report.organ, "year": report.year, "form": report.form.year}


def _pair_as_data(pair: CellPair) -> dict[str, Any]:
    return {
        "cell": pair.cell,
        "label": pair.label,
        "before": plain(pair.before),
        "after": plain(pair.after),
        "difference": plain(pair.difference),
        "percent": plain(pair.percent),
    }


def _change_as_data(change: Change) -> dict[str, Any]:
    either = change.after or change.before
    return {
        "fate": str(change.fate),
        "section": either.section if either else None,
        "before": change.before.text if change.before else None,
        "after": change.after.text if change.after else None,
    }
