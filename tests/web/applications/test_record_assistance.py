from gongkai.web.applications.acts import keeping
from tests.web.applications.conftest import day


def test_it_keeps_which_help_was_given(application, clerk) -> None:
    keeping.record_assistance(application, by=clerk, on=day("2025-03-04"), assisted="代为填写")
    assert application.assisted == "代为填写"
