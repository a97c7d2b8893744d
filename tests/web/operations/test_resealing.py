"""A key is changed: everything is sealed anew while nothing is lost, also where it is stopped in the middle; and only
a key that seals nothing any more is retired."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from gongkai.web.files import giving, receiving
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import receive
from gongkai.web.files.sweeping import sweep, verify
from gongkai.web.operations import key_file, keys
from gongkai.web.operations.alone import FILES, alone
from gongkai.web.operations.errors import CannotOperate
from gongkai.web.operations.models import LastDone, Work
from gongkai.web.vault import CannotUnseal, digest_for_lookup, digests_for_lookup
from gongkai.web.vault.resealing import sealed_columns
from gongkai.web.vault.ring import parse_keys, ring
from tests.web.files.conftest import a_file, folder, organ
from tests.web.vault.letterbox.models import Letter

__all__ = ["a_file", "folder", "organ"]
pytestmark = pytest.mark.django_db
Make = Callable[..., StoredFile]
WORDS = "证明我是我" * 20_000


@pytest.fixture(autouse=True)
def two_keys(settings, tmp_path: Path) -> None:
    """Started under an old key; then a new one is put in front."""
    settings.HOME = tmp_path
    settings.DATA_KEYS = (os.urandom(32),)
    keys.prove()


def change_key(settings) -> str:
    """The name of the old one."""
    settings.DATA_KEYS = (os.urandom(32), *settings.DATA_KEYS)
    keys.prove()
    return ring().keys[1].id.hex()


def text_of(file: StoredFile) -> str:
    with content_of(StoredFile.objects.get(pk=file.pk)) as content:
        return b"".join(content).decode()


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_sealed_column_of_every_app_is_known() -> None:
    found = {column.context for column in sealed_columns()}
    assert {"applications.particulars.content", "apply.draft.content", "files.storedfile.name"} <= found
    assert {"letterbox.letter.sender", "letterbox.letter.body"} <= found


def test_all_is_read_with_the_new_key_alone(a_file: Make, folder: Path, settings) -> None:
    letters = [Letter.objects.create(sender=f"王{n}", body={"电话": n}) for n in range(450)]
    sealed, plain = a_file(WORDS.encode(), "申请书.txt"), a_file(b"abc", "b.txt", personal=False)
    before = names(folder)
    old = change_key(settings)
    said: list[str] = []
    assert keys.reseal(said.append) == 2 * 450 + 3
    assert keys.reseal(said.append) == 0
    assert keys.sealed_by_key() == {ring().first.id: 2 * 450 + 4}
    call_command("keys", "show")
    keys.retire(old)
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert [row.body for row in Letter.objects.order_by("pk")] == [one.body for one in letters]
    assert text_of(sealed) == WORDS
    assert (text_of(plain), plain.place in names(folder)) == ("abc", True)
    assert len(names(folder)) == len(before)
    assert list(verify()) == list(sweep()) == []
    assert LastDone.objects.get(work=Work.RESEAL).is_good


def test_what_is_read_by_digest_is_found_when_the_key_is_retired(settings) -> None:
    digest, old = digest_for_lookup("K7QM", "code"), ring().first
    change_key(settings)
    settings.DATA_KEYS, settings.RETIRED_DATA_KEYS = parse_keys([ring().first.written, old.retired])
    assert digest in digests_for_lookup("K7QM", "code")
    assert digest != digest_for_lookup("K7QM", "code")
    assert len(settings.DATA_KEYS) == 1


@pytest.mark.parametrize("when", ["write", "update", "delete"])
def test_a_kill_at_any_line_loses_nothing(when: str, a_file: Make, folder: Path, settings, monkeypatch) -> None:
    files = [a_file(f"{number}{WORDS}".encode(), "a.txt") for number in range(3)]
    change_key(settings)

    class Killed(BaseException):
        pass

    def kill(*args: object, **kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        if when == "write":
            patch.setattr(receiving.Digests, "passing", kill)
        elif when == "update":
            patch.setattr("gongkai.web.files.resealing.fault_of", kill)
        else:
            calls: list[str] = []
            real = type(receiving.storage()).delete

            def second(self: object, name: str) -> None:
                calls.append(name)
                if len(calls) == 2:
                    raise Killed
                real(self, name)

            patch.setattr(type(receiving.storage()), "delete", second)
        keys.reseal(print)
    assert [text_of(file) for file in files] == [f"{number}{WORDS}" for number in range(3)]
    keys.reseal(print)
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert [text_of(file) for file in files] == [f"{number}{WORDS}" for number in range(3)]
    left = set(names(folder)) - {file.place for file in StoredFile.objects.all()}
    assert len(left) == (1 if when == "delete" else 0)  # the old content, for the sweep


def test_a_row_that_changes_meanwhile_keeps_its_change(settings, monkeypatch) -> None:
    letter = Letter.objects.create(sender="旧")
    change_key(settings)
    real = keys.reseal_column.__globals__["unseal"]

    def changed(sealed: bytes, context: str) -> bytes:
        Letter.objects.filter(pk=letter.pk).update(sender="新")
        return real(sealed, context)

    monkeypatch.setitem(keys.reseal_column.__globals__, "unseal", changed)
    keys.reseal(print)
    letter.refresh_from_db()
    assert letter.sender == "新"
    assert ring().keys[1].id not in keys.sealed_by_key()


def test_what_cannot_be_opened_is_named_and_stops_nothing_else(a_file: Make, folder: Path, settings) -> None:
    letter, other = Letter.objects.create(sender="甲"), Letter.objects.create(sender="乙")
    file = a_file(WORDS.encode(), "a.txt")
    (folder / file.place).write_bytes((folder / file.place).read_bytes()[:-1])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE letterbox_letter SET sender = body WHERE id = %s", [letter.pk])
    Letter.objects.filter(pk=letter.pk).update(body={})
    old = change_key(settings)
    with pytest.raises(CannotOperate, match=r"有 2 项打不开.*letterbox.letter.sender") as refused:
        keys.reseal(print)
    assert str(file.key) in str(refused.value)
    with pytest.raises(CannotOperate, match="还有 2 项内容是用密钥"):
        keys.retire(old)
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    assert Letter.objects.filter(pk=other.pk).get().sender == "乙"
    assert file.place in names(folder)


def test_a_file_of_a_form_that_is_not_sent_yet_keeps_its_key(folder: Path, settings) -> None:
    receive(ContentFile(b"abc", "a.txt"), personal=True)
    receive(ContentFile(b"abc", "a.txt"), personal=False)
    old = change_key(settings)
    keys.reseal(print)
    with pytest.raises(CannotOperate, match="还有 1 项内容"):
        keys.retire(old)


def test_it_waits_until_the_site_was_started_with_the_new_key(settings) -> None:
    settings.DATA_KEYS = (os.urandom(32), *settings.DATA_KEYS)
    assert keys.are_ours()
    with pytest.raises(CannotOperate, match="请先重新启动网站"):
        keys.reseal(print)
    keys.prove()
    keys.reseal(print)
    settings.DATA_KEYS = settings.DATA_KEYS[1:]
    with pytest.raises(CannotOperate, match="不是一套"):
        keys.prove()


def test_it_does_not_run_beside_a_backup_or_itself(settings) -> None:
    change_key(settings)
    with alone(FILES, ""), pytest.raises(CannotOperate, match="正在备份"):
        keys.reseal(print)


def test_a_key_in_use_and_one_that_is_not_there_are_not_retired() -> None:
    with pytest.raises(CommandError, match="正在使用"):
        call_command("keys", "retire", ring().first.id.hex())
    with pytest.raises(CommandError, match="没有编号为 ffffffff 的密钥"):
        call_command("keys", "retire", "ffffffff")


def test_the_file_of_keys_is_rewritten_whole_and_for_its_owner_alone(settings, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("GONGKAI_DATA_KEYS", raising=False)
    path = tmp_path / "data_keys"
    old = ring().first
    path.write_text(old.written)
    assert str(path) in key_file.put_in_front()
    settings.DATA_KEYS, _ = parse_keys(path.read_text().split())
    assert [key.id for key in ring().keys][1] == old.id
    key_file.write_retired(old)
    assert path.read_text().split()[1] == old.retired
    assert old.written not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    settings.DATA_KEYS = (os.urandom(32),)
    with pytest.raises(CannotOperate, match="变了"):
        key_file.put_in_front()


def test_a_key_in_the_environment_is_left_to_its_keeper(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GONGKAI_DATA_KEYS", ring().first.written)
    assert "请自己把新密钥写在最前面" in key_file.put_in_front()
    assert ring().first.retired in key_file.write_retired(ring().first)
    assert not (tmp_path / "data_keys").exists()


def test_an_erased_content_goes_wherever_it_lies(
    a_file: Make, folder: Path, settings, django_capture_on_commit_callbacks
) -> None:
    file = a_file(WORDS.encode(), "a.txt")
    change_key(settings)
    keys.reseal(print)
    with django_capture_on_commit_callbacks(execute=True):
        giving.purge(file)  # as it was read before the key was changed
    assert names(folder) == set()
    with pytest.raises(giving.ContentMissing):
        content_of(StoredFile.objects.get(pk=file.pk))


def test_the_old_key_opens_nothing_that_was_resealed(a_file: Make, settings) -> None:
    a_file(WORDS.encode(), "a.txt")
    change_key(settings)
    keys.reseal(print)
    settings.DATA_KEYS = settings.DATA_KEYS[1:]
    with pytest.raises(CannotUnseal):
        StoredFile.objects.get()
