"""ODT and ODS: no scripts, no password."""

from typing import IO

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.package import part
from gongkai.web.files.checks.zipped import opened
from gongkai.web.files.detect import locked
from gongkai.web.files.errors import FileRefused

_SCRIPTS = ("basic/", "scripts/")
_MANIFEST = "META-INF/manifest.xml"


def look(file: IO[bytes]) -> None:
    """Raises FileRefused."""
    package = opened(file)
    names = package.namelist()
    if any(name.lower().startswith(_SCRIPTS) for name in names):
        raise FileRefused("macro", "文件里有宏，打开时可能运行程序", "请在办公软件里删除宏，或者另存为 PDF，再上传")
    try:
        if _MANIFEST in names and b"encryption-data" in part(package, _MANIFEST):
            raise locked()
        if b"<script:event-listener" in part(package, "content.xml"):
            raise FileRefused("macro", "文件里有会自动运行的脚本", "请在办公软件里删除，或者另存为 PDF，再上传")
    except UnreadableSource as error:
        raise FileRefused("damaged", str(error).partition("。")[0], "请在办公软件里另存一份再上传") from error
