"""Columns whose content is sealed. Python sees the value, the database sees bytes; nothing can be searched in them.

name = EncryptedTextField("姓名")
name_digest = models.CharField(max_length=64, db_index=True)      beside it where equality is asked (vault.lookup)
"""

import json
from abc import ABC, abstractmethod
from typing import Any

from django import forms
from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.lookups import IsNull

from gongkai.web.vault.sealed import seal, unseal


class Sealed(models.Field, ABC):
    """The common half: no field by itself. A value is bound to its column, app.model.field: moved to another one it
    cannot be read."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    @property
    def context(self) -> str:
        """What the values are bound to."""
        return f"{self.model._meta.label_lower}.{self.name}"  # noqa: SLF001  (Django's own name for its public interface)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        return None if value is None else connection.Database.Binary(seal(self._bytes(value), self.context))

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Raises CannotUnseal."""
        return None if value is None else self._value(unseal(bytes(value), self.context))

    def get_lookup(self, lookup_name: str) -> Any:
        """Raises FieldError: two sealed values never look alike, so a search would find nothing and say nothing."""
        if lookup_name == "isnull":
            return IsNull
        raise FieldError(f"{self.name} is sealed: search by its digest (vault.lookup), not by {lookup_name}.")

    def value_to_string(self, obj: models.Model) -> str:
        return self._bytes(self.value_from_object(obj)).decode()

    @abstractmethod
    def _bytes(self, value: Any) -> bytes:
        """What is sealed of a value."""

    @abstractmethod
    def _value(self, data: bytes) -> Any:
        """The value in what was sealed."""


class EncryptedTextField(Sealed):
    """A text, sealed."""

    empty_strings_allowed = True

    def _bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def _value(self, data: bytes) -> str:
        return data.decode()

    def to_python(self, value: Any) -> str | None:
        return None if value is None else str(value)

    def formfield(self, **options: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.CharField, "max_length": self.max_length, **options})


class EncryptedJSONField(Sealed):
    """Whatever JSON can say, sealed."""

    empty_strings_allowed = False

    def _bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()

    def _value(self, data: bytes) -> Any:
        return json.loads(data)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj)

    def formfield(self, **options: Any) -> forms.Field | None:
        return super().formfield(**{"form_class": forms.JSONField, **options})
