"""What came of a table, and the words that its cells may hold."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from gongkai.web.directory.intake.table import Fault, Line

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Result:
    """How many were (or would be) entered, and what stands against it. With a fault, nothing was entered."""

    counts: Mapping[str, int]
    faults: Sequence[Fault] = ()
    is_rehearsal: bool = False

    def __str__(self) -> str:
        if self.faults:
            return f"没有导入：{len(self.faults)} 处要改。"
        counted = "，".join(f"{name} {count} 个" for name, count in self.counts.items())
        return f"可以导入：{counted}。" if self.is_rehearsal else f"已导入：{counted}。"


class _Rehearsed(Exception):
    """Ends a rehearsal, so that all of it is taken back."""


@contextmanager
def entering(*, is_rehearsal: bool) -> Iterator[None]:
    """All in one transaction; a rehearsal does everything and takes it back."""
    try:
        with transaction.atomic():
            yield
            if is_rehearsal:
                raise _Rehearsed
    except _Rehearsed:
        return


def chosen(line: Line, column: str, choices: Mapping[str, Choice], faults: list[Fault]) -> Choice | None:
    """The choice that a cell names; None, with a fault, where it names none."""
    if line[column] in choices:
        return choices[line[column]]
    faults.append(Fault(line.number, column, f"“{line[column]}”不在可选的{'、'.join(choices)}之中。"))
    return None


def day(line: Line, column: str, faults: list[Fault]) -> date | None:
    """The day in a cell; None where it is empty, or, with a fault, no day."""
    try:
        return date.fromisoformat(line[column]) if line[column] else None
    except ValueError:
        faults.append(Fault(line.number, column, f"“{line[column]}”不是日期，请写成 2025-02-17。"))
        return None


def faults_of(line: Line, row: models.Model, columns: Mapping[str, str]) -> list[Fault]:
    """What a row's own fields have against their cells; columns says which field stands in which column."""
    try:
        row.clean_fields(exclude=[field.name for field in row._meta.fields if field.name not in columns])  # noqa: SLF001
    except ValidationError as error:
        return [Fault(line.number, columns[name], "".join(messages)) for name, messages in error.message_dict.items()]
    return []
