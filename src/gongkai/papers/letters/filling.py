"""Sentences with their names filled in. What a sentence asks for and the record lacks is noted, never skipped."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.papers.letters.template import Field, Part, common_fields, law
from gongkai.papers.letters.values import Missing, Row, Value, value_of
from gongkai.papers.words import within
from gongkai.regulation.days import value_on

_NAME = re.compile(r"\{(=?)([^{}]+)\}")
_LAW = re.compile(r"[A-Z][A-Z0-9]+(?: |$|、)")


class Filling:
    """The values of one paper. known: what is derived and needs no field (你, the remedies)."""

    def __init__(
        self,
        record: Mapping[str, Any],
        fields: Mapping[str, Field],
        *,
        known: Mapping[str, str],
        defaults: Mapping[str, str],
        on: date | None,
    ) -> None:
        self.record, self.on = record, on
        self.fields = {**common_fields(), **fields}
        self.known, self.defaults = dict(known), defaults
        self.missing: dict[str, Missing] = {}
        self.values: dict[str, Value] = {}

    def get(self, key: str) -> Value | None:
        """The value of that name, or None."""
        if key not in self.values:
            found = self._find(key)
            if found is None:
                return None
            self.values[key] = found
        return self.values[key]

    def need(self, key: str) -> Value:
        """The value of that name; where there is none it is noted as missing."""
        found = self.get(key)
        if found is None:
            field = self.fields.get(key) or Field(key, key, "拟稿页")
            self.missing.setdefault(key, Missing(key, field.label, field.where))
            return ""
        return found

    def sentence(self, text: str) -> str:
        """The sentence with every name filled in."""
        return _NAME.sub(lambda match: self._part(match[1], match[2]), text)

    def items(self, key: str) -> tuple[str, ...]:
        """The items of a list, numbered where there are several, each closed by a stop."""
        found = self.need(key)
        lines = (found,) if isinstance(found, str) else tuple(in_line(line) for line in found)
        return numbered(lines)

    def paragraphs(self, part: Part) -> Iterator[str]:
        """The paragraphs that a step of the body comes to."""
        if (part.when and self.get(part.when) is None) or (part.unless and self.get(part.unless) is not None):
            return
        if part.each:
            yield from self.items(part.each)
        elif part.text:
            yield self.sentence(part.text)

    def rows(self, key: str) -> tuple[Row, ...]:
        """The rows of a table."""
        found = self.need(key)
        return tuple(row for row in found if not isinstance(row, str)) if not isinstance(found, str) else ()

    def _find(self, key: str) -> Value | None:
        if key in self.known:
            return self.known[key]
        field = self.fields.get(key)
        own = value_of(self.record, field) if field else None
        if own is not None:
            return own
        return self.sentence(self.defaults[key]) if key in self.defaults else None

    def _part(self, sign: str, name: str) -> str:
        if sign:
            return str(value_on(name, self.on).value) if self.on else ""
        if _LAW.match(name):
            return law(name)
        found = self.need(name)
        return found if isinstance(found, str) else "；".join(within(in_line(line)) for line in found)


def in_line(line: str | Row) -> str:
    """A row in running text: 2025年3月3日发出补正告知书."""
    return line if isinstance(line, str) else "".join(line.values())


def numbered(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The items of a list as paragraphs: one alone is a sentence, several bear numbers."""
    if len(lines) == 1:
        return (f"{within(lines[0])}。",)
    return tuple(
        f"{number}．{within(line)}{'。' if number == len(lines) else '；'}" for number, line in enumerate(lines, 1)
    )
