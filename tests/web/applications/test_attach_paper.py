from gongkai.web.applications.acts.doing import do
from gongkai.web.audit.models import Event
from tests.web.applications.conftest import day


def test_a_paper_is_put_to_the_file(application, clerk) -> None:
    do(
        application, "attach_paper", by=clerk, on=day("2025-03-04"), office={"pages": 3},
        words={"title": "申请表"},
    )  # fmt: skip
    assert Event.objects.get(kind="attach_paper").payload["office"] == {"pages": 3}
    assert application.version == 3
