import pytest
from django.core.exceptions import ValidationError

from gongkai.regulation.organs import Kind, Level
from gongkai.web.organs import queries
from gongkai.web.organs.actions import register
from gongkai.web.organs.models import Organ
from tests.web.factories import an_organ

pytestmark = pytest.mark.django_db


def test_it_puts_an_organ_under_the_one_above_it() -> None:
    government = an_organ("青石县人民政府", kind=Kind.GOVERNMENT)
    bureau = an_organ("青石县水利局", under=government)
    office = an_organ("青石县教育局", under=government)
    assert list(queries.directly_below(government)) == [bureau, office]
    assert list(queries.above(bureau)) == [government]


@pytest.mark.parametrize("code", ["Kaifeng", "kai feng", "开封", "-kaifeng", "kai--feng", ""])
def test_it_refuses_a_code_that_cannot_be_an_address(code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        register(code=code, name="某局", level=Level.COUNTY, kind=Kind.DEPARTMENT)
    assert "code" in caught.value.message_dict


def test_it_refuses_a_code_that_is_taken() -> None:
    an_organ(code="qingshi")
    with pytest.raises(ValidationError):
        an_organ(code="qingshi")


def test_it_refuses_a_credit_code_with_a_wrong_check_character_and_says_so() -> None:
    with pytest.raises(ValidationError, match="校验位不对"):
        register(code="a", name="某局", level=Level.COUNTY, kind=Kind.DEPARTMENT, credit_code="91350100M000100Y44")


def test_it_lets_many_organs_have_no_credit_code() -> None:
    an_organ(), an_organ()
    assert Organ.objects.filter(credit_code=None).count() == 2


def test_it_draws_the_tree_with_one_query(django_assert_num_queries) -> None:
    government = an_organ("青石县人民政府")
    for _ in range(12):
        bureau = an_organ(under=government)
        an_organ(under=bureau)
    with django_assert_num_queries(1):
        (root,) = queries.tree()
    assert len(root.below) == 12
    assert all(len(branch.below) == 1 for branch in root.below)


def test_it_draws_an_empty_tree() -> None:
    assert queries.tree() == ()
