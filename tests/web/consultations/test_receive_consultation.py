"""A question is put on the desk once, however often the order to do it is carried out."""

from gongkai.web.applications.acts.consulting import consult_organ
from gongkai.web.consultations import passing_on
from gongkai.web.consultations.models import Consultation
from tests.web.applications.conftest import day


def test_the_same_question_arrives_once(application, handler, school) -> None:
    words = {"name": school.name, "concerns": "是否同意公开"}
    consult_organ(application, "consult_joint_organ", by=handler, on=day("2025-03-05"), **words)
    order = {"application": str(application.key), "act": "consult_joint_organ", "organ": school.code}
    for _ in range(2):
        passing_on.ask("key", {**order, "number": application.version})
    assert Consultation.objects.count() == 1
