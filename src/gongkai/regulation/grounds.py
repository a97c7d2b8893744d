"""不予公开的理由: the grounds on which information is withheld (Arts 14–16), and the rules for using them.

A decision gives its outcome and, for each withheld part, a Reason. `objections` says what is wrong with them before the
letter is written:

- Arts 14–16 are for withholding; "does not exist", "not held" and "not processed" never rest on them (REG 36).
- A refusal rests on at least one ground of the row that it counts in; a partial grant on at least one reason (REG 37).
- Only a law (法律) or an administrative regulation (行政法规) bars disclosure; a rule (规章) does not (REG 14).
- A ground of several kinds is used by naming one, and with all its questions answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import DataError, citations, read
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.outcomes import Outcome, outcome_rule


class Ground(StrEnum):
    """The closed list. Art 14 has four codes, Art 15 one, Art 16 three."""

    STATE_SECRET = "state_secret"  # noqa: S105 (a ground, no password)
    BARRED_BY_LAW = "barred_by_law"
    BARRED_BY_ADMINISTRATIVE_REGULATION = "barred_by_administrative_regulation"
    SECURITY_STABILITY = "security_stability"
    THIRD_PARTY = "third_party"
    INTERNAL_AFFAIRS = "internal_affairs"
    PROCESS = "process"
    ENFORCEMENT_FILE = "enforcement_file"


class Discretion(StrEnum):
    """Whether the law forbids disclosure or leaves it to the organ."""

    MUST_NOT = "must_not"
    MAY = "may"


class LegalForm(StrEnum):
    """The rank of the text that is said to bar disclosure."""

    LAW = "法律"
    ADMINISTRATIVE_REGULATION = "行政法规"
    LOCAL_REGULATION = "地方性法规"
    RULE = "规章"
    NORMATIVE_DOCUMENT = "规范性文件"


_BARRING = {
    Ground.BARRED_BY_LAW: LegalForm.LAW,
    Ground.BARRED_BY_ADMINISTRATIVE_REGULATION: LegalForm.ADMINISTRATIVE_REGULATION,
}


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A ground with what must be asked before, and kept after, it is used."""

    ground: Ground
    article: int
    label: str
    outcome: Outcome
    discretion: Discretion
    kinds: Mapping[str, str]
    questions: Mapping[str, str]
    evidence: Mapping[str, str]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class BanningText:
    """The text that bars disclosure: its rank, its title and the place in it (第五十条第一款)."""

    form: LegalForm
    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one part is withheld. answers: question key → the handler's answer. kept: keys of evidence in the file."""

    ground: Ground
    kind: str | None = None
    banning_text: BanningText | None = None
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    kept: frozenset[str] = frozenset()


@cache
def ground_rules() -> Mapping[Ground, GroundRule]:
    """grounds.yaml. Raises DataError where a ground is missing or unknown."""
    table = read("grounds.yaml")
    if list(table) != [ground.value for ground in Ground]:
        raise DataError("grounds.yaml 的各项应当与 Ground 逐一对应、顺序相同。")
    return MappingProxyType({Ground(key): _rule(Ground(key), entry) for key, entry in table.items()})


def ground_rule(ground: Ground) -> GroundRule:
    """The rule of one ground."""
    return ground_rules()[ground]


def objections(outcome: Outcome, reasons: Sequence[Reason]) -> tuple[NotAllowed, ...]:
    """All that stands against this outcome with these reasons; empty when it may be decided."""
    own = [problem for reason in reasons for problem in _problems_of(reason)]
    return (*_problems_between(outcome, reasons), *own)


def missing_evidence(reason: Reason) -> Mapping[str, str]:
    """What the file still lacks to prove this ground in reconsideration or in court, key → words."""
    evidence = ground_rule(reason.ground).evidence
    return {key: words for key, words in evidence.items() if key not in reason.kept}


def _problems_between(outcome: Outcome, reasons: Sequence[Reason]) -> Iterator[NotAllowed]:
    label = outcome_rule(outcome).full_label
    if outcome is Outcome.PARTLY_GRANTED:
        if not reasons:
            yield NotAllowed(
                "部分公开的，对不予公开的部分应当说明理由。", cite("REG 37"), "请逐一列明不予公开部分的理由。"
            )
        return
    right = {ground for ground, rule in ground_rules().items() if rule.outcome is outcome}
    if not right and reasons:
        instead = "请删去该理由，改写本结果应有的事实；确有依法不予公开的内容的，改选相应的不予公开结果。"
        yield NotAllowed(f"“{label}”不得以第十四条至第十六条为理由。", cite("REG 36"), instead)
    if right and not any(reason.ground in right for reason in reasons):
        names = "、".join(f"“{ground_rule(ground).label}”" for ground in Ground if ground in right)
        yield NotAllowed(f"“{label}”应当有与之对应的理由。", cite("REG 36(3)"), f"请选用{names}，并说明理由。")


def _problems_of(reason: Reason) -> Iterator[NotAllowed]:
    rule = ground_rule(reason.ground)
    where = rule.citations[0]
    if rule.kinds and reason.kind not in rule.kinds:
        choice = "、".join(rule.kinds.values())
        yield NotAllowed(f"以“{rule.label}”为理由，应当指明属于哪一种。", where, f"请从{choice}中选定一种。")
    if reason.ground in _BARRING:
        yield from _problems_of_ban(reason, rule)
    unanswered = [words for key, words in rule.questions.items() if not reason.answers.get(key, "").strip()]
    if unanswered:
        instead = "请先回答：" + "".join(unanswered)
        yield NotAllowed(f"以“{rule.label}”为理由不予公开，应当说明理由。", cite("REG 36(3)"), instead)


def _problems_of_ban(reason: Reason, rule: GroundRule) -> Iterator[NotAllowed]:
    where, text, needed = rule.citations[0], reason.banning_text, _BARRING[reason.ground]
    if text is None or not text.title.strip() or not text.place.strip():
        yield NotAllowed(f"以“{rule.label}”为理由，应当写明禁止公开的规定。", where, f"请写明{needed}的名称和条款。")
    elif text.form not in _BARRING.values():
        instead = f"请改引{LegalForm.LAW}或者{LegalForm.ADMINISTRATIVE_REGULATION}；没有的，不能以此为理由。"
        yield NotAllowed(f"只有法律、行政法规能够禁止公开，{text.form}《{text.title}》不能。", where, instead)
    elif text.form is not needed:
        yield NotAllowed(f"《{text.title}》是{text.form}，与理由“{rule.label}”不符。", where, "请改选相应的理由。")


def _rule(ground: Ground, entry: dict[str, Any]) -> GroundRule:
    cited_at = citations(entry, f"grounds.yaml {ground}")
    outcome, discretion = Outcome(entry.pop("outcome")), Discretion(entry.pop("discretion"))
    tables = {key: MappingProxyType(entry.pop(key, {})) for key in ("kinds", "questions", "evidence")}
    rest: dict[str, Any] = entry | tables
    return GroundRule(ground=ground, outcome=outcome, discretion=discretion, citations=cited_at, **rest)


def cited() -> Iterator[Entry]:
    """Every ground, for docs/law-to-code.md."""
    for rule in ground_rules().values():
        value = outcome_rule(rule.outcome).full_label
        yield from entries("grounds.yaml", rule.ground, label=rule.label, value=value, citations=rule.citations)
