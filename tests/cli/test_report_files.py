"""The commands that write, compare and add up."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from gongkai.annual_report.corpus.table import schema
from gongkai.annual_report.form.form import form
from gongkai.annual_report.writers.kinds import Kind
from tests.annual_report.papers import Paper, tabs
from tests.annual_report.readers.test_layouts import FIGURES
from tests.annual_report.writers.fonts import needs_fonts
from tests.cli.test_report import run


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return a_paper(tmp_path, "qingshi-2024.txt")


def a_paper(folder: Path, name: str, organ: str = "青石县水利局", year: int = 2024, **cells: str) -> Path:
    path = folder / name
    named = {f"table3.{cell.replace('__', '.')}": value for cell, value in cells.items()}
    path.write_text(Paper(organ=organ, year=year, cells={**FIGURES, **named}).text(tabs), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=needs_fonts if kind is Kind.PDF else ()) for kind in Kind])
def test_it_writes_every_kind_of_file_to_a_file_and_to_standard_output(kind: Kind, paper: Path, tmp_path: Path) -> None:
    out = tmp_path / f"out.{kind}"
    result = run("report", "write", paper, "--to", kind, "-o", out)
    assert (result.exit_code, result.stderr) == (0, "")
    magic = {Kind.DOCX: b"PK", Kind.XLSX: b"PK", Kind.PDF: b"%PDF-", Kind.HTML: b"<!DOCTYPE html>", Kind.JSON: b"{"}
    assert out.read_bytes().startswith(magic.get(kind, b""))
    assert run("report", "write", paper, "--to", kind).stdout_bytes[:4] == out.read_bytes()[:4]


def test_it_writes_from_the_json_that_it_read(paper: Path, tmp_path: Path) -> None:
    data, one, other = tmp_path / "read.json", tmp_path / "one.html", tmp_path / "other.html"
    assert run("report", "read", paper, "-o", data).exit_code == 0
    assert run("report", "write", data, "--to", "html", "-o", one).exit_code == 0
    assert run("report", "write", paper, "--to", "html", "-o", other).exit_code == 0
    assert one.read_bytes() == other.read_bytes()


def test_it_says_where_what_it_wrote_would_be_read_otherwise(tmp_path: Path) -> None:
    data = json.loads(run("report", "read", a_paper(tmp_path, "a.txt")).stdout)
    data["sections"][0]["text"] = "先说一句。\n五、存在的主要问题及改进情况\n再说一句。"
    path = tmp_path / "odd.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    result = run("report", "write", path, "--to", "txt", "-o", tmp_path / "odd.txt")
    assert result.exit_code == 1
    assert "的文字读回来与原报告不同" in result.stderr


def test_it_says_in_one_line_that_it_cannot_write_to_that_place(paper: Path, tmp_path: Path) -> None:
    result = run("report", "write", paper, "--to", "html", "-o", tmp_path / "absent" / "out.html")
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_it_says_which_fonts_it_looked_for(paper: Path, tmp_path: Path) -> None:
    code = (
        "import typst; real = typst.Fonts;"
        "typst.Fonts = lambda **options: real(**{**options, 'include_system_fonts': False});"
        "from gongkai.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "report", "write", paper, "--to", "pdf", "-o", tmp_path / "out.pdf"],
        env={"GONGKAI_FONTS": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "Noto Serif CJK SC" in done.stderr
    assert str(tmp_path) in done.stderr
    assert "apt install fonts-noto-cjk" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out.pdf").exists()


def test_it_compares_two_reports_for_people_and_as_json(tmp_path: Path) -> None:
    old = a_paper(tmp_path, "2023.txt", year=2023)
    new = a_paper(tmp_path, "2024.txt", received__natural_person="9", received__total="11")
    shown = run("report", "diff", old, new)
    assert shown.exit_code == 0
    assert "200 个单元格可比，2 个不同" in shown.stdout
    assert "+4  +57.1" in shown.stdout
    data = json.loads(run("report", "diff", old, new, "--json").stdout)
    assert [pair["cell"] for pair in data["cells"]] == list(form(2021).cells)
    assert data["copied"] == 1.0
    assert run("report", "diff", old, tmp_path / "absent.txt").exit_code == 2


def test_it_checks_against_last_years_report(tmp_path: Path) -> None:
    old = a_paper(tmp_path, "2023.txt", year=2023)
    new = a_paper(tmp_path, "2024.txt", carried_in__natural_person="2", carried_in__total="2")
    result = run("report", "check", new, "--previous", old)
    assert result.exit_code == 1
    assert "而上一年报告表三“四、结转下年度继续办理”总计是 1" in result.stdout


def test_it_adds_up_reports_and_lists_what_it_added(tmp_path: Path) -> None:
    papers = [a_paper(tmp_path, f"{name}.txt", organ=f"青石县{name}局") for name in ("水利", "司法", "教育")]
    out, added = tmp_path / "sum.json", tmp_path / "added.csv"
    result = run("report", "merge", *papers, "--organ", "青石县人民政府", "-o", out, "--added", added)
    assert result.exit_code == 0
    assert "数字完全相同" in result.stderr
    data = json.loads(out.read_text("utf-8"))
    assert (data["organ"], data["year"]) == ("青石县人民政府", 2024)
    assert data["table3"]["received"]["total"] == 21
    assert data["table2"]["fees_10k_yuan"] == "56.6130"
    lines = list(csv.DictReader(io.StringIO(added.read_text("utf-8-sig"))))
    assert [line["数值"] for line in lines if line["单元格"] == "table3.received.total"] == ["7", "7", "7"]


def test_it_writes_the_sum_in_the_official_layout(tmp_path: Path) -> None:
    papers = [a_paper(tmp_path, f"{name}.txt", organ=f"青石县{name}局") for name in ("水利", "司法")]
    out = tmp_path / "sum.xlsx"
    assert run("report", "merge", *papers, "--organ", "青石县人民政府", "-o", out).exit_code == 0
    assert openpyxl.load_workbook(out)["表三"]["D5"].value == 10
    refused = run("report", "merge", *papers, "-o", tmp_path / "sum.doc")
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert "不认识后缀“.doc”" in refused.stderr


def test_it_refuses_to_add_other_years_unless_told(tmp_path: Path) -> None:
    papers = [a_paper(tmp_path, f"{year}.txt", year=year) for year in (2022, 2024)]
    refused = run("report", "merge", *papers)
    assert refused.exit_code == 2
    assert "不是同一年的" in refused.stderr
    assert run("report", "merge", *papers, "--mixed").exit_code == 0


def test_it_reads_to_a_sheet_and_to_parquet(paper: Path, tmp_path: Path) -> None:
    earlier = tmp_path / "2020.txt"
    earlier.write_text(Paper(year=2020, form_year=2019).text(tabs), encoding="utf-8")
    sheet, parquet = tmp_path / "all.xlsx", tmp_path / "all.parquet"
    assert run("report", "read", paper, earlier, "--format", "xlsx", "-o", sheet).exit_code == 0
    heads, *rows = openpyxl.load_workbook(sheet).active.iter_rows(values_only=True)
    assert [dict(zip(heads, row, strict=True))["table3.received.total"] for row in rows] == [7, 0]
    assert run("report", "read", paper, earlier, "--format", "parquet", "-o", parquet).exit_code == 0
    table = pq.read_table(parquet)
    assert table.column("table3.received.total").to_pylist() == [7, 0]
    assert table.column("table2.fees_10k_yuan").to_pylist() == ["18.8710", None]
    assert table.schema.equals(schema())  # as a corpus has it
    assert table.column("file").to_pylist() == [str(paper), str(earlier)]


def test_it_loads_no_writer_to_read_to_json() -> None:
    code = "import sys; from gongkai.cli import main; main(['report', 'read', '--help'], standalone_mode=False);"
    code += "print([m for m in sys.modules if m.split('.')[0] in ('docx', 'openpyxl', 'typst', 'pyarrow')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
