"""The page of a case, read with as few questions as there are kinds of thing on it, however long its history is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse

from gongkai.regulation.acts import State
from gongkai.regulation.clock import Mark as DayMark
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.grounds import ground_rule
from gongkai.regulation.outcomes import outcome_rule
from gongkai.regulation.procedure import Letter, Standing, Step
from gongkai.regulation.procedure.rules import LETTER_NAMES
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import Act
from gongkai.web.accounts.models import User
from gongkai.web.applications import sealing
from gongkai.web.applications.models import Application
from gongkai.web.applications.office import masks
from gongkai.web.applications.office.case_papers import (
    PAPERS,
    REQUESTS,
    Paper,
    letters_to_make,
    papers_of,
    requests_of,
)
from gongkai.web.applications.proposals import Proposal, Review, proposal_of
from gongkai.web.applications.queries import COUNTS, events_of, standing_of
from gongkai.web.applications.recorded import said
from gongkai.web.applications.rules_of import calendar_of
from gongkai.web.applications.ruling import FOUR_EYES, is_taken_over
from gongkai.web.applications.table import table
from gongkai.web.applications.words import LABELS
from gongkai.web.audit.models import Event
from gongkai.web.office.object_page import Button, Happened
from gongkai.web.ui.marks import Mark, Tone

PAGE = 20
_SHOWN_ALWAYS = COUNTS | PAPERS | REQUESTS | {"log_search"}
_SOON = 3
LIKELY = (
    "confirm_receipt", "register", "decide", "review_reply", "give_secrecy_opinion", "record_correction",
    "record_payment", "record_third_party_answer", "record_joint_organ_answer", "record_other_organ_answer",
    "record_reasons", "close_uncorrected", "close_unpaid", "serve", "send", "archive", "return_reply", "propose_reply",
    "log_search",
    "request_correction", "consult_third_party", "extend", "assign", "attach_redaction", "make_letter", "draft_letter",
)  # fmt: skip
"""What is likely the next step, in this order; everything else lies behind one click more."""
_OF_A_PROPOSAL = frozenset({"decide", "return_reply", "review_reply", "give_secrecy_opinion"})


def _likelihood(act: str) -> int:
    return LIKELY.index(act) if act in LIKELY else len(LIKELY)


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

    @cached_property
    def _rows(self) -> list[Event]:
        """The events by which the case stands, and those of this page of its history. One query."""
        first, last = self._window
        wanted = Q(kind__in=_SHOWN_ALWAYS) | Q(number=1) | Q(number__gte=first, number__lte=last)
        return list(events_of(self.thing).filter(wanted))

    @property
    def _window(self) -> tuple[int, int]:
        last = self.thing.version - (self.page - 1) * PAGE
        return last - PAGE + 1, last

    @cached_property
    def _past(self) -> list[Any]:
        return [row.recorded for row in self._rows if row.kind in _SHOWN_ALWAYS or row.number == 1]

    @cached_property
    def _words(self) -> Mapping[str, Mapping[str, Any]]:
        """The sealed words of what is shown. One query."""
        keys = [said(row.recorded, "sealed").get("key") for row in self._rows]
        return sealing.opened({key for key in [*keys, str(self.thing.particulars or "")] if key})

    @cached_property
    def standing(self) -> Standing | None:
        """Where it stands today; None where that cannot be computed."""
        try:
            return standing_of(self.thing, on=self.on, past=self._past)
        except RegulationError:
            return None

    @property
    def state(self) -> str:
        """The word for today's state: a consultation whose limit is over is over, though no event says so."""
        return table().state_label(self.standing.state.value if self.standing else self.thing.state)

    @property
    def remaining(self) -> Mark | None:
        """How many counted days are left."""
        stands = self.standing
        if stands is None or stands.due is None or stands.is_closed or stands.replied_on:
            return None
        left = stands.remaining() or 0
        if stands.is_overdue or left < 0:
            return Mark(f"已逾期 {-left} 个工作日", Tone.RED)
        if left == 0:
            return Mark("今天到期", Tone.RED)
        return Mark(f"还有 {left} 个工作日", Tone.AMBER if left <= _SOON else Tone.GREEN)

    @property
    def next(self) -> list[Button]:
        """What is likely the next step, the likeliest first; and what cannot be done, with the reason."""
        found = [button for button in self._buttons if button.why_not or button.act.name in LIKELY]
        return sorted(found, key=lambda button: (bool(button.why_not), _likelihood(button.act.name)))

    @property
    def other(self) -> list[Button]:
        """Everything else that can be done now."""
        return [button for button in self._buttons if not button.why_not and button.act.name not in LIKELY]

    @cached_property
    def _buttons(self) -> list[Button]:
        """The acts of his roles: those that can be done, the others with the reason and the way out."""
        held = access.standing(self.user)
        organ = access.organ_of(self.thing)
        refused = self._refused_by_law()
        return [
            Button(act, self._address(act), self._why_not(act, refused))
            for act in table().acts.values()
            if not act.starts and held.grant_for(act.roles, organ)
        ]

    def _address(self, act: Act) -> str:
        return reverse(f"applications:{act.name}", args=[self.thing.key])

    def _refused_by_law(self) -> Mapping[str, str]:
        stands = self.standing
        return {} if stands is None else {one.act.name: str(one.refusal) for one in stands.acts() if one.refusal}

    def _why_not(self, act: Act, refused: Mapping[str, str]) -> str:
        if act.name in refused and act.name != "correct_record":
            return refused[act.name]
        if act.name in _OF_A_PROPOSAL and self.thing.state in act.allowed_from:
            return self._why_no_opinion(act)
        return "" if self.thing.state in act.allowed_from else access.wrong_state(table(), act, self.thing.state)

    def _why_no_opinion(self, act: Act) -> str:
        if self.proposal is None:
            return f"还没有拟办意见（{act.citation}）。请承办人员先提出拟办意见。"
        if self.proposal.by == self.user.pk and act.name not in {"decide", "return_reply"}:
            return f"自己提出的拟办意见不能由自己审核（{FOUR_EYES}）。请另一位同事审核。"
        if act.name == "review_reply" and self.proposal.review is not Review.PROPOSED:
            return f"这份拟办意见{self.proposal.review.label}（{act.citation}）。重新提出以后，才再次审核。"
        ready = self.proposal.review is Review.APPROVED and self.proposal.is_cleared
        if act.name in {"decide", "return_reply"} and not ready:
            return f"拟办意见还没有通过审核和保密审查（{act.citation}）。请等审核完成。"
        return ""

    @property
    def steps(self) -> Sequence[Step]:
        """The derivation of the due day."""
        return sorted(self.standing.steps, key=lambda step: step.day) if self.standing else ()

    @property
    def warnings(self) -> Sequence[Step]:
        return self.standing.warnings if self.standing else ()

    @property
    def days(self) -> list[tuple[date, DayMark]]:
        """Every day of the period, and whether it counted."""
        stands = self.standing
        return [] if stands is None or stands.clock is None else list(stands.clock.marks(calendar_of(self.thing.organ)))

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
        return self._words.get(str(self.thing.particulars), {})

    @property
    def applicant(self) -> list[tuple[str, str]]:
        """Label and words, masked unless the look was written down."""
        applicant = self.content.get("applicant", {})
        return masks.plain(applicant) if self.is_plain else masks.masked(applicant)

    @cached_property
    def proposal(self) -> Proposal | None:
        return proposal_of(self._past)

    @property
    def replies(self) -> Iterator[ShownReply]:
        """The proposal with its words."""
        proposal = self.proposal
        row = next((one for one in self._rows if proposal and one.number == proposal.number), None)
        if proposal is None or row is None:
            return
        written = self._words.get(said(row.recorded, "sealed").get("key", ""), {}).get("replies", [{}] * 99)
        for reply, words in zip(proposal.replies, written, strict=False):
            rule = reply.rule
            elements = dict(rule.elements) if rule else {}
            shown = [(elements.get(key, key), text) for key, text in words.get("elements", {}).items()]
            shown += [("理由", ground_rule(reason.ground).label) for reason in reply.reasons]
            yield ShownReply(reply.item, outcome_rule(reply.outcome).full_label, rule.label if rule else "", shown)

    @property
    def searches(self) -> list[tuple[date, list[tuple[str, str]]]]:
        """The record of searches."""
        return [(row.on, self._said(row)) for row in self._rows if row.kind == "log_search"]

    @property
    def papers(self) -> list[Paper]:
        """Letters, severed copies, proofs."""
        return papers_of(self._rows, self._words)

    @property
    def letters_to_make(self) -> list[tuple[str, str]]:
        """What happened calls for these letters."""
        return letters_to_make(self.thing, self._rows)

    @property
    def requests(self) -> list[tuple[str, str]]:
        """What waits for the head's decision."""
        return requests_of(self.thing, self._rows)

    @property
    def timeline(self) -> list[Happened]:
        """This page of what happened, the newest first."""
        first, last = self._window
        rows = [row for row in reversed(self._rows) if first <= row.number <= last]
        return [self._happened(row) for row in rows]

    def _happened(self, row: Event) -> Happened:
        act = table().act(row.kind)
        detail = "；".join(f"{label}：{text}" for label, text in self._said(row))
        if is_taken_over(row.recorded):
            detail = "；".join(filter(None, ("由登记簿转入", detail)))
        who, behalf = row.who, str(row.on_behalf_of or "")
        return Happened(row.on, act.label, who, behalf, str(act.citation), detail)

    def _said(self, row: Event) -> list[tuple[str, str]]:
        sealed = said(row.recorded, "sealed")
        if sealed.get("purpose") == "application":
            return []
        words = self._words.get(sealed.get("key", ""), {})
        return [(label, str(words[key])) for key, label in LABELS.items() if words.get(key)]

    @property
    def older(self) -> int | None:
        """The next page of the history; None on the last."""
        return self.page + 1 if self._window[0] > 1 else None

    @property
    def newer(self) -> int | None:
        return self.page - 1 if self.page > 1 else None

    @property
    def is_waiting(self) -> bool:
        """Whether the applicant has to act first."""
        return self.thing.state in {State.AWAITING_CORRECTION, State.AWAITING_PAYMENT}
