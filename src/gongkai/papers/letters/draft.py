"""A letter as it will be sent: assembled from its sentences, the record's values, the finding and the remedies.

`draft` never fails because something is not known yet: what is missing is listed with the place to fill it in, so that
a person can see the letter grow. The writers refuse to write it before nothing is missing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from gongkai.papers.errors import BadValue, Unfinished
from gongkai.papers.letters import parties
from gongkai.papers.letters.body import Item, finding_of, items_of, step_of
from gongkai.papers.letters.derived import basis_of, grounds_of, known_of, tell_remedies
from gongkai.papers.letters.elements import (
    Addressee,
    Attachments,
    Element,
    Head,
    Number,
    Signature,
    Title,
)
from gongkai.papers.letters.filling import Filling
from gongkai.papers.letters.sheets import sheet, slip
from gongkai.papers.letters.template import FindingWords, Template, common_fields, template
from gongkai.papers.letters.values import Missing, Value, day
from gongkai.papers.words import quoted
from gongkai.regulation.citation import cite
from gongkai.regulation.dates import in_words
from gongkai.regulation.errors import ImpossibleDate
from gongkai.regulation.letters import Letter, letters
from gongkai.regulation.outcomes import Outcome

CONTENT, REASONS = cite("REG 36"), cite("REG 37")
_OF_ITEMS = {"finding", "basis", "result"}
"""What a reply to several items says with each of them."""
Given = TypeVar("Given", bound=Filling)


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
    words = finding_of(record) if found.remedy == "outcome" else None
    items = items_of(record) if words else ()
    filling = _filling(found, words, record, _signed_on(record), items)
    elements = tuple(_sheet(found, filling) if found.is_sheet else _letter(found, words, filling, items))
    _need_the_rest(found, words, filling, items)
    organ = filling.get("organ")
    return Draft(
        letter=found.letter,
        title=_title(found, words, items),
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
    words = finding_of(choice) if found.remedy == "outcome" else None
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


def _signed_on(record: Mapping[str, Any]) -> date | None:
    field = common_fields()["on"]
    on = day(record["on"], field) if record.get("on") else None
    received = common_fields()["received_on"]
    if on and record.get("received_on") and on < day(record["received_on"], received):
        rule = f"落款日期{in_words(on)}早于收到日期{in_words(day(record['received_on'], received))}。"
        raise ImpossibleDate(rule, cite("REG 33"), "请核对两个日期。")
    return on


def _title(found: Template, words: FindingWords | None, items: Sequence[Item] = ()) -> str:
    """The finding's own; of several items the one that they share, or the letter's. What is given in part is called so,
    though item by item."""
    titles = {item.words.finding.title for item in items}
    if words and (len(titles) < 2 or words.outcome is Outcome.PARTLY_GRANTED):
        return titles.pop() if len(titles) == 1 else words.finding.title
    return found.letter.title


def _filling(
    found: Template, words: FindingWords | None, record: Mapping[str, Any], on: date | None, items: Sequence[Item] = ()
) -> Filling:
    flat = {**record, **(record.get("elements") or {})} if words else record
    fields = {**found.fields, **(words.fields if words else {})}
    defaults = {**found.defaults, **({"result": words.result} if words else {})}
    filling = Filling(flat, fields, known=known_of(found, words, record), defaults=defaults, on=on)
    if words:
        filling.known.setdefault("basis", quoted(basis_of(words, record)))
    if items:
        filling.known["how_many"] = str(len(items))
        decided = {item.number: (item.words.outcome, item.grounds) for item in items}
    elif words:
        decided = {1: (words.outcome, grounds_of(record))}
    else:
        decided = {1: (Outcome.OTHER_OTHER, ())}
    tell_remedies(found, decided, record, filling)
    return filling


def _letter(
    found: Template, words: FindingWords | None, filling: Filling, items: Sequence[Item] = ()
) -> Iterator[Element]:
    if head := filling.get("letter_head"):
        yield Head(str(head))
    if head and found.letter.serial:
        yield Number(str(filling.need("number")))
    yield Title(_title(found, words, items))
    if not head and found.letter.serial:
        yield Number(str(filling.need("number")))
    if found.addressee:
        yield Addressee(f"{filling.need(found.addressee)}：")
    for part in found.body:
        yield from step_of(part, words, filling, items)
    names = filling.get("attachments")
    if isinstance(names, tuple) and not (words and "attachments" in words.fields):
        yield Attachments(tuple(map(str, names)))
    yield Signature(str(filling.need("organ")), str(filling.need("on")))
    if found.slip:
        yield from slip(found.slip, filling)


def _sheet(
    found: Template, filling: Filling, *, blank: bool = False, variant: Mapping[str, Any] | None = None
) -> Iterator[Element]:
    variants = found.layouts
    name = parties.form_variant(variant or filling.record) if len(variants) > 1 else next(iter(variants))
    yield Title(found.letter.title)
    yield from sheet(found, variants[name], filling, blank=blank)


def _need_the_rest(found: Template, words: FindingWords | None, filling: Filling, items: Sequence[Item] = ()) -> None:
    """What the letter must hold, or the file beside it, though no sentence prints it."""
    known = {"elements", "remedies"} | (_OF_ITEMS if items else set())
    shown = {key for rows in found.layouts.values() for row in rows for key in row}
    for field in (*found.fields.values(), *(words.fields.values() if words and not items else ())):
        is_told = field.key in known and words
        if field.required and not is_told and (not found.is_sheet or field.key in shown):
            filling.need(field.key)
        elif field.key not in known:
            filling.get(field.key)
