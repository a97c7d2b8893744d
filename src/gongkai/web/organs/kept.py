"""What changes seldom and is asked on every page (the tree of organs, their settings, the calendar) is kept in the
memory of the process, and is never older than the database.

Every row that such an answer is made of is `Stamped`: it carries a number drawn by chance, and another whenever it is
saved. Their sum names what all of them say together; it is asked once a request, and what was kept under another sum
is out of use. So a process need not be told what another one committed, and what was rolled back leaves nothing behind:
its sum does not come again.
"""

import secrets
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from django.db import connection, models

from gongkai.web.ui import memory

Answer = TypeVar("Answer")
_BITS = 40
"""Eight million rows add up to less than a database's whole number, and no two sums are alike by chance."""
_MOST = 20_000


def drawn() -> int:
    """A number by chance."""
    return secrets.randbits(_BITS)


class Stamped(models.Model):
    """A row of which kept answers are made. Rows that belong to it are written together with it, and it is written by
    `save`: `update` of a queryset would pass by unseen."""

    stamp = models.BigIntegerField(default=drawn, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Under another number; whatever this request remembers is asked anew."""
        self.stamp = drawn()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "stamp"}
        super().save(*args, **kwargs)
        memory.forget()


def kept(question: Hashable, ask: Callable[[], Answer], answers: dict[Hashable, Any] | None = None) -> Answer:
    """The answer to the question, asked at most once by this process as long as no stamped row changes. answers: those
    that hold now, where they are at hand."""
    answers = answers_now() if answers is None else answers
    if question not in answers:
        answers[question] = ask()
    found: Answer = answers[question]
    return found


def answers_now() -> dict[Hashable, Any]:
    """All answers that hold now, to look up many at once. One query, the first time in a request."""
    answers = _answers(memory.remembered("organs.stamp", _stamp))
    if len(answers) > _MOST:
        answers.clear()
    return answers


@lru_cache(maxsize=2)
def _answers(stamp: int) -> dict[Hashable, Any]:
    return {}


def _stamp() -> int:
    tables = (model._meta.db_table for model in Stamped.__subclasses__())  # noqa: SLF001  (Django's own name)
    every = " UNION ALL ".join(f"SELECT stamp FROM {connection.ops.quote_name(table)}" for table in tables)  # noqa: S608  (names of our own)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(SUM(stamp), 0) FROM ({every}) every")  # noqa: S608
        return int(cursor.fetchone()[0])
