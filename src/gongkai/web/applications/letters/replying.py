"""The reply out of the proposal: one letter, whatever the number of items. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gongkai.regulation.grounds import ground_rule
from gongkai.regulation.outcomes import Outcome, outcome_rule
from gongkai.regulation.replies import ItemReply
from gongkai.web.applications.proposals import Proposal

_GIVEN = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED})
SEVERED = "severed"


def reply_words(proposal: Proposal, written: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """outcome, finding_key, elements, grounds and finding, by the keys of gongkai.papers."""
    own = {words.get("item"): words.get("elements", {}) for words in written}
    main = [one for one in proposal.replies if one.outcome is proposal.outcome]
    elements = _joined(main, own, proposal) if main else _by_items(proposal, own)
    grounds = [reason.ground.value for one in proposal.replies for reason in one.reasons]
    return {
        "outcome": proposal.outcome.value,
        "finding_key": main[0].finding if main else SEVERED,
        "elements": elements,
        "grounds": list(dict.fromkeys(grounds)),
        "finding": "；".join(_found(proposal, main, own)),
    }


def _joined(main: Sequence[ItemReply], own: Mapping[Any, Mapping[str, str]], proposal: Proposal) -> dict[str, str]:
    """The elements of the items that make the outcome; with their numbers where there are several items."""
    keys = dict.fromkeys(key for one in main for key in own.get(one.item, {}))
    several = len(proposal.replies) > 1
    return {
        key: "\n".join(
            f"{f'第{one.item}项：' if several else ''}{own[one.item][key]}"
            for one in main
            if key in own.get(one.item, {})
        )
        for key in keys
    }


def _by_items(proposal: Proposal, own: Mapping[Any, Mapping[str, str]]) -> dict[str, str]:
    """部分公开 that comes of items given and items withheld."""
    given = [one for one in proposal.replies if one.outcome in _GIVEN]
    withheld = [one for one in proposal.replies if one.outcome not in _GIVEN]
    return {
        "parts_given": "\n".join(_line(one, own) for one in given),
        "parts_withheld": "\n".join(f"第{one.item}项" for one in withheld),
        "reason_for_each": "\n".join(_line(one, own) for one in withheld),
        "redacted_copy": "各项分别作出处理，提供的复制件没有遮挡",
    }


def _found(proposal: Proposal, main: Sequence[ItemReply], own: Mapping[Any, Mapping[str, str]]) -> Iterator[str]:
    """What was found of each item; of those whose finding the letter does not unfold, the whole."""
    if len(proposal.replies) == 1:
        yield f"所申请的信息{_label(proposal.replies[0])}"
        return
    for one in proposal.replies:
        yield f"第{one.item}项{_label(one)}" if one in main or not main else _line(one, own)


def _line(one: ItemReply, own: Mapping[Any, Mapping[str, str]]) -> str:
    reasons = "、".join(ground_rule(reason.ground).label for reason in one.reasons)
    words = "，".join([_label(one), *([reasons] if reasons else []), *own.get(one.item, {}).values()])
    return f"第{one.item}项：{words}"


def _label(one: ItemReply) -> str:
    finding = outcome_rule(one.outcome).findings.get(one.finding)
    return finding.label if finding else outcome_rule(one.outcome).full_label
