"""Words that are kept apart and sealed: written once, opened for whoever may, destroyed when their time is over."""

from collections.abc import Iterable, Mapping
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.utils import timezone

from gongkai.web.applications.models import Application, Particulars, Purpose
from gongkai.web.audit.chain import canonical
from gongkai.web.vault import digest_for_lookup, digests_for_lookup

_SALT = "salt"
_VOUCHES = "applications.particulars.content"
_APPLICANT = "applications.applicant"
_CONTENT = "applications.content"
_CODE = "applications.code"


def seal(application: UUID, purpose: Purpose, content: Mapping[str, Any]) -> dict[str, str]:
    """Keep the words; what the event says of them: key, purpose and keyed digest."""
    row = drafted(application, purpose, content)
    row.save(force_insert=True)
    return named(row)


def drafted(application: UUID, purpose: Purpose, content: Mapping[str, Any]) -> Particulars:
    """The row of the words, not yet saved. With them a number is sealed that nobody knows: once they are destroyed, the
    digest that stays in the chain cannot be tried against a guess, not even by whoever has the key."""
    sealed = {**content, _SALT: token_hex(16)}
    digest = digest_for_lookup(canonical(sealed), _VOUCHES)
    return Particulars(application=application, purpose=purpose, content=sealed, digest=digest)


def named(row: Particulars) -> dict[str, str]:
    """What an event says of a row."""
    return {"key": str(row.key), "purpose": Purpose(row.purpose).value, "digest": row.digest}


def opened(keys: Iterable[str | UUID]) -> dict[str, Mapping[str, Any]]:
    """The words of these keys, by key; those that were destroyed are missing. One query."""
    rows = Particulars.objects.filter(key__in=list(keys), erased_at=None)
    return {str(row.key): {key: said for key, said in row.content.items() if key != _SALT} for row in rows}


def content_of(thing: Application) -> Mapping[str, Any]:
    """The sealed application as it stands; empty where it was destroyed or never entered."""
    return opened([thing.particulars]).get(str(thing.particulars), {}) if thing.particulars else {}


def is_vouched_for(row: Particulars, digest: str) -> bool:
    """Whether the words are those that the event speaks of; of destroyed ones only the digest can be compared."""
    if row.content is None:
        return row.digest == digest
    return digest in digests_for_lookup(canonical(row.content), _VOUCHES)


def erase(application: UUID) -> int:
    """Destroy all words of the application for good: how many rows."""
    rows = Particulars.objects.filter(application=application, erased_at=None)
    return rows.update(content=None, erased_at=timezone.now())


def digest_of_applicant(content: Mapping[str, Any]) -> str:
    """By which a second application of the same person is known; empty where nothing tells him from others."""
    found = _identity(content.get("applicant", {}))
    return digest_for_lookup(found, _APPLICANT) if found else ""


def _identity(applicant: Mapping[str, str]) -> str:
    number = applicant.get("identity_number", "")
    if number:
        return number
    name, reached = applicant.get("name", ""), applicant.get("phone") or applicant.get("address") or ""
    return f"{name}|{reached}" if name and reached else ""


def digest_of_content(content: Mapping[str, Any]) -> str:
    """By which an application for the same information is known."""
    items = content.get("items", ())
    text = "|".join(f"{item.get('description', '')}#{item.get('document_number', '')}" for item in items)
    return digest_for_lookup(text, _CONTENT) if text.strip("#|") else ""


def digest_of_code(code: str) -> str:
    """What is kept of the code by which an applicant follows his application."""
    return digest_for_lookup(code, _CODE)


def digests_of_code(code: str) -> list[str]:
    """What to search an application by."""
    return digests_for_lookup(code, _CODE)
