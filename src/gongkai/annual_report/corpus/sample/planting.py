"""How a defect is planted in a draft: in its cells, its labels, its headings, its text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import TypeAlias

from gongkai.annual_report.corpus.sample.draft import Chapter, Draft, rows_of, shown
from gongkai.annual_report.report import Value


@dataclass(frozen=True, slots=True)
class Planted:
    """A draft with a defect in it, where it is (a cell, a head, a section), and what stands there instead of what."""

    draft: Draft
    where: str
    was: str
    now: str


Plant: TypeAlias = Callable[[Draft, Random], Planted | None]
"""None where the paper has no place for the defect."""


def cell(name: str, value: Callable[[int], Value], *, needs: Callable[[int], bool] = lambda _: True) -> Plant:
    """This cell says something else."""

    def plant(draft: Draft, chance: Random) -> Planted | None:
        before = draft.cells.get(name)
        if not isinstance(before, int) or not needs(before):
            return None
        after = value(before)
        return Planted(draft.with_cells({name: (shown(after), after)}), name, shown(before), shown(after))

    return plant


def column_cell(row: str, change: int) -> Plant:
    """The row of table 3 is wrong by that much in one column of applicants, and in its total with it."""

    def plant(draft: Draft, chance: Random) -> Planted | None:
        column = chance.choice(("natural_person", "business", "legal_service", "other"))
        cells = [f"table3.{row}.{name}" for name in (column, "total")]
        after = {name: int(draft.cells.get(name) or 0) + change for name in cells}
        if any(name not in draft.cells or value < 0 for name, value in after.items()):
            return None
        changed = draft.with_cells({name: (str(value), value) for name, value in after.items()})
        return Planted(changed, cells[0], shown(draft.cells[cells[0]]), str(after[cells[0]]))

    return plant


def label(official: str, misprint: str, where: str) -> Plant:
    """A label or a head of a table is misprinted."""

    def plant(draft: Draft, chance: Random) -> Planted | None:
        changed = draft.with_labels(lambda text: misprint if text == official else text)
        return Planted(changed, where, official, misprint) if changed != draft else None

    return plant


def heading(number: int, misprint: str) -> Plant:
    """A section's heading is misprinted."""

    def plant(draft: Draft, chance: Random) -> Planted | None:
        before = draft.chapter(number).heading
        changed = draft.with_chapter(number, lambda chapter: replace(chapter, heading=misprint))
        return Planted(changed, f"section.{number}", before, misprint)

    return plant


def prose(section: int, pattern: str, instead: Callable[[Draft, Random], str]) -> Plant:
    """A sentence says something else. The pattern's first match is replaced; `\\1` keeps what it caught."""

    def plant(draft: Draft, chance: Random) -> Planted | None:
        text = instead(draft, chance)
        try:
            changed = draft.with_prose(section, pattern, text)
        except ValueError:
            return None
        return Planted(changed, f"section.{section}", pattern, text) if changed != draft else None

    return plant


def sentence(section: int, text: Callable[[Draft], str | None]) -> Plant:
    """A sentence more in that section."""

    def plant(draft: Draft, chance: Random) -> Planted | None:
        added = text(draft)
        if added is None:
            return None

        def with_sentence(chapter: Chapter) -> Chapter:
            return replace(chapter, paragraphs=(*chapter.paragraphs, added))

        return Planted(draft.with_chapter(section, with_sentence), f"section.{section}", "", added)

    return plant


def title(change: Callable[[Draft], str]) -> Plant:
    """The title says something else."""

    def plant(draft: Draft, chance: Random) -> Planted | None:
        after = change(draft)
        return Planted(replace(draft, title=(after,)), "title", "".join(draft.title), after)

    return plant


def preface(change: Callable[[Draft], Mapping[str, str]]) -> Plant:
    """Words of the preface are others."""

    def plant(draft: Draft, chance: Random) -> Planted | None:
        texts = list(draft.preface)
        for before, after in change(draft).items():
            texts = [text.replace(before, after) for text in texts]
        changed = replace(draft, preface=tuple(texts))
        return Planted(changed, "preface", draft.preface[0], texts[0]) if changed != draft else None

    return plant


def without_chapter(number: int) -> Plant:
    def plant(draft: Draft, chance: Random) -> Planted | None:
        chapters = tuple(chapter for chapter in draft.chapters if chapter.number != number)
        return Planted(replace(draft, chapters=chapters), f"section.{number}", draft.chapter(number).heading, "")

    return plant


def swapped_chapters(one: int, other: int) -> Plant:
    def plant(draft: Draft, chance: Random) -> Planted | None:
        order = {one: other, other: one}
        chapters = tuple(draft.chapter(order.get(chapter.number, chapter.number)) for chapter in draft.chapters)
        return Planted(replace(draft, chapters=chapters), f"section.{one}", str(one), str(other))

    return plant


def result_totals_blank(draft: Draft, chance: Random) -> Planted | None:
    """The total of every row of results is blank."""
    rows = list(rows_of(draft.form, draft.cells))[2:-1]
    changed = draft.with_cells({row[-1]: ("", None) for row in rows})
    return Planted(changed, rows[0][-1], shown(draft.cells[rows[0][-1]]), "")
