"""What the record already says of the elements of a finding (Art 36): proposed to whoever writes the reply."""

from collections.abc import Callable, Iterator, Mapping

from gongkai.regulation.dates import in_words
from gongkai.regulation.events import Opinion
from gongkai.regulation.outcomes import Outcome
from gongkai.web.applications.letters.facts import Facts
from gongkai.web.applications.letters.settled import searches
from gongkai.web.applications.models import Application
from gongkai.web.applications.recorded import in_force, legal, said

Words = Mapping[str, str]


def elements_known(facts: Facts, outcome: Outcome, finding: str) -> Words:
    """Element of the finding → words, as far as they are known."""
    find = _OF_FINDING.get((outcome, finding))
    return {name: words for name, words in find(facts).items() if words} if find else {}


def _searched(facts: Facts) -> Words:
    """检索的范围、方法、结果: the searches that were entered."""
    found = list(searches(facts))
    places = {"search_scope": "where", "search_method": "keywords", "search_result": "result"}
    return {
        element: "；".join(dict.fromkeys(one[name] for one in found if one.get(name)))
        for element, name in places.items()
    }


def _asked(facts: Facts, act: str) -> Iterator[str]:
    for one in in_force(facts.past):
        if one.kind == act:
            yield in_words(one.on)


def _corrected(facts: Facts) -> Words:
    """补正的情况: when it was asked for, and when it came."""
    asked = [f"本机关于{on}告知补正" for on in _asked(facts, "request_correction")]
    came = [f"于{on}收到补正材料" for on in _asked(facts, "record_correction")]
    return {"correction": "，".join([*asked, *came])}


def _answered_before(facts: Facts) -> Words:
    """已经作出的答复: of the application that this one was marked to be the same as."""
    row = facts.last("mark_duplicate")
    before = Application.objects.filter(key=said(row, "office")["of"]).first() if row else None
    if before is None or before.decided_on is None:
        return {}
    return {"earlier_reply": f"申请编号{before.number}，本机关已于{in_words(before.decided_on)}作出答复"}


def _consulted(facts: Facts) -> Words:
    """征求意见的情况: dates and what was answered, never who was asked."""
    asked = [f"本机关于{on}书面征求第三方意见" for on in _asked(facts, "consult_third_party")]
    came = [
        f"第三方于{in_words(one.on)}答复{_OPINIONS.get(legal(one).opinion, '')}"  # type: ignore[attr-defined]
        for one in in_force(facts.past)
        if one.kind == "record_third_party_answer"
    ]
    return {"consultation": "，".join([*asked, *came])}


def _demanded(facts: Facts) -> Words:
    """要求说明理由的情况."""
    asked = [f"本机关于{on}要求说明理由" for on in _asked(facts, "demand_reasons")]
    came = [f"于{on}收到说明" for on in _asked(facts, "record_reasons")]
    return {"reasons_demand": "，".join([*asked, *came])}


_OPINIONS = {Opinion.AGREES: "同意公开", Opinion.OBJECTS: "不同意公开"}
_OF_FINDING: Mapping[tuple[Outcome, str], Callable[[Facts], Words]] = {
    (Outcome("unavailable.not_held"), "does_not_exist"): _searched,
    (Outcome("unavailable.still_unclear"), "unclear"): _corrected,
    (Outcome("not_processed.repeated"), "repeated"): _answered_before,
    (Outcome("refused.third_party"), "protected"): _consulted,
    (Outcome("not_processed.excessive"), "unreasonable"): _demanded,
}
