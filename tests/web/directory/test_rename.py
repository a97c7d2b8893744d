import pytest
from django.core.exceptions import ValidationError

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.audit.errors import Stale
from gongkai.web.audit.models import AuditRow
from gongkai.web.directory.organ_acts import rename
from gongkai.web.organs import queries
from tests.web.directory.conftest import DAY, LONG_AGO


def test_it_gives_the_new_name_from_the_day_on_and_keeps_the_old_one_before(water, operator) -> None:
    rename(water, by=operator, on=DAY, name="青石县水务局", short_name="水务局")
    assert water.name == "青石县水务局"
    assert queries.as_of(water, DAY).name == "青石县水务局"
    assert queries.as_of(water, DAY.replace(day=16)).name == "青石县水利局"
    assert queries.as_of(water, LONG_AGO).name == "青石县水利局"
    assert queries.as_of(water, LONG_AGO.replace(year=2018)) is None


def test_a_rename_of_last_year_that_is_entered_late_falls_into_its_place(water, operator) -> None:
    rename(water, by=operator, on=DAY, name="丙局")
    rename(water, by=operator, on=DAY.replace(year=2024), name="乙局")
    assert water.name == "丙局"
    assert [version.name for version in water.versions.order_by("since")] == ["青石县水利局", "乙局", "丙局"]


def test_it_writes_down_who_did_what(water, operator) -> None:
    rename(water, by=operator, on=DAY, name="青石县水务局")
    row = AuditRow.objects.get(act="rename")
    assert (row.actor, row.organ, row.outcome, row.event.number) == (operator, water, "done", 2)
    assert row.changes["name"] == ["青石县水利局", "青石县水务局"]


def test_it_is_not_for_a_clerk(water, clerk) -> None:
    with pytest.raises(Forbidden, match="主管部门人员、系统管理员"):
        rename(water, by=clerk, on=DAY, name="乙局")
    water.refresh_from_db()
    assert (water.name, water.version) == ("青石县水利局", 1)


def test_it_refuses_a_form_that_is_older_than_the_organ(water, operator) -> None:
    rename(water, by=operator, on=DAY, name="乙局", version=1)
    with pytest.raises(Stale, match="已经由他人"):
        rename(water, by=operator, on=DAY, name="丙局", version=1)


@pytest.mark.parametrize(
    ("on", "error"), [(DAY.replace(year=2026), NotAllowed), (LONG_AGO.replace(year=2018), ImpossibleDate)]
)
def test_it_refuses_a_day_to_come_and_a_day_before_the_organ(water, operator, on, error) -> None:
    with pytest.raises(error):
        rename(water, by=operator, on=on, name="乙局")


@pytest.mark.parametrize("name", ["", "局" * 121])
def test_it_refuses_a_name_that_cannot_be(water, operator, name) -> None:
    with pytest.raises(ValidationError):
        rename(water, by=operator, on=DAY, name=name)
