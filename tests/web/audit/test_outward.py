"""What leaves the machine: claimed, sent with no transaction open, marked; and tried again at growing distances."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gongkai.web.audit import effects, readonly
from gongkai.web.audit.errors import ReadOnly
from gongkai.web.audit.kinds import Effect
from gongkai.web.audit.models import SideEffect
from gongkai.web.office import reminders
from tests.web.work import work_off

Send = Callable[[str, object], None]


@pytest.fixture
def to_send(monkeypatch: pytest.MonkeyPatch) -> Callable[[Send], None]:
    return lambda send: monkeypatch.setitem(effects._senders, "post", send)


def order(number: int = 1) -> SideEffect:
    effects.order(f"post/{number}", Effect("post"))
    return SideEffect.objects.get(key=f"post/{number}")


@pytest.mark.django_db(transaction=True)
def test_it_is_claimed_for_all_to_see_and_sent_with_no_transaction_open(to_send) -> None:
    seen = []

    def send(key: str, payload: object) -> None:
        row = SideEffect.objects.get(key=key)
        seen.append((connection.in_atomic_block, row.attempts, row.next_try_at > timezone.now(), row.done_at))

    to_send(send)
    row = order()
    effects.run.func([row.pk])
    effects.run.func([row.pk])
    assert seen == [(False, 1, True, None)]
    assert SideEffect.objects.get().done_at is not None


@pytest.mark.django_db(transaction=True)
def test_nobody_can_run_effects_inside_a_transaction(to_send) -> None:
    to_send(lambda *_: None)
    row = order()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        effects.run.func([row.pk])


@pytest.mark.django_db
def test_what_another_worker_has_in_hand_is_left_to_it_until_its_claim_is_over(to_send) -> None:
    sent: list[str] = []
    to_send(lambda key, _: sent.append(key))
    row = order()
    SideEffect.objects.update(attempts=1, next_try_at=timezone.now() + effects.LEASE)
    DBTaskResult.objects.get().claim("a worker that was killed in the middle")
    effects.run.func([row.pk])
    assert (sent, effects.retry(), effects.resume()) == ([], 0, 0)
    SideEffect.objects.update(next_try_at=timezone.now())
    assert effects.retry() == 1
    work_off()
    assert sent == ["post/1"]
    assert effects.retry() == 0


@pytest.mark.django_db
def test_the_distance_between_tries_grows_and_then_operators_hear_of_it(to_send, monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(reminders, "tell", lambda _, *, title, **__: told.append(title))

    def away(key: str, payload: object) -> None:
        raise TimeoutError

    to_send(away)
    order()
    waits = []
    for _ in range(effects.ATTEMPTS):
        work_off()
        row = SideEffect.objects.get()
        waits.append(round((row.next_try_at - timezone.now()) / timedelta(minutes=1)))
        SideEffect.objects.update(next_try_at=timezone.now())
        effects.retry()
    assert waits[:4] == [1, 10, 60, 360]
    assert effects.retry() == effects.resume() == 0
    reminders.tell_of_what_was_not_done()
    assert told == ["一项后台事务没有办成"]
    assert effects.once_more(["post/1"]) == 1


@pytest.mark.django_db
def test_where_a_server_is_away_the_other_letters_wait_without_being_tried(to_send) -> None:
    tried: list[str] = []

    def away(key: str, payload: object) -> None:
        tried.append(key)
        raise TimeoutError

    to_send(away)
    rows = [order(number) for number in (1, 2, 3)]
    with pytest.raises(RuntimeError, match="3 of 3"):
        effects.run.func([row.pk for row in rows])
    assert tried == ["post/1"]
    assert list(SideEffect.objects.order_by("pk").values_list("attempts", flat=True)) == [1, 0, 0]


@pytest.mark.django_db
def test_nothing_leaves_while_the_site_is_read_only(to_send, monkeypatch) -> None:
    sent: list[str] = []
    to_send(lambda key, _: sent.append(key))
    row = order()

    def on() -> None:
        raise ReadOnly

    with monkeypatch.context() as patch:
        patch.setattr(readonly, "refuse_when_on", on)
        with pytest.raises(RuntimeError):
            effects.run.func([row.pk])
    assert (sent, SideEffect.objects.get().attempts) == ([], 0)
    effects.run.func([row.pk])
    assert sent == ["post/1"]
