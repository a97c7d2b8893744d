from gongkai.web.applications.acts import deciding, keeping
from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.cases import a_draft
from tests.web.applications.conftest import day


def test_the_period_begins_anew_and_the_words_have_a_new_version(application, clerk) -> None:
    old = application.particulars
    do(application, "request_correction", by=CONSOLE, on=day("2025-03-05"))
    content = {"applicant": {"name": "沈不凡"}, "items": [{"description": "甲"}, {"description": "乙"}]}
    keeping.record_correction(application, by=clerk, on=day("2025-03-12"), content=content)
    assert (application.state, application.due_on) == ("handling", day("2025-04-10"))
    assert application.particulars != old
    assert application.items == 2


def test_an_earlier_proposal_is_void(application, clerk) -> None:
    deciding.propose_reply(application, by=CONSOLE, on=day("2025-03-04"), drafts=[a_draft()])
    do(application, "request_correction", by=CONSOLE, on=day("2025-03-05"))
    keeping.record_correction(application, by=clerk, on=day("2025-03-12"))
    assert (application.proposal, application.waits_for) == ("", "handler")
