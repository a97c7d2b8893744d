"""For which letters an organ may bring a template: every numbered letter, and of the reply each finding."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.papers.letters.template import finding_words
from gongkai.papers.own_templates.default import default_template
from gongkai.regulation.letters import letters
from gongkai.regulation.outcomes import outcome_rule
from gongkai.web.stationery.actions import choice_of

REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter, and of the reply a finding."""

    letter: str
    choice: str
    title: str


def entries() -> Iterator[Entry]:
    """In the order of the tables."""
    for one in letters().values():
        if one.serial and one.key != REPLY:
            yield Entry(one.key, "", one.title)
    for (outcome, key), words in finding_words().items():
        title = f"{words.finding.title}：{outcome_rule(outcome).full_label}，{words.finding.label}"
        yield Entry(REPLY, f"{outcome.value}/{key}", title)


def entry(letter: str, choice: str) -> Entry | None:
    """That one; None where there is none."""
    return next((one for one in entries() if (one.letter, one.choice) == (letter, choice)), None)


def default_of(one: Entry, *, on: date) -> bytes:
    """The template that an organ begins from."""
    return default_template(one.letter, on=on, choice=choice_of(one.choice))
