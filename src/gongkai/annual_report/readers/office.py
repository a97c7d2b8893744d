"""DOC, WPS, XLS, ET, RTF and ODF to blocks: LibreOffice, where it is installed, makes a DOCX or XLSX of them first."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Source
from gongkai.annual_report.readers.docx import source_of_docx
from gongkai.annual_report.readers.xlsx import source_of_xlsx

SECONDS = 60
"""How long LibreOffice may take; a report takes it two to five."""

_READERS = {"docx": source_of_docx, "xlsx": source_of_xlsx}
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book\x00".encode("utf-16-le"), b"opendocument.spreadsheet")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


def source_of_office(data: bytes) -> Source:
    """What an older document holds. Raises UnreadableSource where it has a password, cannot be converted in time, or
    LibreOffice is not installed."""
    if _PASSWORD in data:
        raise UnreadableSource("文件设有密码，打不开。请去掉密码后再试。")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnreadableSource(
            "这是旧版 Word、WPS、Excel、RTF 或 ODF 文件，要装有 LibreOffice 才能读，这台机器上没有。"
            "请安装 LibreOffice，或把文件另存为 DOCX、XLSX 后再试。"
        )
    kind = "xlsx" if any(mark in data for mark in _WORKBOOKS) else "docx"
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        return _READERS[kind](_converted(program, data, kind, Path(folder)))


def _converted(program: str, data: bytes, kind: str, folder: Path) -> bytes:
    """The document in another format, made in a profile of its own that runs no macros and follows no links."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    paper = folder / "paper.bin"
    paper.write_bytes(data)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
    _run([*command, "--convert-to", kind, "--outdir", str(folder), str(paper)], home=folder)
    made = folder / f"paper.{kind}"
    if not made.is_file():
        raise UnreadableSource("LibreOffice 打不开这个文件，它可能已损坏。请用 Word 或 WPS 另存为 DOCX 后再试。")
    return made.read_bytes()


def _run(command: list[str], *, home: Path) -> None:
    """Run within the time limit; what the program started ends with it."""
    environment = {"PATH": os.defpath, "HOME": str(home), "LANG": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603 — the program is the one found on the PATH, the arguments are our own
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            raise UnreadableSource(
                f"LibreOffice 用了 {SECONDS} 秒还没有打开这个文件，已停止。请用 Word 或 WPS 另存为 DOCX 后再试。"
            ) from error
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and all it started, which share a process group that is theirs alone."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
