"""Letters, redaction and case files from the command line."""

import json
from pathlib import Path

import pytest

from gongkai.papers.own_templates.default import default_template
from tests.annual_report.writers.fonts import needs_fonts
from tests.cli.test_report import run
from tests.papers.records import ON, Made
from tests.papers.redaction.papers import pdf_of_words

NOTICE = Made("correction_notice")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(NOTICE.record(), default=str, ensure_ascii=False), "utf-8")
    return path


def test_it_lists_every_letter() -> None:
    lines = run("letter", "list").stdout.splitlines()
    assert len(lines) == 39
    assert any(line.startswith("correction_notice\t补正告知书\t") for line in lines)


@needs_fonts
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_it_writes_a_letter(record: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    result = run("letter", NOTICE.key, "--data", record, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_bytes().startswith({"docx": b"PK", "pdf": b"%PDF"}[suffix])


def test_it_fills_the_organs_own_template(record: Path, tmp_path: Path) -> None:
    own, out = tmp_path / "own.docx", tmp_path / "out.docx"
    assert run("letter", NOTICE.key, "--new-template", "--on", "2025-11-20", "-o", own).exit_code == 0
    assert own.read_bytes() == default_template(NOTICE.key, on=ON)
    assert run("letter", NOTICE.key, "--data", record, "--template", own, "-o", out).exit_code == 0
    assert out.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("correction_notice", "-o", "x.docx"), "缺少 --data"),
        (("correction_notice", "--data", "absent.json", "-o", "x.docx"), "打不开"),
        (("correction_notice", "--data", "{record}", "-o", "x.txt"), "以 .docx 或者 .pdf 结尾"),
        (("poem", "--data", "{record}", "-o", "x.docx"), "没有“poem”这种文书"),
        (("extension_notice", "--data", "{record}", "-o", "x.docx"), "缺少“延期的理由”"),
    ],
)
def test_it_refuses_in_one_line(record: Path, arguments: tuple[str, ...], sentence: str) -> None:
    result = run("letter", *(argument.format(record=record) for argument in arguments))
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1


def test_it_writes_a_blank_form(tmp_path: Path) -> None:
    out = tmp_path / "blank.docx"
    assert run("letter", "application_form", "--blank", "-o", out).exit_code == 0
    assert out.exists()


@needs_fonts
def test_it_proposes_and_redacts(tmp_path: Path) -> None:
    source, boxes, target = tmp_path / "in.pdf", tmp_path / "boxes.json", tmp_path / "out.pdf"
    source.write_bytes(pdf_of_words([("13812345678", 20, 300), ("open", 20, 200)]))
    proposed = run("redact", source, "--propose")
    assert json.loads(proposed.stdout)[0]["text"] == "13812345678"
    boxes.write_text(proposed.stdout, "utf-8")
    assert run("redact", source, boxes, target).exit_code == 0
    assert b"13812345678" not in target.read_bytes()
    assert run("redact", source).exit_code == 2
    boxes.write_text("{", "utf-8")
    assert "不是 JSON" in run("redact", source, boxes, target).stderr


def test_it_says_that_a_case_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    assert "打不开" in run("case", "verify", path).stderr
    path.write_bytes(b"nothing")
    result = run("case", "verify", path)
    assert result.exit_code == 2
    assert "不是完整的案卷文件" in result.stderr
