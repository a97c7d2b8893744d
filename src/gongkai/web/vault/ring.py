"""The keys. Each is 32 random bytes; what is used is derived from it, one key for each use, so no use helps another.

A key that is retired leaves the part that makes digests behind: digests stand in events, which nobody changes, and in
letters that were printed. That part can compare, and open nothing.
"""

import base64
import binascii
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from gongkai.web.vault.errors import BadKey, UnknownKey

LENGTH = 32
ID_LENGTH = 4
DIGESTS = "digests for lookup"
RETIRED = "digests:"
"""What a retired key begins with where keys are written down."""


def new_key() -> str:
    """A new key, as GONGKAI_DATA_KEYS writes one."""
    return base64.b64encode(os.urandom(LENGTH)).decode()


def parse_keys(words: Sequence[str]) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    """The keys of a setting in their order, and what is left of those that are retired. Raises BadKey."""
    parsed = [(word.startswith(RETIRED), _parsed(number, word)) for number, word in enumerate(words, start=1)]
    if not parsed or parsed[0][0]:
        raise BadKey(1)
    return tuple(key for is_retired, key in parsed if not is_retired), tuple(
        key for is_retired, key in parsed if is_retired
    )


def _parsed(number: int, word: str) -> bytes:
    try:
        key = base64.b64decode(word.strip().removeprefix(RETIRED).replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadKey(number) from error
    if len(key) != LENGTH:
        raise BadKey(number)
    return key


@dataclass(frozen=True, slots=True)
class Key:
    """One key: the name it goes by in what it sealed, and a key for each use."""

    secret: bytes = field(repr=False)

    def for_use(self, use: str, *, length: int = LENGTH) -> bytes:
        """The key for one use alone."""
        return _derived(self.secret, use, length)

    @property
    def id(self) -> bytes:
        return self.for_use("name of the key", length=ID_LENGTH)

    @property
    def written(self) -> str:
        """As GONGKAI_DATA_KEYS writes it."""
        return base64.b64encode(self.secret).decode()

    @property
    def retired(self) -> str:
        """What is written in its place when nothing is sealed with it any more."""
        return RETIRED + base64.b64encode(self.for_use(DIGESTS)).decode()


@lru_cache(maxsize=1024)
def _derived(secret: bytes, use: str, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=f"gongkai {use}".encode()).derive(secret)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All keys of the installation. The first one seals; of the retired ones only the part for digests is left."""

    keys: tuple[Key, ...]
    retired: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def first(self) -> Key:
        return self.keys[0]

    def of_id(self, key_id: bytes) -> Key:
        """Raises UnknownKey."""
        for key in self.keys:
            if key.id == key_id:
                return key
        raise UnknownKey(key_id)


def ring() -> KeyRing:
    """The keys of the settings as they stand now."""
    return _ring(tuple(settings.DATA_KEYS), tuple(settings.RETIRED_DATA_KEYS))


@lru_cache(maxsize=8)
def _ring(secrets: tuple[bytes, ...], retired: tuple[bytes, ...]) -> KeyRing:
    return KeyRing(tuple(Key(secret) for secret in secrets), retired)
