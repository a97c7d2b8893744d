"""办理结果: the closed list of results of an application. They are the rows of the annual report's table 3
(三、本年度办理结果), so that compiling the report is a count.

One application has exactly one outcome; where part of the information is given, the row 部分公开 excludes all others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.regulation.citation import Citation
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import DataError, citations, read


class Outcome(StrEnum):
    """The rows （一）–（六） of the report's table 3. The value is the row's key in every file, table and interface."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    REFUSED_STATE_SECRET = "refused.state_secret"  # noqa: S105 (a row key, no password)
    REFUSED_BARRED_BY_LAW = "refused.barred_by_law"
    REFUSED_SECURITY_STABILITY = "refused.security_stability"
    REFUSED_THIRD_PARTY = "refused.third_party"
    REFUSED_INTERNAL_AFFAIRS = "refused.internal_affairs"
    REFUSED_PROCESS = "refused.process"
    REFUSED_ENFORCEMENT_FILE = "refused.enforcement_file"
    REFUSED_ADMINISTRATIVE_QUERY = "refused.administrative_query"
    UNAVAILABLE_NOT_HELD = "unavailable.not_held"
    UNAVAILABLE_NEEDS_CREATION = "unavailable.needs_creation"
    UNAVAILABLE_STILL_UNCLEAR = "unavailable.still_unclear"
    NOT_PROCESSED_PETITION = "not_processed.petition"
    NOT_PROCESSED_REPEATED = "not_processed.repeated"
    NOT_PROCESSED_PUBLICATION = "not_processed.publication"
    NOT_PROCESSED_EXCESSIVE = "not_processed.excessive"
    NOT_PROCESSED_CONFIRMATION = "not_processed.confirmation"
    OTHER_CORRECTION_LAPSED = "other.correction_lapsed"
    OTHER_FEE_UNPAID = "other.fee_unpaid"
    OTHER_OTHER = "other.other"


class Remedy(StrEnum):
    """Which remedies the letter that carries an outcome must tell (law: ARL 23, ALL 44–46)."""

    EITHER = "either"
    """Reconsideration or a suit, as the applicant chooses."""
    RECONSIDERATION_FIRST = "reconsideration_first"
    """Reconsideration first (复议前置): withholding under Arts 14–16, since 2024-01-01."""
    BY_GROUNDS = "by_grounds"
    """A partial grant: as the grounds of the withheld parts demand."""
    BY_POLICY = "by_policy"
    """The law is open and practice differs; the organ chooses (办理结果 （三）8 行政查询事项)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the organ finds. The report counts the outcome; the letter speaks of the finding.

    elements: what the letter must say beyond the common part of every reply, by key, in the letter's order.
    letter_required: False where the law lets the file be closed without one.
    """

    key: str
    label: str
    title: str
    elements: Mapping[str, str]
    citations: tuple[Citation, ...]
    letter_required: bool = True


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """A detail row of table 3: its official words, its basis, its remedy, and the findings that lead to it."""

    outcome: Outcome
    label: str
    remedy: Remedy
    findings: Mapping[str, Finding]
    citations: tuple[Citation, ...]
    group: str | None = None

    @property
    def full_label(self) -> str:
        """Group and row, as they are quoted outside the table: （三）不予公开—1.属于国家秘密."""
        return f"{self.group}—{self.label}" if self.group else self.label


@cache
def outcome_rules() -> Mapping[Outcome, OutcomeRule]:
    """outcomes.yaml, in the order of the form. Raises DataError where a row is missing, unknown or out of order."""
    table = read("outcomes.yaml")
    if list(table) != [outcome.value for outcome in Outcome]:
        raise DataError("outcomes.yaml 的各项应当与 Outcome 逐一对应、顺序相同。")
    return MappingProxyType({Outcome(key): _rule(Outcome(key), entry) for key, entry in table.items()})


def outcome_rule(outcome: Outcome) -> OutcomeRule:
    """The rule of one outcome."""
    return outcome_rules()[outcome]


def _rule(outcome: Outcome, entry: dict[str, Any]) -> OutcomeRule:
    cited_at = citations(entry, f"outcomes.yaml {outcome}")
    remedy = Remedy(entry.pop("remedy"))
    found = {key: _finding(outcome, key, finding) for key, finding in entry.pop("findings").items()}
    return OutcomeRule(outcome=outcome, remedy=remedy, findings=MappingProxyType(found), citations=cited_at, **entry)


def _finding(outcome: Outcome, key: str, entry: dict[str, Any]) -> Finding:
    cited_at = citations(entry, f"outcomes.yaml {outcome} {key}")
    elements = MappingProxyType(entry.pop("elements"))
    return Finding(key=key, elements=elements, citations=cited_at, **entry)


def cited() -> Iterator[Entry]:
    """Every outcome and finding, for docs/law-to-code.md."""
    for rule in outcome_rules().values():
        yield from entries("outcomes.yaml", rule.outcome, label=rule.full_label, citations=rule.citations)
        for finding in rule.findings.values():
            name = f"{rule.outcome}/{finding.key}"
            yield from entries(
                "outcomes.yaml", name, label=finding.label, value=finding.title, citations=finding.citations
            )
