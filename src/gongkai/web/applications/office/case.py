"""The page of a case: how it stands, what can be done, what was asked for, what happened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from gongkai.regulation.acts import State
from gongkai.regulation.clock import Mark as DayMark
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.grounds import ground_rule
from gongkai.regulation.outcomes import outcome_rule
from gongkai.regulation.procedure import Letter, Standing, Step
from gongkai.regulation.procedure.rules import LETTER_NAMES
from gongkai.web.accounts.models import User
from gongkai.web.applications.models import Application
from gongkai.web.applications.office import masks
from gongkai.web.applications.office.case_papers import Paper, letters_to_make, papers_of, requests_of
from gongkai.web.applications.office.material import PAGE, Material
from gongkai.web.applications.office.offer import Offer
from gongkai.web.applications.proposals import Proposal, proposal_of
from gongkai.web.applications.queries import standing_of
from gongkai.web.applications.rules_of import calendar_of
from gongkai.web.applications.ruling import is_taken_over
from gongkai.web.applications.table import table
from gongkai.web.applications.words import wished
from gongkai.web.audit.models import Event
from gongkai.web.office.object_page import Happened
from gongkai.web.ui.marks import Mark, Tone, left_mark

_WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class ShownReply:
    """What is proposed for one item."""

    item: int
    outcome: str
    finding: str
    words: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class CasePage:
    """All that the page shows. page: of the timeline, from 1, the newest first. is_plain: the look was written down."""

    thing: Application
    user: User
    on: date
    page: int = 1
    is_plain: bool = False
    lists_all: bool = False

    @cached_property
    def material(self) -> Material:
        """What it is made of."""
        return Material(self.thing, self.page, self.lists_all)

    @cached_property
    def standing(self) -> Standing | None:
        """Where it stands today; None where that cannot be computed."""
        try:
            return standing_of(self.thing, on=self.on, past=self.material.past)
        except RegulationError:
            return None

    @cached_property
    def offer(self) -> Offer:
        """What can be done now, and of the rest why not."""
        return Offer(self.thing, self.user, self.on, self.standing, self.material.past)

    @property
    def state(self) -> str:
        """The word for today's state: a consultation whose limit is over is over, though no event says so."""
        return table().state_label(self.standing.state.value if self.standing else self.thing.state)

    @property
    def remaining(self) -> Mark | None:
        """How many working days are left, as lists say it; and how many of them count, where some do not."""
        stands = self.standing
        if stands is None or stands.due is None or stands.is_closed or stands.replied_on:
            return None
        left = calendar_of(self.thing.organ).count(self.on, stands.due)
        mark, counted = left_mark(stands.due, self.on, left, "个工作日"), stands.remaining()
        return mark if left <= 0 or counted == left else Mark(f"{mark.text}，其中 {counted} 个计入期限", mark.tone)

    @property
    def wishes(self) -> Sequence[tuple[str, str]]:
        """In what form and by which way the applicant wants it, and what he said beside."""
        return list(wished(self.content))

    @property
    def is_waiting(self) -> bool:
        """Whether the applicant has to act first."""
        return self.thing.state in {State.AWAITING_CORRECTION, State.AWAITING_PAYMENT}

    @property
    def steps(self) -> Sequence[Step]:
        """The derivation of the due day."""
        return sorted(self.standing.steps, key=lambda step: step.day) if self.standing else ()

    @property
    def warnings(self) -> Sequence[Step]:
        return self.standing.warnings if self.standing else ()

    @property
    def days(self) -> list[tuple[str, DayMark]]:
        """Every day of the period with its day of the week, and whether it counted."""
        stands = self.standing
        if stands is None or stands.clock is None:
            return []
        marks = stands.clock.marks(calendar_of(self.thing.organ))
        return [(f"{day} 星期{_WEEK[day.weekday()]}", mark) for day, mark in marks]

    @property
    def letters(self) -> list[tuple[str, Letter, Mark]]:
        """What was asked of whom, and whether it was answered."""
        stands = self.standing
        return [] if stands is None else [(self._of_letter(one), one, self._answered(one)) for one in stands.letters]

    def _of_letter(self, letter: Letter) -> str:
        return LETTER_NAMES[letter.inquiry] + (f"（{letter.name}）" if letter.name else "")

    def _answered(self, letter: Letter) -> Mark:
        if letter.answered_on:
            return Mark(f"{letter.answered_on} 已答复", Tone.GREEN)
        if letter.is_open(self.on):
            return Mark(f"等候至 {letter.limit}", Tone.AMBER)
        return Mark(f"{letter.limit} 期满，没有答复", Tone.PLAIN)

    @property
    def content(self) -> Mapping[str, Any]:
        """The sealed application; empty where it was destroyed or never entered."""
        return self.material.words(str(self.thing.particulars))

    @property
    def applicant(self) -> list[tuple[str, str]]:
        """Label and words, masked unless the look was written down."""
        applicant = self.content.get("applicant", {})
        return masks.plain(applicant) if self.is_plain else masks.masked(applicant)

    @cached_property
    def proposal(self) -> Proposal | None:
        return proposal_of(self.material.past)

    @property
    def replies(self) -> Iterator[ShownReply]:
        """The proposal with its words."""
        proposal = self.proposal
        row = next((one for one in self.material.rows if proposal and one.number == proposal.number), None)
        if proposal is None or row is None:
            return
        written = {words["item"]: words for words in self.material.words_of(row).get("replies", ())}
        for reply in proposal.replies:
            rule = reply.rule
            elements = dict(rule.elements) if rule else {}
            words = written.get(reply.item, {}).get("elements", {})
            shown = [(elements.get(key, key), text) for key, text in words.items()]
            shown += [("理由", ground_rule(reason.ground).label) for reason in reply.reasons]
            yield ShownReply(reply.item, outcome_rule(reply.outcome).full_label, rule.label if rule else "", shown)

    @property
    def searches(self) -> list[tuple[date, list[tuple[str, str]]]]:
        """The record of searches."""
        return [(row.on, self.material.said(row)) for row in self.material.listed if row.kind == "log_search"]

    @property
    def papers(self) -> list[Paper]:
        """Letters, severed copies, proofs."""
        return papers_of(self.material.listed, self.material.by_key)

    @property
    def letters_to_make(self) -> list[tuple[str, str]]:
        """What happened calls for these letters; of what lies so far back that its letters are not listed, none."""
        return letters_to_make(self.thing, [row for row in self.material.rows if row.number > self.material.cut])

    @property
    def requests(self) -> list[tuple[str, str]]:
        """What waits for the head's decision."""
        return requests_of(self.thing, self.material.rows)

    @property
    def timeline(self) -> list[Happened]:
        """This page of what happened, the newest first."""
        return [self._happened(row) for row in self.material.shown]

    def _happened(self, row: Event) -> Happened:
        act = table().act(row.kind)
        detail = "；".join(f"{label}：{text}" for label, text in self.material.said(row))
        if is_taken_over(row.recorded):
            detail = "；".join(filter(None, ("由登记簿转入", detail)))
        return Happened(row.on, act.label, row.who, str(row.on_behalf_of or ""), str(act.citation), detail)

    @property
    def shown(self) -> str:
        """Which entries of the history these are, counted from the newest."""
        first, last = self.material.window
        whole = self.thing.version
        return (
            "" if whole <= PAGE else f"第 {whole - last + 1} 至 {whole - max(first, 1) + 1} 条，共 {whole} 条，新的在前"
        )

    @property
    def older(self) -> int | None:
        """The next page of the history; None on the last."""
        return self.page + 1 if self.material.window[0] > 1 else None

    @property
    def newer(self) -> int | None:
        return self.page - 1 if self.page > 1 else None
