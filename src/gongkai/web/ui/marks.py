"""Small marks of state and time, as values: a word first, a colour beside it. Colour alone says nothing to some."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SOON = 3
"""How many days before its day something is near."""


class Tone(StrEnum):
    """The colours that a mark may have. Green, amber and red are kept for time, for what is over, and for the state of
    the site itself."""

    PLAIN = "plain"
    CHOICE = "choice"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Mark:
    """A word with its tone."""

    text: str
    tone: Tone = Tone.PLAIN

    def __str__(self) -> str:
        return self.text


def due_mark(due: date, today: date) -> Mark:
    """How far a due day is, in days of the calendar."""
    return left_mark(due, today, (due - today).days, "天")


def left_mark(due: date, today: date, left: int, unit: str) -> Mark:
    """How far a due day is, counted in days of some kind: below zero when it is over."""
    if due < today:
        return Mark(f"已逾期 {-left} {unit}" if left else "已逾期", Tone.RED)
    if due == today:
        return Mark("今天到期", Tone.RED)
    return Mark(f"还有 {left} {unit}", Tone.AMBER if left <= SOON else Tone.GREEN)
