"""Texts in traditional characters folded to simplified ones, in which labels are matched and sentences checked."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from opencc import OpenCC

from gongkai.annual_report.report import Report

_SIGN = "開"
"""A sign of 公開, without which there is no report on it."""
_TAIWAN = ("檔案", "資訊", "專案", "網路", "程式", "透過")
"""Words by which one sees that a converter put the usage of Taiwan in place of the mainland's: 文件 became 檔案."""


@cache
def _converter(usage: str) -> OpenCC:
    return OpenCC(usage)


def is_traditional(text: str) -> bool:
    return _SIGN in text


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The text in simplified characters and the words of the mainland."""
    if text.isascii():
        return text
    usage = "tw2sp" if any(word in text for word in _TAIWAN) else "t2s"
    return str(_converter(usage).convert(text))


def simplified(report: Report, printed: Mapping[str, str]) -> tuple[Report, Mapping[str, str]]:
    """A report, and the words printed in place of its labels, as the checks see them; both themselves, where nothing
    of the report is traditional."""
    texts = [report.title or "", *(text for section in report.sections for text in (section.title, section.text))]
    if not any(map(is_traditional, texts)):
        return report, printed
    sections = tuple(replace(one, title=fold(one.title), text=fold(one.text)) for one in report.sections)
    folded = replace(
        report,
        organ=report.organ and fold(report.organ),
        title=report.title and fold(report.title),
        preface=fold(report.preface),
        sections=sections,
    )
    return folded, {place: fold(words) for place, words in printed.items()}
