import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts import deciding
from gongkai.web.applications.proposals import SecrecyOpinion
from tests.web.applications.cases import a_draft
from tests.web.applications.conftest import day
from tests.web.directory.conftest import enrolled

DAY = day("2025-03-10")


def test_a_no_needs_a_reason_and_a_new_proposal_asks_anew(application, handler, secrecy) -> None:
    deciding.propose_reply(application, by=handler, on=DAY, drafts=[a_draft()])
    with pytest.raises(NotAllowed, match="应当写明理由"):
        deciding.give_secrecy_opinion(application, by=secrecy, on=DAY, opinion=SecrecyOpinion.MAY_NOT)
    deciding.give_secrecy_opinion(
        application, by=secrecy, on=DAY, opinion=SecrecyOpinion.MAY_NOT, reason="涉及工作秘密"
    )
    assert deciding.proposal_now(application).secrecy is SecrecyOpinion.MAY_NOT
    deciding.propose_reply(application, by=handler, on=DAY, drafts=[a_draft()])
    assert deciding.proposal_now(application).secrecy is None


def test_nobody_clears_what_he_wrote(application, water) -> None:
    both = enrolled("both", Role.HANDLER, Role.SECRECY_REVIEWER, at=water)
    deciding.propose_reply(application, by=both, on=DAY, drafts=[a_draft()])
    with pytest.raises(NotAllowed, match="不能由自己审核"):
        deciding.give_secrecy_opinion(application, by=both, on=DAY, opinion=SecrecyOpinion.MAY)


def test_it_is_the_secrecy_reviewers(application, handler) -> None:
    with pytest.raises(Forbidden, match="保密审查人员"):
        deciding.give_secrecy_opinion(application, by=handler, on=DAY, opinion=SecrecyOpinion.MAY)
