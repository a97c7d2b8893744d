"""One transaction: what is refused changes nothing and is written down; what is done is all there."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.acts import ActsError
from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit import acting, effects
from gongkai.web.audit.acting import perform
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.errors import AlreadyDone, Stale
from gongkai.web.audit.kinds import Effect, Kind, kind_of
from gongkai.web.audit.models import AuditRow, Event, SideEffect
from gongkai.web.directory import organ_acts, people_acts
from gongkai.web.organs.models import Organ
from gongkai.web.ui import clock
from tests.web.directory.conftest import DAY, LONG_AGO, enrolled
from tests.web.work import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_that_day():
    with clock.fixed(DAY):
        yield


def refusals() -> list[tuple[str, str]]:
    return list(AuditRow.objects.filter(outcome="refused").values_list("act", "stream_id"))


def test_a_role_that_is_withdrawn_between_page_and_click_is_gone(water, operator, head) -> None:
    person = User.objects.get(pk=head.pk)
    page_was_drawn_with = person.standing
    people_acts.withdraw(Membership.objects.get(user=head), by=operator, on=DAY)
    with pytest.raises(Hidden):
        organ_acts.update_contact(water, by=person, on=DAY, contact=organ_acts.Contact(phone="0371-1"))
    assert page_was_drawn_with is None
    assert refusals() == [("update_contact", "qingshi-shuili")]


def test_the_second_of_two_tabs_is_told_and_changes_nothing(water, operator) -> None:
    first, second = Organ.objects.get(pk=water.pk), Organ.objects.get(pk=water.pk)
    organ_acts.rename(first, by=operator, on=DAY, name="甲局", version=1)
    with pytest.raises(Stale):
        organ_acts.rename(second, by=operator, on=DAY, name="乙局", version=1)
    assert Organ.objects.get(pk=water.pk).name == "甲局"
    assert refusals() == [("rename", "qingshi-shuili")]


def test_a_form_that_is_sent_twice_makes_one_thing(water, operator) -> None:
    form = UUID("6f1f6c0e-0000-4000-8000-000000000001")
    person = enrolled("zhang", at=water)
    words = {"by": operator, "on": DAY, "organ": water, "role": Role.CLERK, "since": DAY, "key": form}
    people_acts.appoint(person, **words)
    with pytest.raises(AlreadyDone, match="没有重复登记"):
        people_acts.appoint(person, **words)
    assert Membership.objects.filter(user=person).count() == 1


def test_an_organ_that_is_merged_while_an_act_runs_starts_nothing_new(water, school, operator, head) -> None:
    page = Organ.objects.get(pk=water.pk)
    organ_acts.merge(water, by=operator, on=DAY, into=school)
    with pytest.raises(NotAllowed, match=r"已经合并或者撤销.*请由承继机关“青石县教育局”办理"):
        people_acts.enrol(by=head, on=DAY, username="new", name="新人", organ=page)
    with pytest.raises(NotAllowed, match="现在是“已合并”"):
        organ_acts.rename(page, by=operator, on=DAY, name="乙局")


def test_an_act_on_a_day_to_come_or_in_a_wrong_state_is_refused_with_its_article(water, operator) -> None:
    with pytest.raises(NotAllowed, match="还没有到"):
        organ_acts.rename(water, by=operator, on=DAY + timedelta(1), name="乙局")
    person = enrolled("zhang", at=water)
    with pytest.raises(NotAllowed, match="“恢复账号”只能在“已停用”时办理"):
        people_acts.restore(person, by=operator, on=DAY)


def test_what_fails_in_the_middle_leaves_nothing(water, operator, monkeypatch) -> None:
    before = Event.objects.count(), AuditRow.objects.count()

    def broken(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(acting.effects, "enqueue", broken)
    with pytest.raises(OSError, match="disk full"):
        organ_acts.rename(water, by=operator, on=DAY, name="乙局")
    assert (Event.objects.count(), AuditRow.objects.count()) == before
    assert Organ.objects.get(pk=water.pk).name == "青石县水利局"


def test_several_acts_together_are_all_or_none_and_the_refusal_is_written_down_once(water, school, operator) -> None:
    events = Event.objects.count()
    with pytest.raises(Stale), acting.together():
        organ_acts.rename(water, by=operator, on=DAY, name="乙局")
        organ_acts.rename(school, by=operator, on=DAY, name="丙局", version=9)
    assert Event.objects.count() == events
    assert refusals() == [("rename", "qingshi-jiaoyu")]


def test_an_act_for_an_absent_colleague_names_both(water, operator, head) -> None:
    other = enrolled("other", at=water)
    people_acts.substitute(
        by=operator, on=DAY, user=head, substitute=other, organ=water, role=Role.HEAD, since=DAY, until=DAY
    )
    organ_acts.update_contact(water, by=other, on=DAY, contact=organ_acts.Contact(phone="0371-1"))
    event = Event.objects.get(kind="update_contact")
    assert (event.actor, event.on_behalf_of) == (other, head)


def test_personal_data_is_not_repeated_in_audit_rows(water, operator) -> None:
    person = enrolled("zhang", at=water)
    people_acts.correct_person(person, by=operator, on=DAY, name="张三", email="zhang@qingshi.gov.cn")
    row = AuditRow.objects.get(act="correct_person")
    assert row.changes == {"name": ["ZHANG", "张三"], "email": ["…", "…"]}


def test_it_knows_no_act_that_the_table_has_not(water, operator) -> None:
    with pytest.raises(ActsError):
        perform(act="fly", thing=water, by=operator, on=DAY)


def test_a_page_is_told_who_may_not(water, clerk) -> None:
    with pytest.raises(Forbidden):
        organ_acts.rename(water, by=clerk, on=DAY, name="乙局")
    assert refusals() == [("rename", "qingshi-shuili")]


class TestEffects:
    """What follows an event: once, whatever is killed."""

    @pytest.fixture
    def letters(self, monkeypatch) -> list[str]:
        sent: list[str] = []
        effects.register("letter", lambda key, payload: sent.append(f"{key} {payload['to']}"))
        kind = kind_of(Organ)
        fields = {name: getattr(kind, name) for name in Kind.__slots__} | {
            "effects": lambda _: [Effect("letter", {"to": "上级"})]
        }
        monkeypatch.setitem(acting.kind_of.__globals__["_kinds"], Organ, Kind(**fields))
        return sent

    def test_it_is_ordered_with_the_event_and_done_by_a_worker(self, letters, water, operator) -> None:
        SideEffect.objects.all().delete()
        organ_acts.rename(water, by=operator, on=DAY, name="乙局")
        row = SideEffect.objects.get()
        effects.run.func([row.pk])
        effects.run.func([row.pk])
        assert letters == ["organ/qingshi-shuili/2/letter 上级"]
        assert SideEffect.objects.get().done_at is not None

    def test_it_goes_with_an_act_that_is_rolled_back(self, letters, water, operator) -> None:
        count = SideEffect.objects.count()
        with pytest.raises(Stale), acting.together():
            organ_acts.rename(water, by=operator, on=DAY, name="乙局")
            raise Stale
        assert SideEffect.objects.count() == count

    def test_what_fails_is_tried_again_up_to_five_times(self, letters, water, operator) -> None:
        SideEffect.objects.all().delete()

        def broken(key: str, payload: object) -> None:
            raise OSError("mail server away")

        effects.register("letter", broken)
        organ_acts.rename(water, by=operator, on=DAY, name="乙局")
        row = SideEffect.objects.get()
        for _ in range(effects.ATTEMPTS):
            with pytest.raises(RuntimeError, match="1 of 1 effects failed"):
                effects.run.func([row.pk])
        assert SideEffect.objects.get().attempts == effects.ATTEMPTS
        assert SideEffect.objects.get().done_at is None
        assert effects.resume() == 0

    def test_what_fails_stops_no_other_and_is_tried_again_while_workers_run(self, letters, water, operator) -> None:
        work_off()
        letters.clear()

        def broken_once(key: str, payload: object) -> None:
            letters.append(key)
            if len(letters) == 1:
                raise OSError("mail server away")

        effects.register("letter", broken_once)
        events = [Recorded("organ", "qingshi-shuili", number, "rename", DAY, timezone.now()) for number in (98, 99)]
        effects.enqueue_all((event, Effect("letter")) for event in events)
        work_off()
        assert letters == ["organ/qingshi-shuili/98/letter", "organ/qingshi-shuili/99/letter"]
        assert effects.retry() == 1
        work_off()
        assert letters[2:] == ["organ/qingshi-shuili/98/letter"]
        assert effects.retry() == 0

    def test_what_the_law_refuses_is_not_tried_again_and_keeps_why(self, letters, water, operator) -> None:
        work_off()

        def refused(key: str, payload: object) -> None:
            raise NotAllowed("期限已经届满。", cite("REG 33"))

        effects.register("letter", refused)
        organ_acts.rename(water, by=operator, on=DAY, name="乙局")
        work_off()
        ((row, event),) = effects.given_up()
        assert "期限已经届满" in row.why
        assert event.actor == operator
        assert effects.retry() == effects.resume() == 0

    def test_a_worker_takes_up_what_a_killed_one_left(self, letters, water, operator) -> None:
        work_off()
        letters.clear()
        organ_acts.rename(water, by=operator, on=DAY, name="乙局")
        from_killed = DBTaskResult.objects.get(status="READY")
        from_killed.claim("a worker that was killed")
        work_off()
        assert letters == []
        assert effects.resume() == 1
        work_off()
        assert letters == ["organ/qingshi-shuili/2/letter 上级"]


def test_the_console_may_do_what_the_rules_allow(county) -> None:
    with pytest.raises(NotAllowed):
        people_acts.appoint(
            enrolled("zhang"), by=acting.CONSOLE, on=DAY + timedelta(1), organ=county, role=Role.CLERK, since=LONG_AGO
        )
