"""What a letter says that nobody types: it follows from the organ's settings, from a number of the law, or from what
was recorded before. What people write goes before it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.regulation.dates import in_words
from gongkai.regulation.events import Inquiry
from gongkai.regulation.policies import Policies
from gongkai.web.applications.letters.facts import COURSE, Facts
from gongkai.web.applications.month import month_of
from gongkai.web.applications.queries import standing_of
from gongkai.web.applications.recorded import in_force, legal, said
from gongkai.web.applications.rules_of import policies_of
from gongkai.web.applications.words import WAYS
from gongkai.web.audit.chain import Recorded
from gongkai.web.rules.queries import settings_of

CODE_NOT_KEPT = "（登记时已经告知，本件不留存；遗失的，可以凭身份证明申请补发）"
"""What the file of the case has in place of the code, which is known to the applicant alone."""


def settled(facts: Facts, key: str, *, on: date) -> dict[str, Any]:
    """By the keys of gongkai.papers. Empty for a letter of which nothing follows."""
    find = _OF_LETTER.get(key)
    return {name: value for name, value in (find(facts, on) if find else {}).items() if value not in ("", None, [])}


def _policies(facts: Facts) -> Policies:
    return policies_of(facts.thing.organ, facts.past[0].on)


def _workdays(facts: Facts, act: str, usual: str) -> int:
    """What the act says of it, or the organ's usual period."""
    row = _in_force(facts, act)
    return (getattr(legal(row), "workdays", None) if row else None) or getattr(_policies(facts), usual)


def _in_force(facts: Facts, act: str) -> Recorded | None:
    return next((one for one in reversed(in_force(facts.past)) if one.kind == act), None)


def _correction(facts: Facts, on: date) -> Mapping[str, Any]:
    """合理的补正期限 (Art 30)."""
    return {"period": _workdays(facts, "request_correction", "correction_workdays")}


def _reasons(facts: Facts, on: date) -> Mapping[str, Any]:
    """期限, and the month's count (Art 35)."""
    month, received = month_of(facts.thing), facts.thing.received_on
    counts = f"{received.year}年{received.month}月收到同一申请人{month.count}件申请" if received and month.count else ""
    return {"limit": _workdays(facts, "demand_reasons", "reasons_workdays"), "counts": counts}


def _fee(facts: Facts, on: date) -> Mapping[str, Any]:
    """收费标准、数额、缴纳方式: as it was proposed, or by items; where to pay, by the organ's setting."""
    proposed, notified = facts.last("propose_fee"), _in_force(facts, "notify_fee")
    by_items = month_of(facts.thing).fee
    steps = said(proposed, "office")["steps"] if proposed else [one.what for one in by_items.steps] if by_items else []
    return {
        "standard": "".join(steps),
        "amount": getattr(legal(notified), "yuan", None) if notified else None,
        "payment": settings_of(facts.thing.organ, on=on)["fee_payment"],
    }


def _consulted(facts: Facts, on: date) -> Mapping[str, Any]:
    """征求意见的事实: whom, and when; never who the third party is."""
    asked = [one for one in in_force(facts.past) if one.kind in _CONSULTING]
    words = (f"本机关于{in_words(one.on)}{COURSE[legal(one).inquiry]}" for one in asked)  # type: ignore[attr-defined]
    return {"consulted": "，".join(dict.fromkeys(words))}


def _joint(facts: Facts, on: date) -> Mapping[str, Any]:
    return {"information": _concerns(facts, "consult_joint_organ")}


def _other(facts: Facts, on: date) -> Mapping[str, Any]:
    """所涉信息 is what the applicant asks for; the question was entered with the act; 答复期限 as it is counted."""
    if _in_force(facts, "consult_other_organ") is None:
        return {"information": facts.thing.summary}
    stands = standing_of(facts.thing, on=max(on, facts.past[-1].on), past=list(facts.past))
    asked = [one for one in stands.letters if one.inquiry is Inquiry.OTHER_ORGAN]
    limit = asked[-1].limit.isoformat() if asked else ""
    return {"information": facts.thing.summary, "question": _concerns(facts, "consult_other_organ"), "limit": limit}


_CONSULTING = frozenset({"consult_third_party", "consult_joint_organ", "consult_other_organ"})


def _concerns(facts: Facts, act: str) -> str:
    row = _in_force(facts, act)
    return str(facts.sealed(row).get("concerns", "")) if row else ""


def _ended(facts: Facts, on: date) -> Mapping[str, Any]:
    """终止办理的原因."""
    row = _in_force(facts, "withdraw")
    return {"reason": f"申请人于{in_words(row.on)}撤回申请" if row else ""}


def _served(facts: Facts, on: date) -> Mapping[str, Any]:
    """送达回证: of the reply that was sent."""
    reply, sent, served = facts.last("make_letter", letter="reply"), _in_force(facts, "send"), _in_force(facts, "serve")
    office = said(reply, "office") if reply else {}
    tracked = [facts.sealed(one).get("tracking", "") for one in (served, sent) if one]
    return {
        "document": f"{office['title']}（{office['number']}）" if office else "",
        "kind": WAYS[legal(sent).way] if sent else "",  # type: ignore[attr-defined]
        "date": (served or sent).on.isoformat() if served or sent else "",
        "tracking": next(filter(None, tracked), ""),
    }


def _searched(facts: Facts, on: date) -> Mapping[str, Any]:
    """检索记录单: every search that was entered."""
    found = list(searches(facts))
    columns = {"scope": "where", "keywords": "keywords", "result": "result", "searcher": "searcher"}
    lists = {"scope", "keywords"}
    joined = {key: list(dict.fromkeys(one.get(name, "") for one in found)) for key, name in columns.items()}
    return {key: lines if key in lists else "；".join(lines) for key, lines in joined.items()}


def searches(facts: Facts) -> Iterator[Mapping[str, Any]]:
    """The words of each search."""
    yield from (facts.sealed(one) for one in facts.past if one.kind == "log_search" and facts.sealed(one))


def _receipt(facts: Facts, on: date) -> Mapping[str, Any]:
    """接收回执: of one that still waits for its confirmation, when it arrived (Art 31)."""
    thing = facts.thing
    arrived = thing.arrived_on if thing.received_on is None else None
    return {
        "case_number": thing.number, "query_code": CODE_NOT_KEPT,
        "arrived_on": arrived.isoformat() if arrived else "",
    }  # fmt: skip


_OF_LETTER: Mapping[str, Callable[[Facts, date], Mapping[str, Any]]] = {
    "correction_notice": _correction, "reasons_demand": _reasons, "fee_notice": _fee,
    "consultation_notice": _consulted, "joint_organ_consultation": _joint, "coordination_letter": _other,
    "secrecy_referral": _other, "termination_notice": _ended, "service_receipt": _served,
    "search_record": _searched, "receipt_slip": _receipt,
}  # fmt: skip
