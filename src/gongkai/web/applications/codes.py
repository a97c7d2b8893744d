"""Codes by which people outside of the organ prove to be who they are: 12 signs of 32, so 60 bits, none like another.

An applicant's code is random, told once, and kept as a digest alone (sealing.digest_of_code). The code of a party that
is asked follows from the keys of personal data and from the event that asks: the letter can be printed again with it,
and nothing is stored.
"""

import secrets
from hmac import compare_digest
from uuid import UUID

from gongkai.web.vault import digest_for_lookup, digests_for_lookup
from gongkai.web.vault.lookup import plain

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12
_GROUP = 4
_REPLY = "applications.reply_code"
_HYPHENS = str.maketrans("", "", "-‐‑–—－_.·")


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))


def written(code: str) -> str:
    """As it is printed: K7QM-2XWP-9FTA."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def as_typed(text: str) -> str:
    """The code in what somebody typed: case, blanks, hyphens and full-width forms make no difference."""
    return plain(text.translate(_HYPHENS)).upper()


def reply_code(application: UUID, number: int) -> str:
    """The code of the party that the application's event of that number asks."""
    return _of_digest(digest_for_lookup(_place(application, number), _REPLY))


def is_reply_code(code: str, application: UUID, number: int) -> bool:
    """Whether it is that party's; also where the letter was printed under an older key. Takes the same time always."""
    known = [_of_digest(digest) for digest in digests_for_lookup(_place(application, number), _REPLY)]
    equal = [compare_digest(code.encode(), one.encode()) for one in known]
    return any(equal)


def _place(application: UUID, number: int) -> str:
    return f"{application}/{number}"


def _of_digest(digest: str) -> str:
    number, signs = int(digest, 16), []
    for _ in range(LENGTH):
        number, sign = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[sign])
    return "".join(signs)
