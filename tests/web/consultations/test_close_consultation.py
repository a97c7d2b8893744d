"""A question that needs no answer any more leaves the desk of the asked organ, and says why."""

import pytest
from django.urls import reverse

from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import Opinion
from gongkai.web.applications.acts.doing import do
from gongkai.web.consultations.actions import answer_consultation, close_consultation
from gongkai.web.consultations.models import Consultation
from tests.web.applications.cases import decided
from tests.web.applications.conftest import day
from tests.web.consultations.conftest import signed_in
from tests.web.page import page_of
from tests.web.work import work_off

ANSWERED = day("2025-03-11")


def test_a_question_that_was_answered_by_letter_is_closed_and_leaves_the_desk(asked, handler, school, teacher) -> None:
    fields = {"name": school.name, "opinion": Opinion.AGREES}
    do(asked, "record_joint_organ_answer", by=handler, on=ANSWERED, fields=fields)
    work_off()
    row = Consultation.objects.get()
    assert (row.state, row.closed_why) == ("closed", "对方已经收到书面答复")
    assert "征求意见（" not in page_of(signed_in(teacher).get(reverse("office:desk"))).text
    page = page_of(signed_in(teacher).get(reverse("consultations:consultation", args=[row.key])))
    assert "对方已经收到书面答复" in page.text


@pytest.mark.parametrize("end", ["withdrawn", "decided"])
def test_a_question_of_a_case_that_is_over_is_closed(asked, handler, end) -> None:
    if end == "withdrawn":
        do(asked, "withdraw", by=handler, on=ANSWERED)
    else:
        decided(asked, day("2025-04-14"))
    work_off()
    assert Consultation.objects.get().closed_why == "对方的申请已经办结，不必再答复"


def test_what_was_answered_is_not_closed(asked, teacher) -> None:
    row = Consultation.objects.get()
    answer_consultation(row, by=teacher, on=ANSWERED, opinion=Opinion.AGREES, words="同意")
    with pytest.raises(NotAllowed):
        close_consultation(row, on=ANSWERED, why="对方的申请已经办结，不必再答复")
