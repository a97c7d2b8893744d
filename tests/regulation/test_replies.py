"""拟办: one row for several items, and who has to look first."""

import pytest

from gongkai.regulation.grounds import Ground, Reason
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.replies import ItemReply, needs_secrecy_opinion, outcome_of

GIVEN, PARTLY = Outcome.GRANTED, Outcome.PARTLY_GRANTED
SECRET, DRAFTS = Outcome.REFUSED_STATE_SECRET, Outcome.REFUSED_PROCESS
NONE, AGAIN = Outcome.UNAVAILABLE_NOT_HELD, Outcome.NOT_PROCESSED_REPEATED


@pytest.mark.parametrize(
    ("outcomes", "row"),
    [
        ([GIVEN], GIVEN),
        ([GIVEN, GIVEN], GIVEN),
        ([GIVEN, DRAFTS], PARTLY),
        ([DRAFTS, GIVEN, NONE], PARTLY),
        ([PARTLY, NONE], PARTLY),
        ([GIVEN, NONE], GIVEN),
        ([NONE, DRAFTS], DRAFTS),
        ([DRAFTS, SECRET], SECRET),
        ([AGAIN, NONE], NONE),
    ],
)
def test_several_items_count_in_one_row_whatever_their_order(outcomes, row) -> None:
    for items in (outcomes, outcomes[::-1]):
        assert outcome_of([ItemReply(n, one, "") for n, one in enumerate(items, start=1)]) is row


def test_nothing_counts_nowhere() -> None:
    with pytest.raises(ValueError, match="没有任何一项"):
        outcome_of([])


@pytest.mark.parametrize(
    ("reply", "needed"),
    [
        (ItemReply(1, GIVEN, "supplied"), True),
        (ItemReply(1, GIVEN, "already_public"), False),
        (ItemReply(1, PARTLY, "severed", (Reason(Ground.PROCESS),)), True),
        (ItemReply(1, SECRET, "classified", (Reason(Ground.STATE_SECRET),)), True),
        (ItemReply(1, DRAFTS, "in_process", (Reason(Ground.PROCESS),)), False),
        (ItemReply(1, NONE, "does_not_exist"), False),
    ],
)
def test_what_leaves_the_organ_and_what_is_called_secret_is_reviewed_for_secrets(reply, needed) -> None:
    assert needs_secrecy_opinion([reply]) is needed
