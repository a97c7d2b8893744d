"""Setting a PDF by typst: tagged for screen readers (PDF/UA-1), same input same bytes, no character lost."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import typst

from gongkai.annual_report.errors import FontMissing
from gongkai.annual_report.writers.fonts import FOLDERS, at_hand

_STANDARD: Final = "ua-1"
"""Accessible, and the engine refuses characters that no font shows."""
_NOT_SHOWN = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def typeset(source: bytes, inputs: Mapping[str, str], font_folders: tuple[Path, ...]) -> bytes:
    """The PDF of this source with these inputs. Raises FontMissing where no font at hand shows a character."""
    try:
        return typst.compile(
            source,
            format="pdf",
            font_paths=at_hand(font_folders),
            ignore_system_fonts=True,
            pdf_standards=_STANDARD,
            sys_inputs=dict(inputs),
            timestamp=0,
        )
    except typst.TypstError as error:
        match = _NOT_SHOWN.search(error.message)
        if match is None:
            raise
        raise FontMissing(_not_shown(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), match["text"]))) from error


def _not_shown(text: str) -> str:
    codes = "、".join(f"U+{ord(char):04X}" for char in text[:8])
    return (
        f"现有的字体都没有“{text[:8]}”（{codes}）这个字，写不出 PDF（不能让文字变成空框）。"
        f"请安装收字更全的中文字体（如 fonts-noto-cjk），用环境变量 {FOLDERS} 指出所在的文件夹，或者改用别的字。"
    )
