"""Sealing a value: AES-256-GCM, bound to the context it stands in, so that it cannot be moved to another column.

    version (1) · key id (4) · nonce (12) · ciphertext and tag

A nonce is random; one key may seal 2^32 values before a new one has to be put in front (NIST SP 800-38D 8.3).
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.web.vault.errors import Damaged
from gongkai.web.vault.ring import ID_LENGTH, Key, ring

VERSION = b"\x01"
NONCE_LENGTH = 12
TAG_LENGTH = 16
_HEAD = len(VERSION) + ID_LENGTH
_USE = "sealed values"


def seal(data: bytes, context: str) -> bytes:
    """Sealed with the first key. The context names the place, as app.model.field; it is asked again to unseal."""
    key = ring().first
    head, nonce = VERSION + key.id, os.urandom(NONCE_LENGTH)
    return head + nonce + _cipher(key).encrypt(nonce, data, head + context.encode())


def unseal(sealed: bytes, context: str) -> bytes:
    """Raises UnknownKey or Damaged, both CannotUnseal."""
    sealed = bytes(sealed)
    head, nonce, body = sealed[:_HEAD], sealed[_HEAD : _HEAD + NONCE_LENGTH], sealed[_HEAD + NONCE_LENGTH :]
    if not head.startswith(VERSION) or len(body) < TAG_LENGTH:
        raise Damaged
    key = ring().of_id(head[len(VERSION) :])
    try:
        return _cipher(key).decrypt(nonce, body, head + context.encode())
    except InvalidTag as error:
        raise Damaged from error


def key_id_of(sealed: bytes) -> bytes:
    """The name of the key that sealed a value or a stream; of what is not sealed, some bytes."""
    return bytes(sealed[len(VERSION) : _HEAD])


def seal_text(text: str, context: str) -> str:
    """Sealed text as text, for a place that holds JSON (an event's payload)."""
    return base64.urlsafe_b64encode(seal(text.encode(), context)).decode()


def unseal_text(sealed: str, context: str) -> str:
    """Raises CannotUnseal."""
    return unseal(sealed_bytes(sealed), context).decode()


def sealed_bytes(sealed: str) -> bytes:
    """The sealed bytes in what `seal_text` wrote. Raises Damaged."""
    try:
        return base64.b64decode(sealed.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Damaged from error


def _cipher(key: Key) -> AESGCM:
    return AESGCM(key.for_use(_USE))
