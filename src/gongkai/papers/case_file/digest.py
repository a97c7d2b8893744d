"""Digests of files: SHA-256, and SM3 (GB/T 32905) beside it."""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes


@dataclass(frozen=True, slots=True)
class Digest:
    """Both digests and the size."""

    size: int
    sha256: str
    sm3: str


class Digesting:
    """Takes a file in pieces."""

    def __init__(self) -> None:
        self._size, self._sha256, self._sm3 = 0, hashlib.sha256(), hashes.Hash(hashes.SM3())

    def update(self, piece: bytes) -> None:
        """The next piece."""
        self._size += len(piece)
        self._sha256.update(piece)
        self._sm3.update(piece)

    def done(self) -> Digest:
        """What it came to. Nothing can be added after."""
        return Digest(self._size, self._sha256.hexdigest(), self._sm3.finalize().hex())


def digest(data: bytes) -> Digest:
    """The digests of bytes at hand."""
    digesting = Digesting()
    digesting.update(data)
    return digesting.done()
