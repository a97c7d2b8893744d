"""Sealed columns brought under the first key, row by row, while the site runs.

May be stopped at any moment and begun again: what is under the first key is passed over. A row that changes under our
hands is left as it became, for whoever changed it sealed it with the first key.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import BinaryField, ExpressionWrapper, F, Manager, Value

from gongkai.web.vault.errors import CannotUnseal
from gongkai.web.vault.fields import Sealed
from gongkai.web.vault.ring import ring
from gongkai.web.vault.sealed import key_id_of, seal, unseal

BATCH = 200
Broken = tuple[str, str]
"""Where something cannot be unsealed, and why."""


def sealed_columns() -> list[Sealed]:
    """All of the site, whichever app they stand in."""
    fields = [field for model in apps.get_models() for field in model._meta.local_fields]  # noqa: SLF001
    return [field for field in fields if isinstance(field, Sealed)]


def keys_in(column: Sealed) -> Counter[bytes]:
    """How many values each key sealed."""
    return Counter(key_id_of(sealed) for rows in _batches(column) for _, sealed in rows)


def reseal_column(column: Sealed) -> Iterator[int | Broken]:
    """For each batch how many values were sealed anew; between them what cannot be opened."""
    for rows in _batches(column):
        old = [(key, sealed) for key, sealed in rows if key_id_of(sealed) != ring().first.id]
        done, broken = _resealed(column, old)
        yield from broken
        yield done


@transaction.atomic
def _resealed(column: Sealed, rows: Sequence[tuple[Any, bytes]]) -> tuple[int, list[Broken]]:
    done, broken = 0, list[Broken]()
    for key, sealed in rows:
        try:
            done += _put(column, key, sealed, seal(unseal(sealed, column.context), column.context))
        except CannotUnseal as error:
            broken.append((f"{column.context} {key}", str(error)))
    return done, broken


def _put(column: Sealed, key: Any, old: bytes, new: bytes) -> int:
    """Where it is still the same."""
    held = _rows(column).filter(pk=key, sealed_bytes=old)
    return held.update(**{column.name: Value(new, output_field=BinaryField())})


def _batches(column: Sealed) -> Iterator[list[tuple[Any, bytes]]]:
    """Key and sealed bytes of all rows that hold any, in the order of keys."""
    rows = _rows(column).filter(**{f"{column.name}__isnull": False}).order_by("pk").values_list("pk", "sealed_bytes")
    found = list(rows[:BATCH])
    while found:
        yield [(key, bytes(sealed)) for key, sealed in found]
        found = list(rows.filter(pk__gt=found[-1][0])[:BATCH])


def _rows(column: Sealed) -> Any:
    manager: Manager = column.model._base_manager  # noqa: SLF001  (Django's own name for its public interface)
    return manager.annotate(sealed_bytes=ExpressionWrapper(F(column.name), output_field=BinaryField()))
