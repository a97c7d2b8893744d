import pytest

from gongkai.regulation.errors import ImpossibleDate
from gongkai.web.directory.organ_acts import abolish, rename
from tests.web.directory.conftest import DAY


def test_it_ends_with_or_without_a_successor(water, school, operator) -> None:
    abolish(water, by=operator, on=DAY, successor=school)
    abolish(school, by=operator, on=DAY, successor=None)
    water.refresh_from_db()
    assert (water.state, water.successor, school.state) == ("abolished", None, "abolished")


def test_it_does_not_end_before_what_has_happened_to_it(water, operator) -> None:
    rename(water, by=operator, on=DAY, name="乙局")
    with pytest.raises(ImpossibleDate, match="早于已经登记的其他变更"):
        abolish(water, by=operator, on=DAY.replace(day=1), successor=None)
