"""The reply out of the proposal: one letter, whatever the number of items. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.regulation.outcomes import outcome_rule
from gongkai.regulation.replies import ItemReply
from gongkai.web.applications.proposals import Proposal

SEVERED = "severed"


def reply_words(proposal: Proposal, written: Sequence[Mapping[str, Any]], asked: Sequence[str]) -> dict[str, Any]:
    """outcome, finding_key, elements, grounds and finding, by the keys of gongkai.papers; of several items each by
    itself. written: the words of each reply; asked: what the applicant wrote, item by item."""
    own = {words.get("item"): dict(words.get("elements", {})) for words in written}
    main = next((one for one in proposal.replies if one.outcome is proposal.outcome), proposal.replies[0])
    is_alone = len(proposal.replies) == 1
    found = {
        "outcome": proposal.outcome.value,
        "finding_key": main.finding if main.outcome is proposal.outcome else SEVERED,
        "elements": own.get(main.item, {}) if is_alone else {},
        "grounds": list(dict.fromkeys(ground for one in proposal.replies for ground in _grounds(one))),
    }
    if is_alone:
        return {**found, "finding": f"所申请的信息{_label(main)}"}
    return {**found, "items": [_item(one, own.get(one.item, {}), asked) for one in proposal.replies]}


def _item(one: ItemReply, elements: Mapping[str, str], asked: Sequence[str]) -> dict[str, Any]:
    return {
        "item": one.item, "asked": asked[one.item - 1] if one.item <= len(asked) else "",
        "outcome": one.outcome.value, "finding_key": one.finding, "elements": dict(elements), "grounds": _grounds(one),
    }  # fmt: skip


def _grounds(one: ItemReply) -> list[str]:
    return [reason.ground.value for reason in one.reasons]


def _label(one: ItemReply) -> str:
    finding = outcome_rule(one.outcome).findings.get(one.finding)
    return finding.label if finding else outcome_rule(one.outcome).full_label
