"""What a process keeps in memory is never older than the database, whoever changed it, and however."""

import subprocess
import sys
from contextlib import ExitStack

import pytest
from django.db import transaction

from gongkai.web.organs.kept import kept
from gongkai.web.organs.models import Organ
from gongkai.web.ui import memory
from tests.cli.test_serve import env_with
from tests.web.audit.test_kill import ROOT, a_database, told
from tests.web.directory.conftest import registered


def _answer(asked: list[str]) -> str:
    def ask() -> str:
        asked.append("once more")
        return ",".join(Organ.objects.values_list("name", flat=True))

    return kept("tests.names", ask)


@pytest.mark.django_db
def test_it_is_asked_once_and_then_only_whether_it_still_holds(django_assert_num_queries) -> None:
    registered("qingshi-shuili", "青石县水利局")
    asked: list[str] = []
    for _ in range(3):
        assert _answer(asked) == "青石县水利局"
    assert len(asked) == 1
    with django_assert_num_queries(1), memory.one_memory():
        assert [_answer(asked) for _ in range(3)] == ["青石县水利局"] * 3


@pytest.mark.django_db
def test_a_request_sees_its_own_change_and_nothing_that_was_undone() -> None:
    organ = registered("qingshi-shuili", "青石县水利局")
    with memory.one_memory():
        assert _answer([]) == "青石县水利局"
        with transaction.atomic():
            Organ.objects.get(pk=organ.pk).save(update_fields=["name"])
            organ.name = "改名水利局"
            organ.save(update_fields=["name"])
            assert _answer([]) == "改名水利局"
            transaction.set_rollback(True)
    with memory.one_memory():
        assert _answer([]) == "青石县水利局"


def test_a_process_that_knows_an_answer_sees_what_another_one_committed(tmp_path) -> None:
    with ExitStack() as stack:
        env = {**env_with(tmp_path), **stack.enter_context(a_database()), "PYTHONPATH": str(ROOT)}
        told(_started(env, "setup"))
        with _started(env, "read") as reader:
            assert [_asked(reader), _asked(reader)] == ["15 True True"] * 2
            for change, answer in _CHANGES.items():
                assert told(_started(env, change))[1:] == ("", 0)
                assert [_asked(reader), _asked(reader)] == [answer] * 2


_CHANGES = {"settings": "10 True True", "days": "10 False True", "notice": "10 False False"}


def _started(env: dict[str, str], word: str) -> subprocess.Popen[str]:
    command, pipe = [sys.executable, "-m", "tests.web.organs.keepers", word], subprocess.PIPE
    return subprocess.Popen(command, env=env, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def _asked(reader: subprocess.Popen[str]) -> str:
    print(file=reader.stdin, flush=True)
    return reader.stdout.readline().strip()
