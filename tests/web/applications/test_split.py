import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications import sealing
from gongkai.web.applications.acts import joining
from gongkai.web.applications.models import Application
from gongkai.web.rules.models import Counter
from tests.web.applications.cases import DUE, NAME, RECEIVED
from tests.web.applications.conftest import day


def test_each_matter_becomes_an_application_of_the_same_person_and_day(application, handler) -> None:
    made = joining.split(application, by=handler, on=day("2025-03-05"), summaries=["验收材料之二", "验收材料之三"])
    assert [one.number for one in made] == ["qingshi-shuili-2025-00002", "qingshi-shuili-2025-00003"]
    for one in made:
        assert (one.received_on, one.due_on, one.split_from) == (RECEIVED, DUE, application)
        assert one.applicant_digest == application.applicant_digest
        content = sealing.opened([one.particulars])[str(one.particulars)]
        assert content["applicant"]["name"] == NAME
    assert application.state == "handling"


def test_where_the_law_refuses_nothing_is_made(application, handler) -> None:
    with pytest.raises(NotAllowed):
        joining.split(application, by=handler, on=day("2025-03-05"), summaries=[" "])
    Application.objects.filter(pk=application.pk).update(state="awaiting_payment")
    application.refresh_from_db()
    with pytest.raises(NotAllowed):
        joining.split(application, by=handler, on=day("2025-03-05"), summaries=["另一件"])
    assert (Application.objects.count(), Counter.objects.get().last) == (1, 1)
    Application.objects.filter(pk=application.pk).update(state="handling")
