"""The findings of a whole corpus, counted by rule."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from gongkai.annual_report.corpus.store import opened
from gongkai.annual_report.finding import Severity, rules

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Count:
    """How often one rule spoke, and in how many reports."""

    rule: str
    label: str
    severity: Severity
    findings: int
    reports: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Of how many files; how many could not be read (each sentence with its number); how many have an error; the rules,
    heaviest and most frequent first."""

    files: int
    unreadable: dict[str, int]
    with_errors: int
    counts: tuple[Count, ...]

    @property
    def has_errors(self) -> bool:
        return bool(self.with_errors or self.unreadable)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    def in_words(self) -> str:
        bad = sum(self.unreadable.values())
        lines = [f"{self.files} 个文件：读不了 {bad} 个，有错误的报告 {self.with_errors} 份。"]
        lines += [
            f"  {_WORDS[count.severity]}  {count.label}〔{count.rule}〕：{count.findings} 处，{count.reports} 份报告"
            for count in self.counts
        ]
        lines += [f"  读不了  {number} 个：{sentence}" for sentence, number in self.unreadable.items()]
        return "\n".join(lines) + "\n"


def summary(path: Path) -> Summary:
    """What the checks found in the table at that path. Raises CorpusError for a table that is none."""
    with opened(path) as store:
        found = store.all(
            "SELECT finding.rule, finding.severity, count(*), count(DISTINCT source) "
            "FROM (SELECT source, unnest(findings) AS finding FROM rows) GROUP BY 1, 2"
        )
        unreadable = store.all(
            "SELECT error, count(*) FROM rows WHERE error IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 50"
        )
        counts = (
            Count(rule, rules()[rule].label if rule in rules() else rule, Severity(severity), findings, reports)
            for rule, severity, findings, reports in found
        )
        return Summary(
            files=store.one("SELECT count(*) FROM rows"),
            unreadable=dict(unreadable),
            with_errors=store.one("SELECT count(*) FROM rows WHERE errors > 0"),
            counts=tuple(sorted(counts, key=lambda count: (_ORDER.index(count.severity), -count.findings, count.rule))),
        )
