"""From an upload to a row: digests, sealing, and nothing left behind where something fails."""

import errno
import hashlib
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from gongkai.web.files.errors import CannotStore, FileRefused
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import Accepted, attach, receive
from gongkai.web.files.sweeping import verify
from gongkai.web.organs.models import Organ
from tests.web.files import samples as made

SM3_OF_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
"""GB/T 32905-2016, A.1."""


def read(file: StoredFile) -> bytes:
    with content_of(file) as content:
        return b"".join(content)


def contents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_it_keeps_content_digests_and_what_it_found(a_file: Callable[..., StoredFile], folder: Path) -> None:
    file = a_file(b"abc", "说明.txt", personal=False)
    file.refresh_from_db()
    assert (file.name, file.type, file.size, file.scan) == ("说明.txt", "text", 3, "not_scanned")
    assert file.sha256 == hashlib.sha256(b"abc").hexdigest()
    assert file.sm3 == SM3_OF_ABC
    assert [path.read_bytes() for path in contents(folder)] == [b"abc"]
    assert read(file) == b"abc"
    assert (file.stream_kind, file.purpose, file.holds_personal_data) == ("organ", "证明材料", False)


def test_what_holds_personal_data_lies_sealed(a_file: Callable[..., StoredFile], folder: Path) -> None:
    text = "申请人张三，身份证号 11010519491231002X。".encode()
    file = a_file(text, "张三的申请.txt")
    (path,) = contents(folder)
    assert "张三".encode() not in path.read_bytes()
    assert file.is_sealed
    assert file.holds_personal_data
    assert read(file) == text
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM files_storedfile")
        assert "张三".encode() not in bytes(cursor.fetchone()[0])


def test_only_the_program_itself_can_read_it(a_file: Callable[..., StoredFile], folder: Path) -> None:
    a_file()
    (path,) = contents(folder)
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert {oct(one.stat().st_mode)[-3:] for one in (path.parent, folder)} == {"700"}


def test_a_name_without_ending_gets_the_right_one(a_file: Callable[..., StoredFile]) -> None:
    assert a_file(made.pdf(), "申请书").name == "申请书.pdf"


def test_what_is_refused_leaves_nothing(folder: Path) -> None:
    with pytest.raises(FileRefused, match=r"文件“病毒\.exe”没有收下"):
        receive(ContentFile(made.pdf(), "../病毒.exe"), personal=True)
    assert not contents(folder)


@pytest.mark.django_db(transaction=True)
def test_it_is_attached_in_the_transaction_of_its_act_alone(organ: Organ) -> None:
    accepted = receive(ContentFile(b"abc", "a.txt"), personal=False)
    with pytest.raises(RuntimeError, match="inside the transaction"):
        attach(accepted, to=organ, organ=organ, purpose="材料", by=None)


def test_an_act_that_fails_takes_its_file_with_it(organ: Organ) -> None:
    accepted = receive(ContentFile(b"abc", "a.txt"), personal=False)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        attach(accepted, to=organ, organ=organ, purpose="材料", by=None)
        raise ZeroDivisionError
    assert not StoredFile.objects.exists()


def test_one_received_file_becomes_one_row(organ: Organ) -> None:
    accepted = receive(ContentFile(b"abc", "a.txt"), personal=False)
    with transaction.atomic():
        attach(accepted, to=organ, organ=organ, purpose="材料", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        attach(accepted, to=organ, organ=organ, purpose="材料", by=None)


@pytest.mark.parametrize(
    "change",
    [{"sha256": "0" * 64}, {"size": 1}, {"stream_id": "other"}, {"added_at": timezone.now()}, {"scan": "clean"}],
    ids=lambda change: next(iter(change)),
)
def test_the_database_keeps_what_was_taken_in(a_file: Callable[..., StoredFile], change: dict) -> None:
    file = a_file()
    with pytest.raises(DatabaseError, match="收下的文件不能改动登记内容"), transaction.atomic():
        StoredFile.objects.filter(pk=file.pk).update(**change)
    with pytest.raises(DatabaseError, match="也不能删除登记"), transaction.atomic():
        file.delete()


class Refusing:
    """A disk on which there is room for so many bytes."""

    def __init__(self, room: int) -> None:
        self.room = room

    def install(self, monkeypatch) -> None:
        real = os.fdopen

        def opened(*args, **words):
            file = real(*args, **words)
            write = file.write

            class Full:
                def __getattr__(_, name):  # noqa: N805
                    return getattr(file, name)

                def __enter__(_):  # noqa: N805
                    return _

                def __exit__(_, *error):  # noqa: N805
                    file.close()

                def write(_, data):  # noqa: N805
                    self.room -= len(data)
                    if self.room < 0:
                        raise OSError(errno.ENOSPC, "No space left on device")
                    return write(data)

            return Full()

        monkeypatch.setattr("gongkai.web.files.storage.os.fdopen", opened)


def test_a_full_disk_is_said_and_leaves_no_half_file(folder: Path, monkeypatch) -> None:
    Refusing(100_000).install(monkeypatch)
    with pytest.raises(CannotStore) as caught:
        receive(ContentFile(b"a" * 300_000, "a.txt"), personal=True)
    assert str(caught.value) == (
        "文件“a.txt”没有收下：本站存放文件的空间已满，文件没有保存。"
        "您填写的其他内容不受影响，请过一会儿再试；一直如此时，请告诉本站的管理单位。"
    )
    assert not contents(folder)


@pytest.fixture
def small_disk(tmp_path: Path):
    place = tmp_path / "small"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"a disk of 1 MB cannot be mounted here: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_disk_that_is_really_full_too(small_disk: Path, folder: Path) -> None:
    folder.symlink_to(small_disk)
    with pytest.raises(CannotStore, match="空间已满"):
        receive(ContentFile(b"a" * 2_000_000, "a.txt"), personal=False)
    assert not contents(small_disk)
    receive(ContentFile(b"a" * 500_000, "a.txt"), personal=False)
    assert len(contents(small_disk)) == 1


_KILLED = """
import os, sys
import django; django.setup()
from django.core.files.base import ContentFile
from gongkai.web.files import receiving, storage
if sys.argv[1] == "writing":
    storage.os.fsync = lambda handle: os._exit(9)
receiving.receive(ContentFile(b"a" * 200_000, "a.txt"), personal=True)
os._exit(9)
"""


@pytest.mark.parametrize("moment", ["writing", "before its row"])
def test_a_kill_at_any_moment_leaves_no_row_without_content(moment: str, tmp_path: Path, db) -> None:
    env = {**os.environ, "GONGKAI_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
    env.pop("DATABASE_URL", None)
    ended = subprocess.run([sys.executable, "-c", _KILLED, moment], env=env, capture_output=True, check=False)
    assert ended.returncode == 9, ended.stderr.decode()
    names = [path.name for path in contents(tmp_path / "stored")]
    assert len(names) == 1
    assert names[0].endswith(".part") == (moment == "writing")
    assert not list(verify())


class Endless(File):
    """A large text that is made as it is read."""

    def __init__(self, size: int) -> None:
        super().__init__(None, "大.txt")
        self.size, self._at = size, 0

    def read(self, size: int = -1) -> bytes:
        left = self.size - self._at
        given = b"0123456789abcde\n" * (min(left, size if size > 0 else left) // 16)
        self._at += len(given)
        return given

    def seek(self, at: int, *_: int) -> int:
        self._at = at
        return at

    def tell(self) -> int:
        return self._at


def test_memory_stays_flat_for_a_file_of_200_mb(folder: Path, monkeypatch) -> None:
    size = 200 * 2**20
    monkeypatch.setattr("gongkai.web.files.receiving.inspect", lambda *_, **__: _Text())
    tracemalloc.start()
    accepted = receive(Endless(size), personal=True)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert accepted.size == size
    assert contents(folder)[0].stat().st_size > size
    assert peak < 4 * 2**20, f"{peak / 2**20:.1f} MB"


class _Text:
    name, endings = "text", ("txt",)


def test_looking_into_a_text_of_20_mb_takes_little_memory() -> None:
    tracemalloc.start()
    accepted = receive(Endless(20 * 2**20), personal=False)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert accepted.type == "text"
    assert peak < 8 * 2**20, f"{peak / 2**20:.1f} MB"


def test_a_form_sent_again_brings_its_file_by_a_token_of_its_owner(organ: Organ) -> None:
    accepted = receive(ContentFile(b"abc", "a.txt"), personal=True)
    token = accepted.token("7")
    assert Accepted.from_token(token, "7") == accepted
    assert Accepted.from_token(token, "8") is None
    assert Accepted.from_token(token[:-2], "7") is None
    with transaction.atomic():
        attach(accepted, to=organ, organ=organ, purpose="材料", by=None)
    assert Accepted.from_token(token, "7") is None


def test_what_a_broken_upload_could_not_write_is_refused() -> None:
    upload = File(BytesIO(b""), "a.pdf")
    upload.trouble = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(CannotStore, match="空间已满"):
        receive(upload, personal=True)
