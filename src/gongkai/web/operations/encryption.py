"""An archive under a passphrase: scrypt makes the key, AES-GCM seals chunk by chunk, so that any size streams.

    magic, salt, then chunks: length (4 bytes), sealed bytes
A chunk's nonce is its number; its last byte says whether it is the last one, so that no chunk can be left out, added,
or put elsewhere, and a cut archive is seen.
"""

import os
from io import BufferedIOBase, RawIOBase
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from gongkai.web.operations.errors import BadArchive, CannotOperate

MAGIC = b"GONGKAI SEALED 1\n"
_CHUNK = 1024 * 1024
_SALT = 16
_TAG = 16
_SHORTEST = 12


def passphrase(path: Path) -> bytes:
    """The first line of the file. Raises CannotOperate where it is missing or too short to guard anything."""
    try:
        found = path.read_bytes().split(b"\n")[0].strip()
    except OSError as error:
        raise CannotOperate(f"读不了口令文件 {path}。请检查路径和权限。") from error
    if len(found) < _SHORTEST:
        raise CannotOperate(f"口令文件 {path} 的第一行至少要有 {_SHORTEST} 个字节。请换一个长的口令。")
    return found


def _cipher(secret: bytes, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(secret))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


class Sealing(BufferedIOBase):
    """Write plain bytes here; sealed ones arrive at `target`. `finish` writes the last chunk; without it the archive is
    not whole."""

    def __init__(self, target: BinaryIO, secret: bytes) -> None:
        self._target, salt = target, os.urandom(_SALT)
        self._cipher, self._number, self._held = _cipher(secret, salt), 0, bytearray()
        target.write(MAGIC + salt)

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._held += data
        while len(self._held) > _CHUNK:
            self._seal(bytes(self._held[:_CHUNK]), is_last=False)
            del self._held[:_CHUNK]
        return len(data)

    def finish(self) -> None:
        """All has been written."""
        self._seal(bytes(self._held), is_last=True)
        self._held.clear()

    def _seal(self, plain: bytes, *, is_last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, is_last=is_last), plain, MAGIC)
        self._target.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1


class Opened(RawIOBase):
    """Read plain bytes out of a sealed archive that stands right after its magic. Raises BadArchive."""

    def __init__(self, source: BinaryIO, secret: bytes) -> None:
        self._source, self._number, self._held, self._is_over = source, 0, b"", False
        self._cipher = _cipher(secret, source.read(_SALT))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._held and not self._is_over:
            self._held = self._next()
        part = self._held[: len(buffer)]
        buffer[: len(part)] = part
        self._held = self._held[len(part) :]
        return len(part)

    def _next(self) -> bytes:
        length = int.from_bytes(self._source.read(4), "big")
        sealed = self._source.read(length) if _TAG <= length <= _CHUNK + _TAG else b""
        for is_last in (False, True):
            try:
                plain = self._cipher.decrypt(_nonce(self._number, is_last=is_last), sealed, MAGIC)
            except (InvalidTag, ValueError):
                continue
            self._number, self._is_over = self._number + 1, is_last
            return plain
        if self._number == 0:
            raise BadArchive("打不开这份加密的备份：口令不对，或者文件开头已经损坏。没有改动任何内容。")
        raise BadArchive("这份加密的备份不完整或者被改动过：中间有一段无法解开。没有改动任何内容，请换一份备份。")
