"""Who saw what: each look names the thing as people know it and leads there, as far as the reader may see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.web.accounts.roles import Role
from gongkai.web.audit.looks import record_look
from gongkai.web.organs.models import Organ
from tests.web.factories import a_person, an_organ
from tests.web.office.cases import signed_in
from tests.web.page import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def without_second_factor(settings) -> None:
    settings.MFA_REQUIRED = False


@pytest.fixture
def organ() -> Organ:
    return an_organ("青石县水利局")


def look(organ: Organ, stream_id: str, kind: str = "organ") -> None:
    record_look(
        a_person("王五", Role.CLERK, at=organ), kind=kind, stream_id=stream_id, organ=organ, what="甲", why="乙"
    )


def test_it_names_the_thing_and_leads_to_it(organ: Organ) -> None:
    look(organ, organ.code)
    desk = signed_in(a_person("", Role.HEAD, at=organ))
    page = page_of(desk.get("/office/looks/"))
    assert f"/office/organs/{organ.code}/" in [link["href"] for link in page.all("a")]
    assert "机关 青石县水利局" in page.text
    assert organ.code not in page.text
    assert "机关 青石县水利局" in desk.get("/office/lists/looks/csv/").getvalue().decode()


def test_of_what_is_gone_or_no_single_thing_it_keeps_the_words_that_were_written(organ: Organ) -> None:
    look(organ, "gone")
    look(organ, "（整份清单）", kind="nothing")
    page = page_of(signed_in(a_person("", Role.HEAD, at=organ)).get("/office/looks/"))
    assert "机关 gone" in page.text
    assert "nothing （整份清单）" in page.text


def test_it_costs_the_same_however_many_there_are(organ: Organ) -> None:
    desk = signed_in(a_person("", Role.OPERATOR, at=organ))
    counts = []
    for number in (2, 40):
        for _ in range(number):
            below = an_organ(under=organ)
            look(below, below.code)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert desk.get("/office/looks/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
