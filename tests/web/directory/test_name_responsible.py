import pytest

from gongkai.web.accounts.errors import Forbidden
from gongkai.web.directory.organ_acts import Post, name_responsible
from gongkai.web.organs import queries
from tests.web.directory.conftest import DAY


def test_it_names_who_answers_for_what(water, head, clerk) -> None:
    name_responsible(water, by=head, on=DAY, posts=[Post("王一", "局长", "主要负责人"), Post("李二", "副局长", "分管")])
    assert [post["name"] for post in queries.as_of(water, DAY).responsible] == ["王一", "李二"]
    with pytest.raises(Forbidden):
        name_responsible(water, by=clerk, on=DAY, posts=[])
