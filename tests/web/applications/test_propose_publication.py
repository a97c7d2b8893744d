"""Art 44, and who else asked for the same."""

from gongkai.regulation.receipt import Channel
from gongkai.web.applications.acts import intake
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.alike import alike_to
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.cases import RECEIVED, a_submission, decided
from tests.web.applications.conftest import day

OTHER = {"name": "罗某", "identity_number": "410102198001011234"}


def test_it_changes_nothing_of_the_procedure(application, handler) -> None:
    before = application.state
    do(application, "propose_publication", by=handler, on=day("2025-03-05"), words={"note": "多人申请"})
    assert application.state == before


def test_what_another_was_given_is_proposed_for_publication(water, application) -> None:
    decided(application, day("2025-03-10"))
    items = [{"description": "城东泵站改造工程的竣工验收鉴定书"}]
    second = intake.arrive(
        water, a_submission(items=items, applicant=OTHER), by=CONSOLE, on=day("2025-03-12"), channel=Channel.IN_PERSON
    ).application
    (found,) = alike_to(second)
    assert (found.other, found.act) == (application, "propose_publication")
    assert found.percent > 90


def test_the_same_sent_twice_in_a_day_is_proposed_for_merging(water, application) -> None:
    again = intake.arrive(water, a_submission(), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON).application
    (found,) = alike_to(again)
    assert (found.percent, found.act) == (100, "merge")


def test_what_is_about_something_else_is_not_shown(water, application) -> None:
    words = {"applicant": OTHER, "items": [{"description": "2024年度防汛物资采购合同"}]}
    second = intake.arrive(
        water, a_submission("防汛物资合同", **words), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON
    ).application
    assert alike_to(second) == []


def test_it_asks_few_questions_however_many_cases_there_are(water, application, django_assert_max_num_queries) -> None:
    for n in range(15):
        intake.arrive(water, a_submission(f"泵站验收材料{n}"), by=CONSOLE, on=RECEIVED, channel=Channel.IN_PERSON)
    with django_assert_max_num_queries(6):
        assert alike_to(application)
