"""What holds where: the organ, those above it on that day, the site, the program; for many organs at once."""

from datetime import timedelta

from gongkai.web.accounts.roles import Role
from gongkai.web.directory.organ_acts import move
from gongkai.web.rules.queries import settings_of, settings_of_each, settings_of_many
from gongkai.web.ui import memory
from tests.web.directory.conftest import DAY, enrolled, registered
from tests.web.rules.setting import set_in

_DAY = timedelta(days=1)
NAME = "correction_workdays"


def test_the_nearest_that_set_it_counts(county, water, operator, head) -> None:
    everywhere = enrolled("all", Role.OPERATOR, at=None)
    held = []
    for organ, by, value in ((None, everywhere, "5"), (county, operator, "7"), (water, head, "10")):
        set_in(organ, by, "set_policies", **{NAME: value})
        found = settings_of(water, on=DAY).held[NAME]
        held.append((found.value, found.origin, found.is_own))
    assert held == [("5", "全站默认", False), ("7", "青石县人民政府", False), ("10", "青石县水利局", True)]


def test_on_a_past_day_it_is_inherited_from_the_organ_above_of_that_day(county, water, operator) -> None:
    city = registered("shi", "某市人民政府")
    everywhere = enrolled("all", Role.OPERATOR, at=None)
    set_in(county, everywhere, "set_policies", on=DAY - 9 * _DAY, since=DAY - 9 * _DAY, **{NAME: "7"})
    set_in(city, everywhere, "set_policies", on=DAY - 9 * _DAY, since=DAY - 9 * _DAY, **{NAME: "5"})
    move(water, by=everywhere, on=DAY - 2 * _DAY, under=city)
    held = {days: settings_of(water, on=DAY - days * _DAY).held[NAME] for days in (10, 3, 2, 0)}
    assert {days: one.value for days, one in held.items()} == {10: "15", 3: "7", 2: "5", 0: "5"}
    assert held[3].origin == "青石县人民政府"


def test_many_organs_and_days_are_asked_at_once_and_kept(county, water, school, operator, django_assert_num_queries):
    set_in(county, operator, "set_policies", **{NAME: "7"})
    with django_assert_num_queries(5):  # the stamp, the days of change in two, the tree, what is set
        found = settings_of_many([county, water, school], on=DAY)
    assert {one[NAME] for one in found.values()} == {"7"}
    days = {(organ.pk, DAY + number * _DAY) for organ in (county, water, school) for number in range(40)}
    with django_assert_num_queries(1):
        each = settings_of_each(days)
    assert {held.on for held in each.values()} == {day for _, day in days}
    assert {held[NAME] for held in each.values()} == {"7"}


def test_a_request_asks_once_and_sees_its_own_change(water, head, django_assert_num_queries) -> None:
    def view(request: object) -> list[str]:
        before = settings_of(water, on=DAY)[NAME]
        with django_assert_num_queries(0):
            settings_of(water, on=DAY)
        set_in(water, head, "set_policies", **{NAME: "10"})
        return [before, settings_of(water, on=DAY)[NAME]]

    assert memory.one_memory_a_request(view)(None) == ["15", "10"]
