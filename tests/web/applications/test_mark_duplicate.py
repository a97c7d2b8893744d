import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications.acts import intake, joining
from gongkai.web.applications.queries import alike
from gongkai.web.audit.acting import CONSOLE
from tests.web.applications.cases import RECEIVED, a_submission
from tests.web.applications.conftest import day


def test_it_is_marked_and_goes_its_way(application, water, school, handler) -> None:
    other = intake.receive(water, a_submission(applicant={"name": "别人"}), by=CONSOLE, on=RECEIVED).application
    joining.mark_duplicate(application, by=handler, on=day("2025-03-05"), of=other)
    assert application.state == "handling"
    assert alike(application) == [other]
    far = intake.receive(school, a_submission(), by=CONSOLE, on=RECEIVED).application
    with pytest.raises(NotAllowed, match="本机关的另一件"):
        joining.mark_duplicate(application, by=handler, on=day("2025-03-05"), of=far)
