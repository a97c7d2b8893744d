import pytest

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts import deciding
from tests.web.applications.cases import a_draft
from tests.web.applications.conftest import day
from tests.web.directory.conftest import enrolled

DAY = day("2025-03-10")


def test_it_passes_or_goes_back_with_a_reason(application, handler, reviewer) -> None:
    with pytest.raises(NotAllowed, match="还没有拟办意见"):
        deciding.review_reply(application, by=reviewer, on=DAY, approves=True)
    deciding.propose_reply(application, by=handler, on=DAY, drafts=[a_draft()])
    with pytest.raises(NotAllowed, match="应当写明理由"):
        deciding.review_reply(application, by=reviewer, on=DAY, approves=False)
    deciding.review_reply(application, by=reviewer, on=DAY, approves=False, opinion="补充依据")
    assert (application.proposal, application.waits_for) == ("returned", "handler")
    with pytest.raises(NotAllowed, match="已退回修改"):
        deciding.review_reply(application, by=reviewer, on=DAY, approves=True)


def test_nobody_approves_what_he_wrote_nor_before_it_was_written(application, water, reviewer) -> None:
    both = enrolled("both", Role.HANDLER, Role.REVIEWER, at=water)
    deciding.propose_reply(application, by=both, on=DAY, drafts=[a_draft()])
    with pytest.raises(NotAllowed, match="不能由自己审核"):
        deciding.review_reply(application, by=both, on=DAY, approves=True)
    with pytest.raises(ImpossibleDate, match="早于提出拟办意见之日"):
        deciding.review_reply(application, by=reviewer, on=day("2025-03-07"), approves=True)
