"""Older formats through LibreOffice, where it is installed; one plain sentence where it is not."""

import shutil
import subprocess
from pathlib import Path

import pytest

from gongkai.annual_report.errors import ReportError, UnreadableSource
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.readers import office
from tests.annual_report.docx_papers import docx_of_python_docx, xlsx_paper
from tests.annual_report.papers import Paper
from tests.annual_report.readers.test_layouts import FIGURES, expected

SOFFICE = shutil.which("soffice")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("made_from", "kind"), [("docx", "doc"), ("xlsx", "xls")])
def test_it_reads_every_cell_of_an_older_document(tmp_path: Path, made_from: str, kind: str) -> None:
    paper = Paper(cells=FIGURES)
    source = tmp_path / f"paper.{made_from}"
    source.write_bytes(docx_of_python_docx(paper) if made_from == "docx" else xlsx_paper(paper))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", tmp_path, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    reading = read_paper((tmp_path / f"paper.{kind}").read_bytes(), source=f"paper.{kind}")
    assert reading.report.cells == expected(paper)
    assert reading.report.organ == "青石县水利局"


def test_it_says_what_to_do_where_libreoffice_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", {}.get)
    with pytest.raises(UnreadableSource, match=r"要装有 LibreOffice 才能读.*另存为 DOCX"):
        read_paper(OLE + bytes(600), source="paper.doc")


def test_it_says_that_a_document_has_a_password() -> None:
    with pytest.raises(UnreadableSource, match="设有密码"):
        read_paper(OLE + "EncryptedPackage".encode("utf-16-le"), source="paper.docx")


def test_it_ends_a_program_that_does_not_come_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "soffice"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(shutil, "which", {"soffice": str(slow)}.get)
    monkeypatch.setattr(office, "SECONDS", 0.2)
    with pytest.raises(UnreadableSource, match="还没有打开这个文件，已停止"):
        read_paper(OLE + bytes(600), source="paper.doc")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_it_refuses_a_damaged_document() -> None:
    with pytest.raises(ReportError):
        read_paper(OLE + bytes(range(256)) * 8, source="paper.doc")
