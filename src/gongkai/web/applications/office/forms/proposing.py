"""提出拟办意见, in two steps and without script: first a finding and a ground for each item, then the words of each."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms

from gongkai.regulation.grounds import BanningText, Ground, LegalForm, Reason, ground_rule, ground_rules
from gongkai.regulation.outcomes import Finding, Outcome, outcome_rule, outcome_rules
from gongkai.regulation.replies import ItemReply
from gongkai.web.applications.acts.deciding import Drafted, propose_reply
from gongkai.web.applications.letters.elements_known import elements_known
from gongkai.web.applications.letters.facts import Facts, facts_of
from gongkai.web.applications.office.forms.base import NOTE_HELP, ActForm, line, words
from gongkai.web.audit.acting import Actor

_NOT_PROPOSED = frozenset({Outcome.OTHER_CORRECTION_LAPSED, Outcome.OTHER_FEE_UNPAID})
_BANS = {
    Ground.BARRED_BY_LAW: LegalForm.LAW,
    Ground.BARRED_BY_ADMINISTRATIVE_REGULATION: LegalForm.ADMINISTRATIVE_REGULATION,
}


def findings() -> list[tuple[str, str]]:
    """Everything that can be proposed: outcome/finding, in the order of the form."""
    return [
        (f"{outcome.value}/{key}", f"{rule.full_label}：{finding.label}")
        for outcome, rule in outcome_rules().items()
        if outcome not in _NOT_PROPOSED
        for key, finding in rule.findings.items()
    ]


def _grounds() -> list[tuple[str, str]]:
    return [
        ("", "（不以第十四条至第十六条为理由）"),
        *((one.value, f"第{rule.article}条 {rule.label}") for one, rule in ground_rules().items()),
    ]


class ProposeReply(ActForm):
    """The first step is asked in the address (finding1, ground1, …), the second is the form itself."""

    act = "propose_reply"
    first_step = "填写各项内容"
    note = words("说明", help_text=NOTE_HELP)

    def first(self) -> dict[str, Any]:
        found = {f"finding{n}": self.asked.get(f"finding{n}", "") for n in self.items}
        return {**found, **{f"ground{n}": self.asked.get(f"ground{n}", "") for n in self.items}}

    @property
    def items(self) -> range:
        """The numbers of the items."""
        return range(1, self.thing.items + 1)

    @property
    def is_whole(self) -> bool:
        """Whether a finding is chosen for each item."""
        known = dict(findings())
        return all(self.asked.get(f"finding{n}") in known for n in self.items)

    def narrow(self) -> None:
        for n in self.items:
            self.fields[f"finding{n}"] = forms.ChoiceField(label=f"第 {n} 项：查明的情况", choices=findings())
            self.fields[f"ground{n}"] = forms.ChoiceField(
                label=f"第 {n} 项：不予公开的理由", choices=_grounds(), required=False
            )
            if self.is_whole:
                self.fields |= dict(self._words(n))
        last = ("note", "on", "version")
        self.order_fields([name for name in self.fields if name not in last] + list(last))

    def _words(self, n: int) -> Iterator[tuple[str, forms.Field]]:
        outcome, finding = self._finding(n)
        known = elements_known(self._facts, outcome, finding.key)
        for key, said in finding.elements.items():
            asked = words(f"第 {n} 项：{said}", required=True, rows=2)
            asked.initial = known.get(key)
            yield f"element{n}_{key}", asked
        ground = self._ground(n)
        if ground is None:
            return
        rule = ground_rule(ground)
        if rule.kinds:
            yield f"kind{n}", forms.ChoiceField(label=f"第 {n} 项：属于哪一种", choices=list(rule.kinds.items()))
        if ground in _BANS:
            yield f"ban{n}", line(f"第 {n} 项：禁止公开的{_BANS[ground]}名称")
            yield f"place{n}", line(f"第 {n} 项：该{_BANS[ground]}的条款")
        for key, question in rule.questions.items():
            yield f"answer{n}_{key}", words(f"第 {n} 项：{question}", required=True, rows=2)
        if rule.evidence:
            choices = list(rule.evidence.items())
            widget = forms.CheckboxSelectMultiple
            label = f"第 {n} 项：已经入卷的证据"
            yield f"kept{n}", forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget)

    @cached_property
    def _facts(self) -> Facts:
        return facts_of(self.thing)

    def _finding(self, n: int) -> tuple[Outcome, Finding]:
        outcome, key = self.asked[f"finding{n}"].rsplit("/", 1)
        return Outcome(outcome), outcome_rule(Outcome(outcome)).findings[key]

    def _ground(self, n: int) -> Ground | None:
        wanted = self.asked.get(f"ground{n}", "")
        return Ground(wanted) if wanted in set(Ground) else None

    def _draft(self, n: int) -> Drafted:
        outcome, finding = self._finding(n)
        elements = {key: self.cleaned_data[f"element{n}_{key}"] for key in finding.elements}
        ground = self._ground(n)
        reasons = () if ground is None else (self._reason(n, ground),)
        return Drafted(ItemReply(n, outcome, finding.key, reasons), elements)

    def _reason(self, n: int, ground: Ground) -> Reason:
        said, rule = self.cleaned_data, ground_rule(ground)
        ban = BanningText(_BANS[ground], said[f"ban{n}"], said[f"place{n}"]) if ground in _BANS else None
        answers = {key: said[f"answer{n}_{key}"] for key in rule.questions}
        return Reason(ground, said.get(f"kind{n}") or None, ban, answers, frozenset(said.get(f"kept{n}", ())))

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        drafts = [self._draft(n) for n in self.items]
        propose_reply(self.thing, by=by, on=said["on"], drafts=drafts, note=said["note"], version=said["version"])
