"""What an operator does at the machine itself: a new site, its first person, a table, the ledger."""

from pathlib import Path

import pytest

from tests.cli.test_serve import finished, free_port, run, started, wait_until_ready

__all__ = ["started"]


@pytest.fixture
def home(started: list, tmp_path: Path) -> Path:
    port = free_port()
    wait_until_ready(port, run(started, tmp_path, "serve", "--port", str(port)))
    return tmp_path


def test_a_new_site_gets_its_first_operator_its_organs_and_its_people(home: Path) -> None:
    first = finished(home, "operator", "admin", "管理员")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith("系统管理员 admin 的新密码：")
    again = finished(home, "operator", "admin", "管理员")
    assert again.stdout.splitlines()[0] != first.stdout.splitlines()[0]
    assert finished(home, "operator", "Bad Name", "管理员").returncode == 2

    organs = home / "organs.csv"
    organs.write_text("机关代码,名称,层级,类别\nxian,青石县人民政府,县级,人民政府\n")
    assert finished(home, "import", "organs", str(organs), "--dry-run").stdout == "可以导入：机关 1 个。\n"
    assert finished(home, "import", "organs", str(organs)).stdout == "已导入：机关 1 个。\n"
    again = finished(home, "import", "organs", str(organs))
    assert again.returncode == 1
    assert again.stderr == "第 2 行“机关代码”：“xian”已经登记过。\n没有导入：1 处要改。\n"

    assert finished(home, "verify").stdout.startswith("核对通过：5 个事件")
    proven = finished(home, "verify", "--files").stdout
    assert proven.endswith("文件核对通过：0 个文件都在，内容与摘要一致。\n")
    swept = finished(home, "files", "sweep", "--rehearse").stdout
    assert swept == "可以清除 0 个不属于任何事项、超过 2 天的文件。\n"
    assert finished(home, "rebuild").stdout == "重建完成：没有不一致。\n"


def test_it_says_in_one_line_that_there_is_no_site_yet(tmp_path: Path) -> None:
    nothing = finished(tmp_path / "new", "verify")
    assert nothing.returncode == 2
    assert len(nothing.stderr.splitlines()) == 1
    assert nothing.stderr.startswith("数据库不能用")
