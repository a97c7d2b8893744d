"""The fonts a PDF is set in: found on the system or in folders named by the caller, or said to be missing."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from gongkai.annual_report.errors import FontMissing
from gongkai.annual_report.writers.faces import Face, faces

FOLDERS = "GONGKAI_FONTS"
"""The environment variable in which the command line and the web look for folders of fonts."""


def families(folders: tuple[Path, ...]) -> Mapping[str, tuple[str, ...]]:
    """For each face the families at hand, in the order of preference.

    Raises FontMissing where a face has none: the message says which were looked for and what to install.
    """
    at_hand = _at_hand(folders)
    found = {
        name: tuple(family for family in face.families if family in at_hand) for name, face in faces().by_name.items()
    }
    for name, usable in found.items():
        if not usable:
            raise FontMissing(_missing(faces()[name], folders))
    return found


@cache
def at_hand(folders: tuple[Path, ...]) -> typst.Fonts:
    """All fonts of the system and of these folders."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=list(folders))


@cache
def _at_hand(folders: tuple[Path, ...]) -> frozenset[str]:
    return frozenset(at_hand(folders).families())


def _missing(face: Face, folders: tuple[Path, ...]) -> str:
    places = "、".join(map(str, folders))
    return (
        "没有找到能显示中文的字体，写不出 PDF（不能让文字变成空框）。"
        f"{face.label}找过这些字体：{'、'.join(face.families)}；"
        f"找过的地方：系统字体{'和 ' + places if places else ''}。"
        "请安装其中一种（Debian：apt install fonts-noto-cjk），"
        f"或把字体文件放进一个文件夹，用环境变量 {FOLDERS} 指出它。"
    )
