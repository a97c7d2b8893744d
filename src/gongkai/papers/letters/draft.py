"""A letter as it will be sent: assembled from its sentences, the record's values, the finding and the remedies.

`draft` never fails because something is not known yet: what is missing is listed with the place to fill it in, so that
a person can see the letter grow. The writers refuse to write it before nothing is missing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from gongkai.papers.errors import BadValue, Unfinished
from gongkai.papers.letters import parties
from gongkai.papers.letters.derived import basis_of, known_of, tell_remedies
from gongkai.papers.letters.elements import (
    Addressee,
    Attachments,
    Element,
    Head,
    Heading,
    Number,
    Paragraph,
    Signature,
    Title,
)
from gongkai.papers.letters.filling import Filling
from gongkai.papers.letters.sheets import schedule, sheet, slip
from gongkai.papers.letters.template import FindingWords, Part, Template, common_fields, finding_words, template
from gongkai.papers.letters.values import Missing, Value, day
from gongkai.papers.words import quoted
from gongkai.regulation.citation import cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate
from gongkai.regulation.letters import Letter, letters
from gongkai.regulation.outcomes import Outcome

CONTENT, REASONS = cite("REG 36"), cite("REG 37")
Given = TypeVar("Given", bound=Filling)
_SUBHEADS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter in the making. values: what its sentences were filled with, for an organ's own template."""

    letter: Letter
    title: str
    elements: tuple[Element, ...]
    values: Mapping[str, Value]
    missing: tuple[Missing, ...]
    organ: str = ""


def draft(key: str, record: Mapping[str, Any]) -> Draft:
    """The letter of this key out of the record. Raises BadValue for a letter or a value that cannot be, and
    RegulationError where the law refuses (a day before receipt, a number on a paper that has none)."""
    found = _template(key)
    words = _finding(record) if found.remedy == "outcome" else None
    on = _signed_on(record)
    filling = _filling(found, words, record, on)
    elements = tuple(_sheet(found, filling) if found.is_sheet else _letter(found, words, filling))
    _need_the_rest(found, words, filling)
    organ = filling.get("organ")
    return Draft(
        letter=found.letter,
        title=words.finding.title if words else found.letter.title,
        elements=elements,
        values=MappingProxyType(dict(filling.values)),
        missing=tuple(filling.missing.values()),
        organ=organ if isinstance(organ, str) else "",
    )


def elements_with(
    key: str, choice: Mapping[str, Any], kind: Callable[[Filling], Given]
) -> tuple[str, tuple[Element, ...], Given]:
    """The title and elements of a letter with another kind of filling: tags in place of values. Raises BadValue."""
    found = _template(key)
    words = _finding(choice) if found.remedy == "outcome" else None
    filling = kind(_filling(found, words, choice, _signed_on(choice)))
    layout = _sheet(found, filling, variant=choice) if found.is_sheet else _letter(found, words, filling)
    return words.finding.title if words else found.letter.title, tuple(layout), filling


def missing(of: Draft) -> tuple[str, ...]:
    """What the letter still lacks, a sentence each: which value, and where it is filled in."""
    return tuple(map(str, of.missing))


def blank_form(key: str, record: Mapping[str, Any] | None = None) -> Draft:
    """A sheet to be filled in by hand: what is known is printed, the rest is room to write. Raises BadValue for a
    letter, which nobody fills in by hand."""
    found = _template(key)
    if not found.is_sheet:
        raise BadValue(f"《{found.letter.title}》不是表格，不能留空打印。请补齐内容后再写出。")
    given = record or {}
    filling = _filling(found, None, given, _signed_on(given))
    elements = tuple(_sheet(found, filling, blank=True))
    return Draft(found.letter, found.letter.title, elements, MappingProxyType(dict(filling.values)), ())


def finished(of: Draft) -> Draft:
    """The same draft. Raises Unfinished, with all that is missing, where it lacks something."""
    if of.missing:
        raise Unfinished(f"《{of.title}》还不能写出：" + "".join(missing(of)))
    return of


def _template(key: str) -> Template:
    if key not in letters():
        raise BadValue(f"没有“{key}”这种文书。可用的文书见 gongkai letter list。")
    return template(key)


def _finding(record: Mapping[str, Any]) -> FindingWords:
    outcome, key = str(record.get("outcome", "")), str(record.get("finding_key", ""))
    of_outcome = {place[1]: words for place, words in finding_words().items() if place[0].value == outcome}
    if not of_outcome:
        known = "、".join(known.value for known in Outcome)
        raise BadValue(f"办理结果“{outcome}”不认识（outcome）。请从{known}中选一种。")
    if not key and len(of_outcome) == 1:
        return next(iter(of_outcome.values()))
    if key not in of_outcome:
        raise BadValue(f"办理结果 {outcome} 没有“{key}”这种认定（finding_key）。请从{'、'.join(of_outcome)}中选一种。")
    return of_outcome[key]


def _signed_on(record: Mapping[str, Any]) -> date | None:
    field = common_fields()["on"]
    on = day(record["on"], field) if record.get("on") else None
    received = common_fields()["received_on"]
    if on and record.get("received_on") and on < day(record["received_on"], received):
        rule = f"落款日期{in_words(on)}早于收到日期{in_words(day(record['received_on'], received))}。"
        raise ImpossibleDate(rule, cite("REG 33"), "请核对两个日期。")
    return on


def _filling(found: Template, words: FindingWords | None, record: Mapping[str, Any], on: date | None) -> Filling:
    flat = {**record, **(record.get("elements") or {})} if words else record
    fields = {**found.fields, **(words.fields if words else {})}
    defaults = {**found.defaults, **({"result": words.result} if words else {})}
    filling = Filling(flat, fields, known=known_of(found, words, record), defaults=defaults, on=on)
    if words:
        filling.known.setdefault("basis", quoted(basis_of(words, record)))
    tell_remedies(found, words, record, filling)
    return filling


def _letter(found: Template, words: FindingWords | None, filling: Filling) -> Iterator[Element]:
    if head := filling.get("letter_head"):
        yield Head(str(head))
    if head and found.letter.serial:
        yield Number(str(filling.need("number")))
    yield Title(words.finding.title if words else found.letter.title)
    if not head and found.letter.serial:
        yield Number(str(filling.need("number")))
    if found.addressee:
        yield Addressee(f"{filling.need(found.addressee)}：")
    for part in found.body:
        yield from _part(part, words, filling)
    names = filling.get("attachments")
    if isinstance(names, tuple) and not (words and "attachments" in words.fields):
        yield Attachments(tuple(map(str, names)))
    yield Signature(str(filling.need("organ")), str(filling.need("on")))
    if found.slip:
        yield from slip(found.slip, filling)


def _part(part: Part, words: FindingWords | None, filling: Filling) -> Iterator[Element]:
    if part.each == "@result" and words:
        yield Paragraph(filling.sentence("{result}"))
        for step in words.body:
            yield from _part(step, words, filling)
    elif part.schedule:
        if filling.get(part.schedule):
            yield schedule(filling.fields[part.schedule], filling.rows(part.schedule))
    else:
        for text in filling.paragraphs(part):
            yield Heading(text) if text[:1] in _SUBHEADS and text[1:2] == "、" else Paragraph(text)


def _sheet(
    found: Template, filling: Filling, *, blank: bool = False, variant: Mapping[str, Any] | None = None
) -> Iterator[Element]:
    variants = found.layouts
    name = parties.form_variant(variant or filling.record) if len(variants) > 1 else next(iter(variants))
    yield Title(found.letter.title)
    yield from sheet(found, variants[name], filling, blank=blank)


def _need_the_rest(found: Template, words: FindingWords | None, filling: Filling) -> None:
    """What the letter must hold, or the file beside it, though no sentence prints it."""
    known = {"elements", "remedies"}
    shown = {key for rows in found.layouts.values() for row in rows for key in row}
    for field in (*found.fields.values(), *(words.fields.values() if words else ())):
        is_told = field.key in known and words
        if field.required and not is_told and (not found.is_sheet or field.key in shown):
            filling.need(field.key)
        elif field.key not in known:
            filling.get(field.key)
