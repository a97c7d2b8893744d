"""What belongs to nothing is swept; what belongs to something is proven."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from gongkai.web.files import giving
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import receive
from gongkai.web.files.sweeping import sweep, verify

pytestmark = pytest.mark.django_db
Make = Callable[..., StoredFile]


def later():
    return timezone.now() + timedelta(days=3)


def left(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_only_what_is_old_and_nobodys_goes(a_file: Make, folder: Path) -> None:
    owned, erased = a_file(), a_file()
    giving.purge(erased)
    orphan = receive(ContentFile(b"abc", "a.txt"), personal=False)
    half = folder / "ab" / ".ab12.part"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"x")
    assert list(sweep()) == []
    named = list(sweep(now=later(), rehearse=True))
    assert len(named) == 3
    assert len(left(folder)) == 4
    assert set(sweep(now=later())) == set(named)
    assert left(folder) == {owned.place}
    assert orphan.key.hex in "".join(named)


def test_before_the_first_file_there_is_nothing_to_sweep() -> None:
    assert list(sweep()) == []


def test_it_says_so_on_the_command_line(capsys) -> None:
    receive(ContentFile(b"abc", "a.txt"), personal=False)
    call_command("sweep_files", rehearse=True)
    assert "可以清除 0 个不属于任何事项、超过 2 天的文件。" in capsys.readouterr().out


def test_whole_files_are_proven(a_file: Make, capsys) -> None:
    a_file()
    a_file(personal=False)
    call_command("verify_files")
    assert "文件核对通过：2 个文件都在，内容与摘要一致。" in capsys.readouterr().out


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def turn(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("personal", [True, False], ids=["sealed", "plain"])
@pytest.mark.parametrize("harm", [Path.unlink, cut, turn], ids=["lost", "cut", "turned"])
def test_the_first_broken_one_is_named(harm, personal: bool, a_file: Make, folder: Path) -> None:
    a_file()
    broken = a_file(personal=personal)
    harm(folder / broken.place)
    (fault,) = verify()
    assert fault.key == str(broken.key)
    assert fault.what.endswith("请从备份恢复。")
    with pytest.raises(CommandError, match=f"第一处问题：文件 {broken.key}") as caught:
        call_command("verify_files")
    assert caught.value.returncode == 1
