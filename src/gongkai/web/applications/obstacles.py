"""What stands against an act already now, whatever its form will say: known from the past of the case, the day, and who
asks. The act is refused by it (ruling.py), and the page of the case says it in the place of a button (office/offer.py):
so a button and its act cannot disagree. Pure but for the rules of the organ, which are handed in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.errors import ImpossibleDate, NotAllowed, RegulationError
from gongkai.regulation.procedure import Standing, standing
from gongkai.web.applications.pending import pending
from gongkai.web.applications.proposals import Proposal, Review, SecrecyOpinion, proposal_of
from gongkai.web.applications.recorded import legal_events, said
from gongkai.web.applications.rules_of import Rules
from gongkai.web.applications.table import BY_LAW
from gongkai.web.audit.chain import Recorded

FOUR_EYES = cite("REG 17 [A]")
REVIEW = cite("REG 45")
_SECRECY = cite("SEC 35")
_HELD = cite("PIP 47 [A]")
_KEPT = cite("PIP 19 [A]")
_FILED = cite("ARCP [K]")
_ERASED = cite("PIP 47")
_TWICE = cite("AR21 [K]")
READ = frozenset({
    "propose_reply", "review_reply", "return_reply", "give_secrecy_opinion", "ask_extension", "refuse_extension",
    "propose_fee", "waive_fee", "hold_records", "release_records", "erase_particulars", "keep_case_file",
    "destroy_case_file", "amend_particulars",
})  # fmt: skip
"""The office's acts that are looked at here, beside those of the law."""


@dataclass(frozen=True)
class Situation:
    """Who would act on which day, and what was recorded before. by: the person's key; None for the machine itself."""

    past: Sequence[Recorded]
    by: int | None
    on: date
    rules: Rules

    @cached_property
    def stands(self) -> Standing:
        """Where the case stands after its last event."""
        return standing(legal_events(self.past), calendar=self.rules.calendar, policies=self.rules.policies)

    @cached_property
    def proposal(self) -> Proposal | None:
        """The proposal that stands."""
        return proposal_of(self.past)

    @property
    def closed_on(self) -> date | None:
        """The day from which records are kept: service, decision, or where there was neither, archiving."""
        archived = (one.on for one in reversed(self.past) if one.kind == "archive")
        return self.stands.served_on or self.stands.decided_on or next(archived, None)

    def was(self, act: str) -> bool:
        """Whether it was ever done."""
        return any(one.kind == act for one in self.past)

    def is_on(self, begins: str, ends: str) -> bool:
        """Whether the last of the two acts was the one that begins."""
        return next((one.kind for one in reversed(self.past) if one.kind in {begins, ends}), ends) == begins


Obstacle = Callable[[Situation], RegulationError | None]


def obstacle(act: str, situation: Situation) -> RegulationError | None:
    """Why the act cannot be done; None where nothing is known against it. The table of acts is asked elsewhere."""
    found = _KNOWN.get(act)
    return found(situation) if found else None


def unready(situation: Situation) -> RegulationError | None:
    """Why nothing can be decided yet."""
    proposal = situation.proposal
    if proposal is None:
        return NotAllowed("没有拟办意见，不能作出决定。", REVIEW, "请承办人员先逐项提出拟办意见，再由审核人员审核。")
    if proposal.review is not Review.APPROVED:
        instead = "请审核人员先审核。" if proposal.review is Review.PROPOSED else "请承办人员修改后重新提出。"
        return NotAllowed(f"拟办意见{proposal.review.label}，不能作出决定。", REVIEW, instead)
    if proposal.is_cleared:
        return None
    if proposal.secrecy is SecrecyOpinion.MAY_NOT:
        instead = "请承办人员按保密审查意见修改拟办意见。"
        return NotAllowed("保密审查意见是不得按拟办意见公开。", _SECRECY, instead)
    return NotAllowed("拟公开的信息还没有经过保密审查，不能作出决定。", _SECRECY, "请保密审查人员先出具保密审查意见。")


def _return(situation: Situation) -> RegulationError | None:
    proposal = situation.proposal
    if proposal is None or proposal.review is not Review.APPROVED:
        return NotAllowed("没有审核通过、等候审签的拟办意见。", REVIEW, "审核通过以后，才由负责人审签或者退回。")
    return None


def _someone_elses(situation: Situation) -> RegulationError | None:
    proposal = situation.proposal
    if proposal is None:
        return NotAllowed("还没有拟办意见，无从审核。", REVIEW, "请承办人员先提出拟办意见。")
    if situation.by is not None and proposal.by == situation.by:
        return NotAllowed("自己提出的拟办意见不能由自己审核。", FOUR_EYES, "请另一位同事审核。")
    return None


def _review(situation: Situation) -> RegulationError | None:
    proposal = situation.proposal
    if proposal is not None and proposal.review is not Review.PROPOSED:
        return NotAllowed(f"这份拟办意见{proposal.review.label}。", REVIEW, "重新提出拟办意见以后，才再次审核。")
    return _someone_elses(situation)


def _as_the_law(act: str) -> Obstacle:
    """Nobody is asked for what he could not do."""
    return lambda situation: situation.stands.refusal(BY_LAW[act], situation.on)


def _unasked(act: str, what: str) -> Obstacle:
    def found(situation: Situation) -> RegulationError | None:
        if act in pending(situation.past):
            return None
        return NotAllowed(f"没有等候决定的{what}。", BY_LAW[act].citation, "承办人员提出以后，才由负责人决定。")

    return found


def _merge(situation: Situation) -> RegulationError | None:
    held = (said(one, part) for one in reversed(situation.past) for part in ("office", "case"))
    if next((words["applicant_digest"] for words in held if "applicant_digest" in words), ""):
        return None
    rule = "本件登记的信息不能认定申请人是谁，不能认定是同一次提交。"
    return NotAllowed(rule, _TWICE, "请先用“更正申请人信息”补充证件号码或者联系方式。")


def _amend(situation: Situation) -> RegulationError | None:
    if situation.was("erase_particulars"):
        return NotAllowed("这件申请的个人信息已经销毁，不再录入。", _ERASED, "")
    return None


def _hold(situation: Situation) -> RegulationError | None:
    if situation.is_on("hold_records", "release_records"):
        return NotAllowed("已经登记了暂停销毁。", _HELD, "又有新的复议、诉讼的，写在办理备注里。")
    return None


def _release(situation: Situation) -> RegulationError | None:
    if not situation.is_on("hold_records", "release_records"):
        return NotAllowed("没有登记过暂停销毁，无需解除。", _HELD, "")
    return None


def _erase(situation: Situation) -> RegulationError | None:
    if situation.was("erase_particulars"):
        return NotAllowed("这件申请的个人信息已经销毁。", _ERASED, "")
    closed = situation.closed_on
    until = situation.rules.particulars_kept_until(closed) if closed else situation.on
    return _held(situation) or _before("个人信息", until, situation.on, _KEPT)


def _destroy(situation: Situation) -> RegulationError | None:
    if not situation.is_on("keep_case_file", "destroy_case_file"):
        return NotAllowed("这件申请没有案卷文件，或者已经销毁。", _FILED, "")
    closed = situation.closed_on
    until = situation.rules.case_file_kept_until(closed) if closed else situation.on
    return _held(situation) or _before("案卷文件", until, situation.on, _FILED)


def _keep_file(situation: Situation) -> RegulationError | None:
    if situation.was("erase_particulars"):
        return NotAllowed("个人信息已经销毁，不能再形成完整的案卷文件。", _ERASED, "请使用此前形成的案卷文件。")
    return None


def _held(situation: Situation) -> RegulationError | None:
    if not situation.is_on("hold_records", "release_records"):
        return None
    instead = "请等复议、诉讼等终结，由公开工作机构负责人先解除暂停销毁。"
    return NotAllowed("这件申请登记了暂停销毁（复议、诉讼等），不能销毁。", _HELD, instead)


def _before(what: str, first: date | None, on: date, citation: Citation) -> RegulationError | None:
    if first is None:
        instead = "保存期限在机关设置中规定。"
        return ImpossibleDate(f"{what}按本机关的规定永久保存，不能销毁。", citation, instead)
    if on < first:
        rule = f"{what}按本机关的保存期限，到 {first} 才能销毁。"
        return ImpossibleDate(rule, citation, "请到期后再办理；保存期限在机关设置中规定。")
    return None


_KNOWN: Mapping[str, Obstacle] = {
    "decide": unready,
    "review_reply": _review,
    "return_reply": _return,
    "give_secrecy_opinion": _someone_elses,
    "ask_extension": _as_the_law("extend"),
    "refuse_extension": _unasked("extend", "延期提请"),
    "propose_fee": _as_the_law("notify_fee"),
    "waive_fee": _unasked("notify_fee", "收费建议"),
    "merge": _merge,
    "amend_particulars": _amend,
    "hold_records": _hold,
    "release_records": _release,
    "erase_particulars": _erase,
    "keep_case_file": _keep_file,
    "destroy_case_file": _destroy,
}
