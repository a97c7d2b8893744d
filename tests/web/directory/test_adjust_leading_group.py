from gongkai.web.directory.organ_acts import Post, adjust_leading_group
from gongkai.web.organs import queries
from tests.web.directory.conftest import DAY


def test_every_adjustment_is_kept(water, head) -> None:
    for year, name in ((2023, "王一"), (2024, "李二")):
        adjust_leading_group(water, by=head, on=DAY.replace(year=year), posts=[Post(name, "局长", "组长")])
    names = [queries.as_of(water, DAY.replace(year=year)).leading_group for year in (2022, 2023, 2024)]
    assert [group and group[0]["name"] for group in names] == [[], "王一", "李二"]
