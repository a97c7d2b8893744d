"""Sealing a file piece by piece, so that neither end holds more than one piece.

    version (1) · key id (4) · salt (16) · pieces of 64 KiB, each with its tag

Every file has a key of its own, derived with its salt. A piece's nonce is its number and whether it is the last, so
that pieces cannot be left out, repeated, reordered or cut off unnoticed.
"""

import os
from collections.abc import Iterable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gongkai.web.vault.errors import Damaged
from gongkai.web.vault.ring import ID_LENGTH, LENGTH, Key, ring
from gongkai.web.vault.sealed import TAG_LENGTH

VERSION = b"\x02"
PIECE = 64 * 1024
_SALT = 16
_HEAD = len(VERSION) + ID_LENGTH + _SALT


def seal_stream(chunks: Iterable[bytes], context: str) -> Iterator[bytes]:
    """The sealed file, in pieces. Sealed with the first key and bound to the context."""
    key, salt = ring().first, os.urandom(_SALT)
    head = VERSION + key.id + salt
    yield head
    cipher, bound = _cipher(key, salt), head + context.encode()
    for number, (piece, is_last) in enumerate(_with_last(_of_one_size(chunks))):
        yield cipher.encrypt(_nonce(number, is_last=is_last), piece, bound)


def unseal_stream(file: IO[bytes], context: str) -> Iterator[bytes]:
    """The content, in pieces, each of them proven before it is given. Raises UnknownKey or Damaged."""
    head = file.read(_HEAD)
    if len(head) != _HEAD or not head.startswith(VERSION):
        raise Damaged
    key = ring().of_id(head[len(VERSION) : -_SALT])
    cipher, bound = _cipher(key, head[-_SALT:]), head + context.encode()
    sealed = iter(lambda: file.read(PIECE + TAG_LENGTH), b"")
    is_last = False
    for number, (piece, is_last) in enumerate(_with_last(sealed)):
        try:
            yield cipher.decrypt(_nonce(number, is_last=is_last), piece, bound)
        except InvalidTag as error:
            raise Damaged from error
    if not is_last:  # not one piece: even an empty file has one
        raise Damaged


def _cipher(key: Key, salt: bytes) -> AESGCM:
    secret = key.for_use("sealed streams")
    return AESGCM(HKDF(SHA256(), LENGTH, salt=salt, info=b"gongkai one stream").derive(secret))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _of_one_size(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of 64 KiB, the last one shorter; of nothing, one that is empty."""
    kept, was_any = bytearray(), False
    for chunk in chunks:
        kept += chunk
        while len(kept) >= PIECE:
            yield bytes(kept[:PIECE])
            del kept[:PIECE]
            was_any = True
    if kept or not was_any:
        yield bytes(kept)


def _with_last(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each piece, and whether it is the last one."""
    held: bytes | None = None
    for piece in pieces:
        if held is not None:
            yield held, False
        held = piece
    if held is not None:
        yield held, True
