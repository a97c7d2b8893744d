"""A made paper in traditional characters, as mirrors of organs' pages convert it: every word of it, labels included."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache

from opencc import OpenCC

from gongkai.annual_report.corpus.sample.draft import Chapter, Draft, Sheet, Square


@cache
def _converter(usage: str) -> OpenCC:
    return OpenCC(usage)


@lru_cache(maxsize=8192)
def _converted(usage: str, text: str) -> str:
    return text if text.isascii() else str(_converter(usage).convert(text))


def traditional(draft: Draft) -> Draft:
    """The paper sign for sign in traditional characters."""
    return _throughout(draft, lambda text: _converted("s2t", text))


def of_taiwan(draft: Draft) -> Draft:
    """The paper in the characters and the words of Taiwan (檔案 for 文件)."""
    return _throughout(draft, lambda text: _converted("s2twp", text))


def _throughout(draft: Draft, change: Callable[[str], str]) -> Draft:
    def sheet(printed: Sheet) -> Sheet:
        return replace(printed.map(square), caption=change(printed.caption))

    def square(printed: Square) -> Square:
        return replace(printed, text=change(printed.text))

    def chapter(printed: Chapter) -> Chapter:
        return replace(
            printed,
            heading=change(printed.heading),
            paragraphs=tuple(map(change, printed.paragraphs)),
            sheets=tuple(map(sheet, printed.sheets)),
        )

    return replace(
        draft,
        organ=change(draft.organ),
        title=tuple(map(change, draft.title)),
        preface=tuple(map(change, draft.preface)),
        chapters=tuple(map(chapter, draft.chapters)),
        contact=change(draft.contact),
        before=tuple(map(change, draft.before)),
    )
