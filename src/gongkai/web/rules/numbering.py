"""Giving numbers: one after the other, none twice, none left out, each year and series from 1.

The counter's row is locked until the act that takes the number is done, and an act that fails gives it back. So two
registrations in one organ and series follow each other; those of other organs do not wait.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from django.db import connection

from gongkai.regulation.letters import numberings
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import as_of
from gongkai.web.rules import numbers
from gongkai.web.rules.models import Counter
from gongkai.web.rules.queries import EffectiveSettings, settings_of

_LONGEST_SERIAL = 9


class Series(StrEnum):
    """What is numbered, by the name of the setting that says how."""

    APPLICATION = "number_application"
    LETTER = "number_letter"
    INDEX = "number_index"


def next_number(organ: Organ, series: Series, *, on: date, class_mark: str = "") -> str:
    """The next number of the organ on that day, taken. class_mark: the class of a letter (letters.yaml `serial`).

    Raises RuntimeError outside of a transaction: the number would be gone though nothing was numbered.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A number is taken inside the transaction of the act that needs it.")
    held = settings_of(organ, on=on)
    facts = _facts(organ, held, on, class_mark)
    Counter.objects.bulk_create([_counter(organ, held[series], facts)], ignore_conflicts=True)
    counter = Counter.objects.select_for_update().get(organ=organ, frame=numbers.frame(held[series], facts))
    counter.last += 1
    counter.save(update_fields=["last"])
    return numbers.written(held[series], facts, counter.last)


def keep_clear(organ: Organ, series: Series, numbers_taken: Iterable[str], *, years: Iterable[int]) -> None:
    """Numbers of an old register that read like the organ's own of these years: the count goes on behind the highest
    of them, so that none is given twice. Inside the transaction that enters them."""
    taken = set(numbers_taken)
    for year in years:
        held = settings_of(organ, on=date(year, 12, 31))
        facts = _facts(organ, held, date(year, 12, 31), "")
        frame = numbers.frame(held[series], facts)
        highest = max((serial for text in taken if (serial := _serial(frame, text))), default=0)
        if highest:
            Counter.objects.bulk_create([_counter(organ, held[series], facts)], ignore_conflicts=True)
            counter = Counter.objects.select_for_update().get(organ=organ, frame=frame)
            counter.last = max(counter.last, highest)
            counter.save(update_fields=["last"])


def _serial(frame: str, text: str) -> int:
    before, _, after = frame.partition("{serial}")
    middle = text.removeprefix(before).removesuffix(after)
    is_ours = text.startswith(before) and text.endswith(after) and middle.isascii() and middle.isdigit()
    return int(middle) if is_ours and len(middle) < _LONGEST_SERIAL else 0


def sample(organ: Organ, series: Series, held: EffectiveSettings, *, class_mark: str = "答") -> str:
    """What the next number would be, were it taken now; nothing is taken."""
    facts = _facts(organ, held, held.on, class_mark)
    counter = Counter.objects.filter(organ=organ, frame=numbers.frame(held[series], facts)).first()
    return numbers.written(held[series], facts, counter.last + 1 if counter else 1)


def _counter(organ: Organ, template: str, facts: Mapping[str, object]) -> Counter:
    return Counter(organ=organ, frame=numbers.frame(template, facts))


def _facts(organ: Organ, held: EffectiveSettings, on: date, class_mark: str) -> dict[str, object]:
    """A template that is one of the law's own patterns prints its marks; any other the usual ones (答 as 复)."""
    template = held[Series.LETTER]
    pattern = next((one for one in numberings().values() if one.pattern == template), numberings()["letter_head"])
    return {
        "mark": held["head_mark"] or _short_name(organ, on),
        "class_mark": pattern.marks.get(class_mark, class_mark),
        "year": on.year,
        "code": organ.code,
        "credit_code": organ.credit_code or organ.code,
    }


def _short_name(organ: Organ, on: date) -> str:
    then = as_of(organ, on)
    return (then.short_name or then.name) if then else (organ.short_name or organ.name)
