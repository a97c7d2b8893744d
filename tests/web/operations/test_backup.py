"""A backup comes back to the same hashes; what cannot be trusted or does not fit changes nothing and says why."""

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.test_serve import GONGKAI
from tests.web.operations.sites import ROOT, Site, databases

PASSPHRASE = "correct horse battery staple"  # noqa: S105


@pytest.fixture(scope="module")
def made() -> Iterator[Callable[[], dict[str, str]]]:
    with databases() as make:
        yield make


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, made: Callable[[], dict[str, str]]) -> Site:
    """A site with events, a file and keys; nobody changes it."""
    site = Site(tmp_path_factory.mktemp("source"), made()).set_up()
    site.write("reports/开封/报告.txt", "收到 8 件")
    site.rename("白沙县水利局")
    return site


@pytest.fixture(scope="module")
def archive(source: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "backup.tar.gz"
    done = source.gongkai("backup", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "写完以后重新读过，摘要都对" in done.stdout
    return path


@pytest.fixture
def other(tmp_path: Path, made: Callable[[], dict[str, str]]) -> Site:
    """Where it is restored: a new home, an empty database."""
    return Site(tmp_path / "other", made())


def test_it_comes_back_to_the_same_hashes_in_a_place_that_was_empty(source: Site, archive: Path, other: Site) -> None:
    done = other.gongkai("restore", archive)
    assert (done.returncode, done.stderr) == (0, "")
    assert "恢复完成，核对通过" in done.stdout
    assert other.hashes() == source.hashes()
    assert (other.home / "files/reports/开封/报告.txt").read_text("utf-8") == "收到 8 件"
    assert other.gongkai("verify").returncode == 0
    other.rename("又一个名称")
    assert other.gongkai("verify").returncode == 0


def test_it_keeps_what_it_takes_the_place_of(archive: Path, other: Site) -> None:
    other.set_up().rename("后来的名称")
    other.write("later.txt", "later")
    if not other.is_sqlite:
        refused = other.gongkai("restore", archive)
        assert (refused.returncode, refused.stderr[:9]) == (2, "数据库里已经有内容")
        assert other.name() == "后来的名称"
    done = other.gongkai("restore", archive, "--replace")
    assert (done.returncode, done.stderr) == (0, "")
    assert other.name() == "白沙县水利局"
    assert not (other.home / "files" / "later.txt").exists()
    (kept,) = other.home.glob("files.before-*")
    assert (kept / "later.txt").read_text() == "later"
    assert "原来的内容保留在" in done.stdout
    if other.is_sqlite:
        (database,) = other.home.glob("gongkai.sqlite3.before-*[0-9]")
        other.sqlite.unlink()
        database.rename(other.sqlite)
        assert other.name() == "后来的名称"
        assert other.gongkai("verify").returncode == 0


def test_a_second_backup_of_what_was_restored_comes_back_too(archive: Path, other: Site, tmp_path: Path) -> None:
    assert other.gongkai("restore", archive).returncode == 0
    other.rename("第二次")
    assert other.gongkai("backup", tmp_path / "second").returncode == 0
    other.rename("第三次")
    assert other.gongkai("restore", tmp_path / "second", "--replace").returncode == 0
    assert other.name() == "第二次"


def test_it_is_sealed_with_keys_or_open_without(source: Site, archive: Path, other: Site, tmp_path: Path) -> None:
    key, sealed = tmp_path / "key", tmp_path / "sealed"
    key.write_text(f"{PASSPHRASE}\n")
    assert source.gongkai("backup", sealed, "--key-file", key).returncode == 0
    assert sealed.read_bytes().startswith(b"GONGKAI SEALED")
    assert names(archive) >= {"manifest.json", "files/default/reports/开封/报告.txt"}
    assert not any(name.startswith("keys/") for name in names(archive))
    assert "要用 --key-file" in other.gongkai("restore", sealed).stderr
    key.write_text("wrong horse battery staple")
    assert "口令不对" in other.gongkai("restore", sealed, "--key-file", key).stderr
    key.write_text(PASSPHRASE)
    done = other.gongkai("restore", sealed, "--key-file", key)
    assert (done.returncode, done.stderr) == (0, "")
    assert (other.home / "secret_key").read_text() == (source.home / "secret_key").read_text()
    assert (other.home / "secret_key").stat().st_mode & 0o777 == 0o600
    assert other.hashes() == source.hashes()


def names(archive: Path) -> set[str]:
    with tarfile.open(archive) as tar:
        return set(tar.getnames())


def test_it_is_for_its_owner_alone_and_never_takes_the_place_of_another(source: Site, archive: Path) -> None:
    assert archive.stat().st_mode & 0o777 == 0o600
    again = source.gongkai("backup", archive)
    assert (again.returncode, again.stdout) == (2, "")
    assert "已经存在，没有覆盖它" in again.stderr
    assert "没有目录" in source.gongkai("backup", archive.parent / "nowhere" / "x").stderr
    assert [path.name for path in archive.parent.iterdir()] == [archive.name]


def rewritten(archive: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive with its members changed by hand."""
    with tarfile.open(archive) as tar:
        members = {info.name: tar.extractfile(info).read() for info in tar}
    change(members)
    with tarfile.open(target, "w:gz") as tar:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return target


def with_manifest(**changed: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), **changed}).encode()

    return change


def tampered(members: dict[str, bytes]) -> None:
    members["files/default/reports/开封/报告.txt"] = "收到 9 件".encode()


def left_out(members: dict[str, bytes]) -> None:
    del members["files/default/reports/开封/报告.txt"]


def put_first(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        held = dict(members)
        members.clear()
        members.update({name: b"root::0:0::/:/bin/sh", **held})

    return change


NEWER = [["organs", "0001_start"], ["organs", "9999_from_the_future"]]
BAD = {
    "tampered": (tampered, "与清单不符"),
    "left out": (left_out, "与清单不符"),
    "no manifest": (lambda members: members.pop("manifest.json"), "没有清单"),
    "unreadable manifest": (lambda members: members.update({"manifest.json": b"{"}), "读不懂"),
    "another format": (with_manifest(format=2), "第 2 版"),
    "newer": (with_manifest(migrations=NEWER, version="9.0"), "请先把程序升级"),
    "another engine": (with_manifest(engine="oracle"), "不能互相恢复"),
    "strange storage": (with_manifest(places=["moon"]), "没有设置的文件存储"),
    "climbs out": (put_first("files/default/../../../etc/passwd"), "不该有的内容"),
    "absolute": (put_first("/etc/passwd"), "不该有的内容"),
    "elsewhere": (put_first("bin/sh"), "不该有的内容"),
}


@pytest.mark.parametrize(("change", "said"), BAD.values(), ids=BAD)
def test_it_refuses_in_one_sentence_and_changes_nothing(
    change: Callable, said: str, archive: Path, tmp_path: Path, untouched: Site
) -> None:
    bad = rewritten(archive, tmp_path / "bad.tar.gz", change)
    refused(untouched, bad, said)


def refused(site: Site, bad: Path, said: str) -> None:
    before = state(site)
    done = site.gongkai("restore", bad, "--replace")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert said in done.stderr
    assert state(site) == before
    assert site.name() == "没有动过"


def state(site: Site) -> list[tuple[str, int]]:
    """All files of the home but what a database opens and closes."""
    changing = ("-wal", "-shm", ".lock")
    found = [path for path in sorted(site.home.rglob("*")) if path.is_file() and not path.name.endswith(changing)]
    return [(str(path), path.stat().st_size) for path in found]


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory, made: Callable[[], dict[str, str]]) -> Site:
    site = Site(tmp_path_factory.mktemp("untouched"), made()).set_up()
    site.rename("没有动过")
    site.write("one.txt", "one")
    return site


@pytest.mark.parametrize("kept", [0, 20, 0.5, 0.95, -4])
def test_it_sees_that_an_archive_was_cut(kept: float, archive: Path, tmp_path: Path, untouched: Site) -> None:
    data = archive.read_bytes()
    length = int(len(data) * kept) if 0 < kept < 1 else int(kept)
    (tmp_path / "cut").write_bytes(data[:length])
    refused(untouched, tmp_path / "cut", "没有改动任何内容")


def test_it_sees_that_a_sealed_archive_was_cut_or_changed(source: Site, tmp_path: Path, untouched: Site) -> None:
    key, sealed = tmp_path / "key", tmp_path / "sealed"
    key.write_text(PASSPHRASE)
    assert source.gongkai("backup", sealed, "--key-file", key).returncode == 0
    data = sealed.read_bytes()
    for bad in (data[:-1], data[: len(data) // 2], data[:1000] + bytes([data[1000] ^ 1]) + data[1001:]):
        (tmp_path / "bad").write_bytes(bad)
        done = untouched.gongkai("restore", tmp_path / "bad", "--key-file", key, "--replace")
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
        assert "没有改动任何内容" in done.stderr
    assert untouched.name() == "没有动过"


def test_a_link_in_an_archive_is_refused(archive: Path, tmp_path: Path, untouched: Site) -> None:
    bad = tmp_path / "link.tar.gz"
    with tarfile.open(bad, "w:gz") as tar:
        info = tarfile.TarInfo("files/default/x")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(info)
    refused(untouched, bad, "不该有的内容")


def test_what_is_no_archive_is_refused(tmp_path: Path, untouched: Site) -> None:
    (tmp_path / "words").write_text("这不是备份" * 100)
    refused(untouched, tmp_path / "words", "不完整或者已经损坏")
    (tmp_path / "zip").write_bytes(gzip.compress(b"neither" * 100))
    refused(untouched, tmp_path / "zip", "不完整或者已经损坏")
    refused(untouched, tmp_path / "nowhere", "没有文件")


def test_it_restores_an_older_version_and_brings_it_up_to_date(source: Site, other: Site, tmp_path: Path) -> None:
    older = Site(tmp_path / "older", other.env_of_database())
    older.set_up()
    assert older.python(
        "from django.core.management import call_command\ncall_command('migrate', 'operations', 'zero', verbosity=0)\n"
        "from gongkai.web.operations import schema\nprint(schema.pending())"
    ).startswith("(('operations'")
    failed_note = older.gongkai("backup", tmp_path / "older.tar.gz")
    assert (tmp_path / "older.tar.gz").exists(), failed_note.stderr
    assert older.gongkai("restore", tmp_path / "older.tar.gz", "--replace").returncode == 0
    assert older.python("from gongkai.web.operations import schema\nprint(schema.pending())") == "()"


def test_it_says_which_tool_of_the_database_is_missing(source: Site, tmp_path: Path) -> None:
    if source.is_sqlite:
        pytest.skip("SQLite needs no tool")
    done = source.gongkai("backup", tmp_path / "x", PATH=str(tmp_path))
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "找不到 pg_dump" in done.stderr
    assert list(tmp_path.glob("*x*")) == []


def test_it_says_that_a_directory_cannot_be_written_to(source: Site) -> None:
    if not Path("/proc/self").exists():
        pytest.skip("needs a place where nothing can be made")
    done = source.gongkai("backup", "/proc/self/backup")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "备份没有做成" in done.stderr


def test_a_database_that_is_none_any_more_is_moved_aside(archive: Path, other: Site) -> None:
    if not other.is_sqlite:
        pytest.skip("a server keeps its own files")
    other.home.mkdir(parents=True)
    other.sqlite.write_bytes(b"this is no database" * 1000)
    done = other.gongkai("restore", archive)
    assert (done.returncode, done.stderr) == (0, "")
    assert other.name() == "白沙县水利局"
    (kept,) = other.home.glob("gongkai.sqlite3.before-*")
    assert kept.read_bytes().startswith(b"this is no database")


def test_whoever_has_the_site_open_meanwhile_sees_the_restored_content_at_once(archive: Path, other: Site) -> None:
    """The process was there before the restore, and asks again after it, over the same connection where SQLite."""
    other.set_up()
    told = other.python(
        "import subprocess, os\nfrom gongkai.web.organs.models import Organ\n"
        "print(Organ.objects.get(code='calm').name)\n"
        f"print(subprocess.run([{str(GONGKAI)!r}, 'restore', {str(archive)!r}, "
        "'--replace'], env=os.environ, capture_output=True, text=True).returncode)\n"
        "print(Organ.objects.get(code='calm').name)"
    )
    assert told.splitlines() == ["某局", "0", "白沙县水利局"]


def test_a_backup_is_whole_although_somebody_acts_meanwhile(source: Site, other: Site, tmp_path: Path) -> None:
    other.set_up()
    actor = subprocess.Popen(
        [sys.executable, "-m", "tests.web.audit.busy", "act"],
        env=other.env, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    actor.stdout.readline()
    done = other.gongkai("backup", tmp_path / "busy.tar.gz")
    actor.kill()
    actor.communicate()
    assert (done.returncode, done.stderr) == (0, "")
    assert other.gongkai("restore", tmp_path / "busy.tar.gz", "--replace").returncode == 0
    assert other.gongkai("verify").returncode == 0


def test_a_disk_that_is_full_leaves_no_half_archive(source: Site, small_disk: Path) -> None:
    (small_disk / "filler").write_bytes(os.urandom(small_disk_free(small_disk) - 20_000))
    done = source.gongkai("backup", small_disk / "backup.tar.gz")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "磁盘空间不够，备份没有做成" in done.stderr
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def small_disk_free(path: Path) -> int:
    found = os.statvfs(path)
    return found.f_bavail * found.f_frsize


def test_a_restore_that_is_killed_leaves_the_old_site_or_the_new_one_and_can_be_done_again(
    archive: Path, other: Site
) -> None:
    other.set_up().rename("后来的名称")
    for seconds in (0.3, 0.6, 0.9, 1.2, 1.5, 1.8):
        command = [GONGKAI, "restore", archive, "--replace"]
        process = subprocess.Popen(command, env=other.env, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert other.name() in {"后来的名称", "白沙县水利局"}
        assert other.gongkai("verify").returncode == 0
    done = other.gongkai("restore", archive, "--replace")
    assert (done.returncode, done.stderr) == (0, "")
    assert other.gongkai("readonly", "off").returncode == 0
    assert other.name() == "白沙县水利局"
    assert list(other.home.glob(".restoring-*")) == []
    other.rename("可以办理")
    assert other.gongkai("verify").returncode == 0
