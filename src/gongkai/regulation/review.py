"""公开前审查: a draft's way through the review, computed from its events.

- Four eyes: nobody passes what he wrote; nobody passes two stages unless the chain says so.
- Nothing is published without the secrecy opinion 公开 of the round (REG 17, SEC 35, SECR 42).
- Who is unsure refers the question to the competent department or the secrecy authority (REG 17).
- A change of content, and being sent in again, make all passes void: what was looked at is what is published.
- What is published stays public while a correction is reviewed; it can be taken down at any moment.

`standing` replays the events and refuses the first that was not allowed; `may` says beforehand what it would refuse.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.regulation.citation import cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.dates import in_words
from gongkai.regulation.days import Step
from gongkai.regulation.errors import ImpossibleDate, NotAllowed, RegulationError
from gongkai.regulation.review_acts import (
    AT_A_STAGE,
    DECIDING,
    OPINION_LABELS,
    STATE_LABELS,
    Act,
    Opinion,
    State,
    acts,
)
from gongkai.regulation.review_chain import ROLE_LABELS, SECRECY, Chain, Role, Stage

FOUR_EYES = cite("REG 17 [A]")
IN_ORDER = cite("REG 17 [A]")


@dataclass(frozen=True, slots=True)
class Event:
    """What was done, by whom, in which capacity, on which day.

    stage: of acts at a stage. opinion: of GIVE_OPINION and RECORD_ANSWER. extra: the optional stages SUBMIT asks for.
    """

    act: Act
    by: str
    role: Role
    on: date
    stage: str | None = None
    opinion: Opinion | None = None
    reason: str = ""
    extra: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pass:
    """A stage passed in the present round."""

    stage: Stage
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """What follows from the events so far.

    authors: all who wrote the content. round: the steps of the present round. version: how often it was published.
    """

    state: State = State.NEW
    is_public: bool = False
    version: int = 0
    verified: bool = False
    authors: frozenset[str] = frozenset()
    publisher: str | None = None
    round: tuple[tuple[Stage, ...], ...] = ()
    passes: tuple[Pass, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def waiting_for(self) -> tuple[Stage, ...]:
        """The stages whose turn it is, each with its role."""
        if self.state is not State.IN_REVIEW:
            return ()
        passed = {one.stage.key for one in self.passes}
        open_steps = (tuple(stage for stage in step if stage.key not in passed) for step in self.round)
        return next((step for step in open_steps if step), ())


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a person may do an act now, at which stage, and why not."""

    act: Act
    stage: Stage | None
    refusal: RegulationError | None

    @property
    def allowed(self) -> bool:
        """No rule refuses it."""
        return self.refusal is None


def standing(chain: Chain, events: Sequence[Event]) -> Standing:
    """Replay the events. Raises the refusal of the first that was not allowed when it was done."""
    now = Standing()
    for event in events:
        now = after(chain, now, event)
    return now


def after(chain: Chain, now: Standing, event: Event) -> Standing:
    """The standing after one more event. Raises NotAllowed or ImpossibleDate."""
    refusal = refusal_of(chain, now, event) or _incomplete(chain, event)
    if refusal:
        raise refusal
    following = _EFFECTS[event.act](chain, now, event)
    return replace(following, steps=(*now.steps, _step(now, event)))


def may(chain: Chain, now: Standing, *, by: str, role: Role, on: date) -> tuple[Permission, ...]:
    """Every act, at each stage that is waiting where it is done at one: allowed, or why not.

    Reasons and opinions, which the act itself will ask for, are taken as given.
    """
    found = []
    for act in Act:
        places: tuple[Stage | None, ...] = now.waiting_for if act in AT_A_STAGE and now.waiting_for else (None,)
        for stage in places:
            event = Event(act, by, role, on, stage=stage.key if stage else None)
            found.append(Permission(act, stage, refusal_of(chain, now, event)))
    return tuple(found)


def refusal_of(chain: Chain, now: Standing, event: Event) -> RegulationError | None:
    """Why this person may not do this act now, whatever reason or opinion it would carry; None where he may."""
    rules = (_out_of_state, _out_of_order, _out_of_turn, _out_of_role, _out_of_eyes, _out_of_place)
    return next((refusal for rule in rules if (refusal := rule(chain, now, event))), None)


def _out_of_state(_: Chain, now: Standing, event: Event) -> RegulationError | None:
    row = acts()[event.act]
    if now.state in row.states:
        return None
    possible = "、".join(one.label for one in acts().values() if now.state in one.states)
    rule = f"现在是“{STATE_LABELS[now.state]}”，不能{row.label}。"
    return NotAllowed(rule, row.citations[0], f"现在可以：{possible}。")


def _out_of_order(_: Chain, now: Standing, event: Event) -> RegulationError | None:
    if not now.steps or event.on >= now.steps[-1].day:
        return None
    rule = f"{in_words(event.on)}早于前一步的日期{in_words(now.steps[-1].day)}。"
    return ImpossibleDate(rule, IN_ORDER, "请核对日期；补记的，按实际先后顺序登记。")


def _out_of_turn(_: Chain, now: Standing, event: Event) -> RegulationError | None:
    if event.act not in AT_A_STAGE or any(stage.key == event.stage for stage in now.waiting_for):
        return None
    names = "、".join(stage.label for stage in now.waiting_for)
    return NotAllowed("还没有轮到、或者已经完成该审查环节。", FOUR_EYES, f"现在等待：{names}。")


def _out_of_role(_: Chain, now: Standing, event: Event) -> RegulationError | None:
    row = acts()[event.act]
    roles = frozenset({_stage(now, event).role}) if event.act in AT_A_STAGE else row.roles
    if event.role in roles:
        return None
    names = "、".join(ROLE_LABELS[role] for role in Role if role in roles)
    return NotAllowed(f"{row.label}应当由{names}进行。", row.citations[0], f"请交{names}办理。")


def _out_of_eyes(chain: Chain, now: Standing, event: Event) -> RegulationError | None:
    if event.act is Act.VERIFY and event.by == now.publisher:
        return NotAllowed("发布后的复核不能由发布人本人进行。", acts()[Act.VERIFY].citations[0], "请由其他人复核。")
    if event.act not in DECIDING:
        return None
    if event.by in now.authors:
        return NotAllowed("不能审查自己起草或者修改的内容。", FOUR_EYES, "请由其他人审查。")
    stage = _stage(now, event)
    others = [one.stage for one in now.passes if one.by == event.by]
    clash = next((other for other in others if not chain.one_person_may_pass(stage.key, other.key)), None)
    if clash is None:
        return None
    return NotAllowed(f"已审查过“{clash.label}”，不能再审查“{stage.label}”。", FOUR_EYES, "请由其他人审查。")


def _out_of_place(_: Chain, now: Standing, event: Event) -> RegulationError | None:
    row = acts()[event.act]
    if event.act is Act.PASS and _stage(now, event).secrecy:
        return NotAllowed("保密审查应当出具明确的意见。", SECRECY, "请出具保密审查意见：公开、不予公开或者需报请确定。")
    if event.act is Act.GIVE_OPINION and not _stage(now, event).secrecy:
        return NotAllowed("该环节不是保密审查。", row.citations[0], "请审查通过、退回或者报请确定。")
    if event.act is Act.VERIFY and now.verified:
        return NotAllowed("这一版本已经复核。", row.citations[0], "发现问题的，请更正或者撤下。")
    if event.act is Act.TAKE_DOWN and not now.is_public:
        return NotAllowed("该信息现在没有公开，无需撤下。", row.citations[0], "不再公开的，请撤回。")
    if event.act is Act.CORRECT and not now.version:
        return NotAllowed("该信息从未发布，不能更正。", row.citations[0], "需要公开的，请重新拟稿送审。")
    if event.act is Act.ARCHIVE and now.state is State.WITHHELD and now.is_public:
        return NotAllowed("审查意见为不予公开，而原版本仍在公开。", row.citations[0], "请先撤下原版本，或者撤回更正。")
    return None


def _incomplete(chain: Chain, event: Event) -> RegulationError | None:
    """What the act lacks to be recorded."""
    row = acts()[event.act]
    if row.needs_reason and not event.reason.strip():
        return NotAllowed(f"{row.label}应当说明理由。", row.citations[0], "请写明理由。")
    if event.act is Act.GIVE_OPINION and event.opinion is None:
        return NotAllowed("保密审查应当有意见。", SECRECY, "请选择公开、不予公开或者需报请确定。")
    if event.act is Act.RECORD_ANSWER and event.opinion not in {Opinion.DISCLOSE, Opinion.WITHHOLD}:
        return NotAllowed("确定意见应当是公开或者不予公开。", row.citations[0], "尚未收到答复的，请等待答复。")
    if event.act is Act.SUBMIT and not event.extra <= chain.optional:
        unknown = "、".join(sorted(event.extra - chain.optional))
        return NotAllowed(f"审查流程“{chain.label}”没有可选环节{unknown}。", row.citations[0], "请核对所选环节。")
    return None


def _stage(now: Standing, event: Event) -> Stage:
    """The waiting stage that the event names; only called once _out_of_turn has let it through."""
    return next(stage for stage in now.waiting_for if stage.key == event.stage)


def _to_drafting(_: Chain, now: Standing, event: Event) -> Standing:
    authors = now.authors | {event.by}
    return replace(now, state=State.DRAFTING, authors=authors, round=(), passes=())


def _sent_back(_: Chain, now: Standing, _event: Event) -> Standing:
    return replace(now, state=State.DRAFTING, round=(), passes=())


def _submitted(chain: Chain, now: Standing, event: Event) -> Standing:
    return replace(now, state=State.IN_REVIEW, round=chain.required(event.extra), passes=())


def _passed(_: Chain, now: Standing, event: Event) -> Standing:
    following = replace(now, passes=(*now.passes, Pass(_stage(now, event), event.by, event.on)))
    return following if following.waiting_for else replace(following, state=State.APPROVED)


def _opined(chain: Chain, now: Standing, event: Event) -> Standing:
    if event.opinion is Opinion.DISCLOSE:
        return _passed(chain, now, event)
    return replace(now, state=State.REFERRED if event.opinion is Opinion.REFER else State.WITHHELD)


def _referred(_: Chain, now: Standing, _event: Event) -> Standing:
    return replace(now, state=State.REFERRED)


def _answered(_: Chain, now: Standing, event: Event) -> Standing:
    return replace(now, state=State.IN_REVIEW if event.opinion is Opinion.DISCLOSE else State.WITHHELD)


def _withdrawn(_: Chain, now: Standing, _event: Event) -> Standing:
    """Before anything was published the draft ends; a correction given up leaves the published version as it was."""
    ended = State.TAKEN_DOWN if now.version else State.WITHDRAWN
    return replace(now, state=State.PUBLISHED if now.is_public else ended, round=(), passes=())


def _published(_: Chain, now: Standing, event: Event) -> Standing:
    version = now.version + 1
    return replace(now, state=State.PUBLISHED, is_public=True, version=version, verified=False, publisher=event.by)


def _verified(_: Chain, now: Standing, _event: Event) -> Standing:
    return replace(now, verified=True)


def _taken_down(_: Chain, now: Standing, _event: Event) -> Standing:
    """A correction under way goes on; otherwise the record is down."""
    settled = now.state in {State.PUBLISHED, State.ARCHIVED}
    return replace(now, is_public=False, state=State.TAKEN_DOWN if settled else now.state)


def _archived(_: Chain, now: Standing, _event: Event) -> Standing:
    return replace(now, state=State.ARCHIVED)


_EFFECTS = {
    Act.DRAFT: _to_drafting,
    Act.CHANGE: _to_drafting,
    Act.SUBMIT: _submitted,
    Act.PASS: _passed,
    Act.GIVE_OPINION: _opined,
    Act.REFER: _referred,
    Act.RECORD_ANSWER: _answered,
    Act.SEND_BACK: _sent_back,
    Act.WITHDRAW: _withdrawn,
    Act.PUBLISH: _published,
    Act.VERIFY: _verified,
    Act.CORRECT: _to_drafting,
    Act.TAKE_DOWN: _taken_down,
    Act.ARCHIVE: _archived,
}


def _step(now: Standing, event: Event) -> Step:
    row, stage = acts()[event.act], _stage(now, event) if event.act in AT_A_STAGE else None
    what = f"{stage.label}：{row.label}" if stage else row.label
    what += f"（{OPINION_LABELS[event.opinion]}）" if event.opinion else ""
    citation = stage.citations[0] if stage else row.citations[0]
    return Step(event.on, what, f"{ROLE_LABELS[event.role]}办理。{event.reason}", citation)


def cited() -> Iterator[Entry]:
    """The rules of this file, for docs/law-to-code.md."""
    label = "不得审查自己的稿件，不得一人审查两个环节"
    yield from entries("review.py", "FOUR_EYES", label=label, citations=(FOUR_EYES,))
    yield from entries("review.py", "SECRECY", label="没有保密审查意见不得公开", citations=(SECRECY,))
