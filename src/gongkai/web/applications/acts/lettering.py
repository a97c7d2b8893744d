"""拟写、制作文书: words for a letter are kept sealed; the letter is numbered, written and filed in one transaction."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from gongkai.papers.errors import Unfinished
from gongkai.papers.letters.draft import Draft, draft
from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.letters import Letter, letters
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.proving import named
from gongkai.web.applications.letters.drafting import letters_of_case, record_of
from gongkai.web.applications.letters.facts import Facts, facts_of
from gongkai.web.applications.letters.making import keep, written
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import Actor, together
from gongkai.web.rules.numbering import Series, next_number

Given = Mapping[str, Any]


class LetterLacks(Unfinished):
    """The letter lacks something: `draft.missing` says what, and where it is filled in."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__(f"《{draft.title}》还不能制作：" + "".join(map(str, draft.missing)))


def draft_letter(
    thing: Application, *, by: Actor, on: date, letter: str, given: Given, version: int | None = None
) -> None:
    """拟写文书: what the letter needs beyond the record, for whoever signs it. Raises NotAllowed for a letter that no
    application has."""
    _known(letter)
    do(thing, "draft_letter", by=by, on=on, office={"letter": letter}, words={"given": dict(given)}, version=version)


def make_letter(
    thing: Application, *, by: Actor, on: date, letter: str, given: Given, keeps: bool = True,
    version: int | None = None,
) -> Draft:  # fmt: skip
    """制作文书: number it, write it, file it. keeps: False to see what it would be.

    Raises NotAllowed, LetterLacks, another PaperError, FileRefused.
    """
    found = _known(letter)
    with together():
        number = _number(thing, found, on)
        return _made(thing, found, by=by, on=on, given=given, number=number, keeps=keeps, version=version)


def with_letter(
    thing: Application, act: Callable[[str], Any], letter: str, *, by: Actor, on: date, given: Given,
    keeps: bool = True,
) -> Draft:  # fmt: skip
    """An act together with the letter that it calls for: both, or nothing. act: does it, given the letter's number."""
    found = _known(letter)
    with together():
        number = _number(thing, found, on)
        act(number)
        return _made(thing, found, by=by, on=on, given=given, number=number, of=thing.version, keeps=keeps)


def drafted_words(facts: Facts, letter: str) -> dict[str, Any]:
    """What was written for that letter last (for an extension also when it was asked for); empty where nothing was."""
    row = facts.last("draft_letter", letter=letter)
    asked = facts.last("ask_extension") if letter == "extension_notice" else None
    found = max((one for one in (row, asked) if one), key=lambda one: one.number, default=None)
    return dict(facts.sealed(found).get("given", {})) if found else {}


def _known(key: str) -> Letter:
    if key not in {one.key for one in letters_of_case()}:
        raise NotAllowed("没有这种文书，或者它不属于依申请公开。", cite("REG 45 [A]"), "请从列出的文书中选择。")
    return letters()[key]


def _number(thing: Application, letter: Letter, on: date) -> str:
    return next_number(thing.organ, Series.LETTER, on=on, class_mark=letter.serial) if letter.serial else ""


def _made(
    thing: Application, letter: Letter, *, by: Actor, on: date, given: Given, number: str, keeps: bool,
    of: int | None = None, version: int | None = None,
) -> Draft:  # fmt: skip
    facts = facts_of(thing)
    record = record_of(facts, letter.key, on=on, given=given, number=number)
    made = draft(letter.key, record)
    if made.missing:
        raise LetterLacks(made)
    if keeps:
        files = keep(thing, made.title, written(thing, made, record, on=on), by=by)
        office = {"letter": letter.key, "title": made.title, "number": number, "files": named(files)}
        office |= {} if of is None else {"of": of}
        do(thing, "make_letter", by=by, on=on, office=office, words={"given": dict(given)}, version=version)
    return made
