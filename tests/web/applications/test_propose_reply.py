import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.grounds import Ground
from gongkai.regulation.outcomes import Outcome
from gongkai.regulation.replies import ItemReply
from gongkai.web.applications.acts import deciding, intake
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.models import Event
from tests.web.applications.cases import RECEIVED, a_draft, a_submission
from tests.web.applications.conftest import day

DAY = day("2025-03-10")


def test_given_in_part_and_withheld_in_part_is_one_row(water, handler) -> None:
    two = a_submission(items=[{"description": "甲"}, {"description": "乙"}])
    one = intake.receive(water, two, by=CONSOLE, on=RECEIVED).application
    drafts = [a_draft(), a_draft(Outcome.REFUSED_PROCESS, item=2, grounds=(Ground.PROCESS,))]
    deciding.propose_reply(one, by=handler, on=DAY, drafts=drafts)
    assert deciding.proposal_now(one).outcome is Outcome.PARTLY_GRANTED
    assert (one.proposal, one.waits_for) == ("proposed", "reviewer")


def test_the_words_are_sealed_and_the_record_knows_which_are_there(application, handler) -> None:
    deciding.propose_reply(application, by=handler, on=DAY, drafts=[a_draft()], note="给他")
    payload = Event.objects.get(kind="propose_reply").payload
    assert payload["office"]["replies"][0]["written"] == ["attachments", "form_supplied", "time_and_place"]
    assert "已写明" not in str(payload)


@pytest.mark.parametrize(
    ("drafts", "why"),
    [
        ([], "每一项都应当有且只有一个答复意见"),
        ([a_draft(), a_draft(item=2)], "每一项都应当有且只有一个答复意见"),
        ([a_draft(Outcome.REFUSED_PROCESS)], "应当有与之对应的理由"),
        ([a_draft(Outcome.UNAVAILABLE_NOT_HELD, grounds=(Ground.PROCESS,))], "不得以第十四条至第十六条为理由"),
        ([deciding.Drafted(ItemReply(1, Outcome.GRANTED, "supplied"), {"attachments": " "})], "还缺应当写明的内容"),
        ([deciding.Drafted(ItemReply(1, Outcome.GRANTED, "classified"), {})], "应当写明查明的情况"),
    ],
)
def test_what_the_law_does_not_carry_is_refused(application, handler, drafts, why) -> None:
    with pytest.raises(NotAllowed, match=why):
        deciding.propose_reply(application, by=handler, on=DAY, drafts=drafts)
