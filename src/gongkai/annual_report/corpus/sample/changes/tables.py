"""What happens to whole tables: broken by pages, lost, captioned, their labels in other words."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from random import Random

from gongkai.annual_report.corpus.sample.draft import Chapter, Draft
from gongkai.annual_report.form.form import form

_LINES_ON_FIRST_PAGE = 15


def broken_by_a_page(draft: Draft, chance: Random) -> Draft:
    """Table 3 in two pieces, the page's number between them."""
    number = f"- {chance.randrange(3, 9)} -"
    at = _LINES_ON_FIRST_PAGE + chance.randrange(-4, 5)

    def broken(chapter: Chapter) -> Chapter:
        sheet = chapter.sheets[0]
        pieces = replace(sheet, lines=sheet.lines[:at]), replace(sheet, lines=sheet.lines[at:], caption=number)
        return replace(chapter, sheets=pieces)

    return draft.with_chapter(3, broken)


def lost(draft: Draft, chance: Random) -> Draft:
    """One table is a picture, or gone."""
    return draft.with_chapter(chance.choice((2, 3, 4)), lambda chapter: replace(chapter, sheets=()))


def captioned(draft: Draft, chance: Random) -> Draft:
    caption = chance.choice(("该部分以表格形式报告。", f"单位：{draft.organ}  {draft.year}年度", "（单位：件）"))
    return draft.with_sheets(lambda sheet: replace(sheet, caption=caption))


def other_labels(draft: Draft, chance: Random) -> Draft:
    """Labels and heads in wordings that other papers use for the same."""
    wordings = _wordings(draft.form.year)
    chosen = {text: chance.choice(also) for text, also in wordings.items() if chance.random() < 0.5}
    return draft.with_labels(lambda text: chosen.get(text, text))


@cache
def _wordings(form_year: int) -> Mapping[str, tuple[str, ...]]:
    """Official text → other wordings, for labels that stand for one row or column only."""
    official = form(form_year)
    labels = [label for row in official.rows for label in (row.label, *(column.label for column in row.columns))]
    return {label.text: label.also for label in labels if label.also and label.text[0] != "（"}


def other_numbering(draft: Draft, chance: Random) -> Draft:
    """1、 for 1. and brackets of half width."""

    def renumbered(text: str) -> str:
        text = text.replace("（", "(").replace("）", ")")
        return f"{text[0]}、{text[2:]}" if text[1:2] == "." else text

    return draft.with_labels(renumbered)
