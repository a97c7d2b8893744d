"""The one source of permissions: what `can` says of an object, `visible_to` and `open_to` say of a list."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from gongkai.web.accounts import access, acts
from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.queries import standing_of
from gongkai.web.accounts.roles import Role
from gongkai.web.organs.models import Organ, OrganDay
from gongkai.web.ui import clock
from tests.web.factories import a_membership, a_person, an_organ

pytestmark = pytest.mark.django_db
DAY = date(2025, 2, 17)


@pytest.fixture(autouse=True)
def on_that_day():
    with clock.fixed(DAY):
        yield


@pytest.fixture
def tree() -> dict[str, Organ]:
    county = an_organ("青石县人民政府")
    return {
        "county": county,
        "water": an_organ("青石县水利局", under=county),
        "school": an_organ("青石县教育局", under=county),
        "other": an_organ("白沙县人民政府"),
    }


def may(user: User, act: str, thing) -> bool:
    """Asked both ways; they must agree."""
    alone = bool(access.can(user, act, thing))
    listed = access.open_to(user, act, type(thing).objects.all()).filter(pk=thing.pk).exists()
    assert alone == listed
    return alone


def test_a_role_holds_in_its_own_organ_alone(tree) -> None:
    head = a_person("王主任", Role.HEAD, at=tree["water"])
    mine, theirs = (a_membership(a_person(at=tree[name]), Role.CLERK, at=tree[name]) for name in ("water", "school"))
    assert may(head, "withdraw", mine)
    assert not may(head, "withdraw", theirs)
    assert not may(a_person("李科员", Role.CLERK, at=tree["water"]), "withdraw", mine)


def test_a_supervisors_and_an_operators_rights_reach_the_organs_below(tree) -> None:
    for role in (Role.SUPERVISOR, Role.OPERATOR):
        user = a_person("", role, at=tree["county"])
        assert may(user, "rename", tree["water"])
        assert may(user, "rename", tree["county"])
        assert not may(user, "rename", tree["other"])
    assert not may(a_person("", Role.SUPERVISOR, at=tree["water"]), "rename", tree["county"])


def test_an_operator_without_an_organ_reaches_everything(tree) -> None:
    user = a_person("", Role.OPERATOR)
    assert all(may(user, "rename", organ) for organ in tree.values())
    assert may(user, "withdraw", a_membership(user, Role.CLERK, at=None)) is True


def test_a_stranger_sees_nothing_and_is_told_nothing(tree) -> None:
    for user in (AnonymousUser(), a_person(), a_person("", Role.HEAD, at=tree["other"])):
        assert not access.visible_to(user, Organ.objects.all()).filter(pk=tree["water"].pk).exists()
        with pytest.raises(Hidden):
            access.require(user, "rename", tree["water"])


def test_who_may_see_but_not_act_is_told_which_roles_may(tree) -> None:
    clerk = a_person("", Role.CLERK, at=tree["water"])
    with pytest.raises(
        Forbidden, match=r"机关更名.*由在“青石县水利局”担任主管部门人员、系统管理员的人员办理（《中华人民共和国"
    ):
        access.require(clerk, "rename", tree["water"])


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [(0, None, True), (1, None, False), (-9, -1, False), (-9, 0, True), (0, 0, True)],
)
def test_a_role_holds_from_its_first_day_to_its_last_both_included(
    tree, since: int, until: int | None, holds: bool
) -> None:
    user = a_person()
    last = None if until is None else DAY + timedelta(until)
    a_membership(user, Role.OPERATOR, at=tree["water"], since=DAY + timedelta(since), until=last)
    assert may(user, "rename", tree["water"]) is holds


def test_a_substitute_holds_the_role_only_while_the_absent_one_does(tree) -> None:
    absent, substitute = a_person("", Role.HEAD, at=tree["water"]), a_person()
    target = a_membership(a_person(), Role.CLERK, at=tree["water"])
    Substitution.objects.create(
        user=absent, substitute=substitute, organ=tree["water"], role=Role.HEAD, since=DAY, until=DAY
    )
    assert may(substitute, "withdraw", target)
    assert access.require(substitute, "withdraw", target).on_behalf_of == absent.pk
    with clock.fixed(DAY + timedelta(1)):
        assert not may(substitute, "withdraw", target)
    Membership.objects.filter(user=absent).update(until=DAY - timedelta(1))
    assert not may(substitute, "withdraw", target)


def test_who_holds_a_role_himself_acts_in_his_own_name(tree) -> None:
    absent = a_person("", Role.HEAD, at=tree["water"])
    both = a_person("", Role.HEAD, at=tree["water"])
    Substitution.objects.create(user=absent, substitute=both, organ=tree["water"], role=Role.HEAD, since=DAY, until=DAY)
    target = a_membership(a_person(), Role.CLERK, at=tree["water"])
    assert access.require(both, "withdraw", target).on_behalf_of is None


def test_an_account_that_is_shut_holds_nothing_and_lends_nothing(tree) -> None:
    absent, substitute = a_person("", Role.OPERATOR, at=tree["water"], is_active=False), a_person()
    Substitution.objects.create(
        user=absent, substitute=substitute, organ=tree["water"], role=Role.OPERATOR, since=DAY, until=DAY
    )
    assert standing_of(absent, on=DAY).grants == ()
    assert standing_of(substitute, on=DAY).grants == ()


def test_the_successors_people_reach_what_was_the_merged_organs(tree) -> None:
    Organ.objects.filter(pk=tree["water"].pk).update(successor=tree["school"])
    water = Organ.objects.get(pk=tree["water"].pk)
    row = a_membership(a_person(), Role.CLERK, at=water)
    assert may(a_person("", Role.HEAD, at=tree["school"]), "withdraw", row)
    assert may(a_person("", Role.OPERATOR, at=tree["county"]), "withdraw", row)
    assert not may(a_person("", Role.HEAD, at=tree["other"]), "withdraw", row)


def test_a_person_in_two_organs_reaches_both(tree) -> None:
    user = a_person("", Role.HEAD, at=tree["water"])
    a_membership(user, Role.HEAD, at=tree["other"])
    rows = [a_membership(a_person(), Role.CLERK, at=tree[name]) for name in ("water", "school", "other")]
    assert [may(user, "withdraw", row) for row in rows] == [True, False, True]


def test_the_state_shuts_an_act_for_object_and_list_alike(tree) -> None:
    user = a_person("", Role.OPERATOR, at=tree["water"])
    Organ.objects.filter(pk=tree["water"].pk).update(state="abolished")
    water = Organ.objects.get(pk=tree["water"].pk)
    assert not may(user, "rename", water)
    assert "现在是“已撤销”" in access.can(user, "rename", water).refusal
    assert [act.name for act in access.acts_open_to(user, water)] == ["reassign"]


def test_a_page_of_fifty_rows_costs_no_query_a_row(tree, django_assert_num_queries) -> None:
    person = a_person("", Role.HEAD, at=tree["water"])
    for _ in range(50):
        a_membership(a_person(), Role.CLERK, at=tree["water"])
    user = User.objects.get(pk=person.pk)
    standing_of(user, on=DAY)  # what the process keeps of the organs is there
    with django_assert_num_queries(2):
        user.standing = standing_of(user, on=DAY)
    with django_assert_num_queries(1):
        rows = list(access.visible_to(user, Membership.objects.all()))
        assert sum(bool(access.can(user, "withdraw", row)) for row in rows) == 51
        assert all(access.acts_open_to(user, row) for row in rows)


def test_it_knows_no_act_and_no_kind_that_no_table_has(tree) -> None:
    with pytest.raises(acts.ActsError, match="没有名为 fly 的行为"):
        access.can(a_person(), "fly", tree["water"])
    with pytest.raises(acts.ActsError, match="没有行为表"):
        access.visible_to(a_person(), OrganDay.objects.all())
