from gongkai.regulation.organs import Kind, Level
from gongkai.web.directory.organ_acts import reclassify
from gongkai.web.organs import queries
from tests.web.directory.conftest import DAY, LONG_AGO


def test_it_is_of_the_new_kind_from_the_day_on(water, operator) -> None:
    reclassify(water, by=operator, on=DAY, level=Level.CITY, kind=Kind.DISPATCHED_UNIT)
    assert (water.level, water.kind) == ("city", "dispatched_unit")
    assert queries.as_of(water, LONG_AGO).kind == "department"
