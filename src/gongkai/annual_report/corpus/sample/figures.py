"""Figures that an organ could have had: every year balances, and every year carries in what the last carried out."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from gongkai.annual_report.corpus.sample.organs import Kind, Organ
from gongkai.annual_report.form.form import Form, Row
from gongkai.annual_report.report import Value

APPLICANTS = {
    "natural_person": 88.0,
    "business": 5.5,
    "research": 0.3,
    "public_interest": 0.6,
    "legal_service": 3.5,
    "other": 2.1,
}
_OUTCOMES = {
    "granted": 42.0,
    "partly_granted": 9.0,
    "refused.state_secret": 0.3,
    "refused.barred_by_law": 0.6,
    "refused.security_stability": 0.3,
    "refused.third_party": 1.2,
    "refused.internal_affairs": 1.6,
    "refused.process": 1.8,
    "refused.enforcement_file": 2.5,
    "refused.administrative_query": 1.5,
    "unavailable.not_held": 24.0,
    "unavailable.needs_creation": 2.0,
    "unavailable.still_unclear": 1.0,
    "not_processed.petition": 2.5,
    "not_processed.repeated": 1.5,
    "not_processed.publication": 0.1,
    "not_processed.excessive": 0.3,
    "not_processed.confirmation": 0.2,
    "other.correction_lapsed": 2.5,
    "other.fee_unpaid": 0.2,
    "other.other": 5.0,
}
_RESULTS = {"upheld": 55.0, "corrected": 9.0, "other": 24.0, "pending": 12.0}
_EXACT_UP_TO = 400


def split(whole: int, weights: Sequence[float], chance: Random) -> list[int]:
    """Part a number by chance: each of a small number on its own, a large one by its shares with some noise."""
    if whole <= _EXACT_UP_TO:
        counts = Counter(chance.choices(range(len(weights)), weights, k=whole))
        return [counts[index] for index in range(len(weights))]
    noisy = [weight * chance.uniform(0.8, 1.25) for weight in weights]
    parts = [int(whole * weight / sum(noisy)) for weight in noisy]
    parts[parts.index(max(parts))] += whole - sum(parts)
    return parts


@dataclass(slots=True)
class Desk:
    """One organ's work through the years: what is still open from the year before, and what is in force."""

    organ: Organ
    chance: Random
    open: dict[str, int] = field(default_factory=dict)
    in_force: dict[str, int] = field(default_factory=dict)
    weights: Sequence[float] = ()

    def __post_init__(self) -> None:
        self.weights = [weight * self.chance.uniform(0.3, 2.2) for weight in _OUTCOMES.values()]
        self.in_force = {"rules": 0, "normative_documents": int(self.chance.expovariate(1 / self._documents))}
        if self.organ.makes_rules:
            self.in_force["rules"] = self.chance.randrange(20, 90)

    @property
    def _documents(self) -> float:
        """How many normative documents such an organ has in force."""
        return 300.0 if self.organ.kind is Kind.GOVERNMENT and self.organ.busy > 100 else 4.0

    def year(self, official: Form, *, merged: bool = False) -> dict[str, Value]:
        """The cells of the next year in that form. merged: （六）其他处理 as one row."""
        cells: dict[str, Value] = {}
        for row in official.tables["table2"]:
            cells.update(zip(row.cells, self._table2(row), strict=True))
        applications = self._applications()
        for row in official.printed_rows("table3", ("other",) if merged else ()):
            cells.update(zip(row.cells, _with_total(_sum_of(row, applications)), strict=True))
        received = cells["table3.received.total"]
        for row in official.tables["table4"]:
            share = 0.05 if row.name == "reconsideration" else 0.01
            cells.update(zip(row.cells, self._results(int(received or 0), share), strict=True))
        return cells

    def _applications(self) -> dict[str, list[int]]:
        """Row → one count for each kind of applicant."""
        idle = self.chance.random() < self.organ.idle
        received = 0 if idle else max(1, round(self.organ.busy * math.exp(self.chance.gauss(0, 0.7))))
        rows = {"received": split(received, list(APPLICANTS.values()), self.chance)}
        rows["carried_in"] = [self.open.get(name, 0) for name in APPLICANTS]
        rows |= {name: [0] * len(APPLICANTS) for name in (*_OUTCOMES, "total", "carried_out")}
        for index, name in enumerate(APPLICANTS):
            waiting = rows["received"][index] + rows["carried_in"][index]
            rows["total"][index], rows["carried_out"][index] = split(waiting, (94, 6), self.chance)
            self.open[name] = rows["carried_out"][index]
            outcomes = split(rows["total"][index], self.weights, self.chance)
            for outcome, count in zip(_OUTCOMES, outcomes, strict=True):
                rows[outcome][index] = count
        return rows

    def _results(self, received: int, share: float) -> list[Value]:
        """Table 4: about that share of the applications is disputed, each result in its column."""
        disputed = round(received * share * self.chance.uniform(0, 2))
        results = split(disputed, list(_RESULTS.values()), self.chance)
        return [*results, sum(results)]

    def _table2(self, row: Row) -> Iterator[Value]:
        names = tuple(column.name for column in row.columns)
        if names == ("issued", "repealed", "in_force"):
            yield from self._documents_of_2021(row.name)
        elif names[0] == "made":
            made = self._few() if self.in_force.get(row.name) else 0
            yield from (made, made, self.in_force.get(row.name, 0) + made)
        elif names == ("projects", "amount"):
            projects = self._few()
            yield from (projects, self._money() if projects else Decimal(0))
        else:
            yield from (self._single(row.name, name) for name in names)

    def _documents_of_2021(self, name: str) -> tuple[int, int, int]:
        before = self.in_force[name]
        issued = self._few() if before or name == "normative_documents" else 0
        repealed = min(before, self._few())
        self.in_force[name] = before + issued - repealed
        return issued, repealed, self.in_force[name]

    def _single(self, row: str, column: str) -> Value:
        if row.startswith("fees_"):
            return self._money() if self.chance.random() < 0.3 else Decimal(0)
        if column == "change":
            return self.chance.choice((0, 0, 0, 1, -1, -3, 5))
        works = self.organ.busy > 10 and self.chance.random() < 0.8
        return int(self.chance.lognormvariate(5, 1.8)) if works else 0

    def _few(self) -> int:
        return int(self.chance.expovariate(1 / (2 + self._documents / 20)))

    def _money(self) -> Decimal:
        """An amount in 万元 with none to four decimals."""
        amount = self.chance.lognormvariate(4, 2)
        return Decimal(f"{amount:.{self.chance.choice((0, 1, 2, 4))}f}")


def _sum_of(row: Row, applications: Mapping[str, list[int]]) -> list[int]:
    """A row's counts; those of a merged row are the sums of its parts."""
    parts = [counts for name, counts in applications.items() if name == row.name or name.startswith(f"{row.name}.")]
    return [sum(column) for column in zip(*parts, strict=True)]


def _with_total(counts: list[int]) -> list[Value]:
    return [*counts, sum(counts)]
