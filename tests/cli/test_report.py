import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from gongkai.annual_report.form.form import form
from gongkai.cli import main
from tests.annual_report.papers import Paper, tabs
from tests.annual_report.readers.test_layouts import FIGURES


def run(*words: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], input=given)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "qingshi-2024.txt"
    path.write_text(Paper(cells=FIGURES).text(tabs), encoding="utf-8")
    return path


def test_it_reads_one_file_to_one_json_object_by_the_names_of_the_cells(paper: Path) -> None:
    result = run("report", "read", paper)
    assert result.exit_code == 0, result.stderr
    data = json.loads(result.stdout)
    assert {"source", "organ", "year", "form", "table2", "table3", "table4", "sections", "contact", "findings"} <= set(
        data
    )
    assert (data["organ"], data["year"], data["form"]) == ("青石县水利局", 2024, 2021)
    assert data["table2"]["normative_documents"] == {"issued": 3, "repealed": 0, "in_force": 41}
    assert data["table2"]["fees_10k_yuan"] == "18.8710"
    assert list(data["table3"]) == [row.name for row in form(2021).tables["table3"]]
    assert data["table3"]["received"]["natural_person"] == 5
    assert data["table4"]["litigation_after_reconsideration"]["pending"] == 2
    assert [section["no"] for section in data["sections"]] == [1, 2, 3, 4, 5, 6]


def test_it_reads_several_files_to_json_lines(paper: Path) -> None:
    result = run("report", "read", paper, paper)
    assert [json.loads(line)["year"] for line in result.stdout.splitlines()] == [2024, 2024]


def test_it_reads_to_a_row_a_report_whose_columns_are_the_cells(paper: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    assert run("report", "read", "--format", "csv", "-o", out, paper, paper).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert len(rows) == 2
    assert rows[0]["table3.received.total"] == "7"
    assert set(form(2021).cells) < set(rows[0])


def test_it_reads_standard_input(paper: Path) -> None:
    assert json.loads(run("report", "read", "-", given=paper.read_bytes()).stdout)["source"] == "-"


def test_it_says_on_stderr_what_it_cannot_read_and_reads_the_rest(paper: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = run("report", "read", tmp_path / "empty.txt", tmp_path / "absent.txt", tmp_path, paper)
    assert result.exit_code == 2
    assert [line.rpartition("：")[2] for line in result.stderr.splitlines()] == [
        "文件是空的，没有任何文字。请确认选对了文件。",
        "没有这个文件。请核对路径。",
        "这是文件夹。请给出其中的文件。",
    ]
    assert json.loads(result.stdout)["organ"] == "青石县水利局"


def test_it_checks_and_exits_with_1_where_there_is_an_error(paper: Path) -> None:
    assert run("report", "check", paper).exit_code == 0
    paper.write_text(Paper(cells={**FIGURES, "table3.received.total": "8"}).text(tabs), encoding="utf-8")
    result = run("report", "check", paper)
    assert result.exit_code == 1
    assert "〔table3.received.total〕" in result.stdout
    data = json.loads(run("report", "check", "--json", paper).stdout)
    assert {finding["severity"] for finding in data["findings"]} >= {"error"}


def test_it_refuses_50_mb_of_text_in_one_line_within_300_mb_of_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        for _ in range(50):
            stream.write("政府信息公开\n".encode() * (2**20 // 19))
    peak = "print(re.search(r'VmHWM:\\s*(\\d+)', pathlib.Path('/proc/self/status').read_text())[1], file=sys.stderr)"
    code = f"import atexit, pathlib, re, sys; atexit.register(lambda: {peak}); from gongkai.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code, "report", "read", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2
    assert "文件太大" in result.stderr
    assert result.stdout == ""
    assert int(result.stderr.splitlines()[-1]) < 300 * 1024


def test_it_shows_help_without_loading_a_framework() -> None:
    code = "import sys; from gongkai.cli import main; main(['report', '--help'], standalone_mode=False);"
    code += "print([m for m in sys.modules if m.split('.')[0] in ('django', 'granian')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_it_reads_every_report_of_an_archive_to_a_line_each(paper: Path, tmp_path: Path) -> None:
    archive = tmp_path / "all.zip"
    with ZipFile(archive, "w") as made:
        made.write(paper, "a.txt")
        made.writestr("none.txt", "今天天气很好。")
        made.write(paper, "b.txt")
    result = run("report", "read", archive)
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == [
        f"{archive}!a.txt",
        f"{archive}!b.txt",
    ]
    assert result.stderr.startswith(f"{archive}!none.txt：这不像一份政府信息公开工作年度报告")
    assert result.exit_code == 2
