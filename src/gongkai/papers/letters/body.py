"""The body of a letter, step by step; of a reply to several items, item by item (REG 36, 37: each gets its answer).

The record of such a reply holds `items`: of each its number, what was asked, outcome, finding_key, elements, grounds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.papers.errors import BadValue
from gongkai.papers.letters.derived import basis_of, grounds_of
from gongkai.papers.letters.elements import Element, Heading, Paragraph
from gongkai.papers.letters.filling import Filling
from gongkai.papers.letters.sheets import schedule
from gongkai.papers.letters.template import FindingWords, Part, finding_words
from gongkai.papers.letters.values import Missing
from gongkai.papers.words import quoted
from gongkai.regulation.grounds import Ground
from gongkai.regulation.numerals import chinese
from gongkai.regulation.outcomes import Outcome

_SUBHEADS = "一二三四五六七八九"
_ONCE = "schedule"
"""What the record holds for the whole letter: it is printed with the first item that has a place for it."""


@dataclass(frozen=True, slots=True)
class Item:
    """What one item of the application gets."""

    number: int
    asked: str
    words: FindingWords
    grounds: tuple[Ground, ...]
    record: Mapping[str, Any]


def finding_of(record: Mapping[str, Any]) -> FindingWords:
    """The finding that outcome and finding_key of the record name. Raises BadValue."""
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


def items_of(record: Mapping[str, Any]) -> tuple[Item, ...]:
    """The items of a reply to several; none for a reply to one, which has its finding in the record itself."""
    given = record.get("items") or ()
    if isinstance(given, str | int) or len(given) < 2:
        return ()
    return tuple(
        Item(int(one["item"]), str(one.get("asked", "")), finding_of(one), grounds_of(one), one) for one in given
    )


def step_of(part: Part, words: FindingWords | None, filling: Filling, items: Sequence[Item] = ()) -> Iterator[Element]:
    """What a step of the body comes to."""
    if part.each == "@result" and items:
        yield from _each(items, filling)
    elif part.each == "@result" and words:
        yield Paragraph(filling.sentence("{result}"))
        for step in words.body:
            yield from step_of(step, words, filling)
    elif part.schedule:
        if filling.get(part.schedule):
            yield schedule(filling.fields[part.schedule], filling.rows(part.schedule))
    else:
        for text in filling.paragraphs(part):
            yield Heading(text) if text[:1] in _SUBHEADS and text[1:2] == "、" else Paragraph(text)


def _each(items: Sequence[Item], filling: Filling) -> Iterator[Element]:
    """A heading an item; under it what was asked, on what ground, the result, and the words of its finding."""
    left = dict(filling.record)
    for place, item in enumerate(items, start=1):
        own = _filling_of(item, filling, left)
        yield Heading(f"{chinese(place)}、关于第{item.number}项")
        if item.asked:
            yield Paragraph(f"申请公开的内容：“{item.asked}”。")
        yield Paragraph(own.sentence("根据{basis}的规定，答复如下：{result}"))
        for step in item.words.body:
            yield from (_below(one) for one in step_of(step, item.words, own))
        if _ONCE in own.values:
            left.pop(_ONCE, None)
        filling.missing |= {
            f"item{item.number}.{key}": Missing(
                f"item{item.number}.{key}", f"第{item.number}项：{one.label}", one.where
            )
            for key, one in own.missing.items()
        }


def _filling_of(item: Item, whole: Filling, record: Mapping[str, Any]) -> Filling:
    """The values of one item: its elements, and what the letter knows as a whole."""
    known = {**whole.known, "basis": quoted(basis_of(item.words, item.record))}
    own = {**record, **(item.record.get("elements") or {})}
    return Filling(own, item.words.fields, known=known, defaults={"result": item.words.result}, on=whole.on)


def _below(element: Element) -> Element:
    """Under the heading of an item a heading is one level lower (GB/T 9704: 一、 then （一）)."""
    return Paragraph(f"（{element.text[0]}）{element.text[2:]}") if isinstance(element, Heading) else element
