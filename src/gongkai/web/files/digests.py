"""SHA-256 and SM3 (GB/T 32905) of a content that passes by in pieces."""

from collections.abc import Iterable, Iterator

from cryptography.hazmat.primitives import hashes


class Digests:
    """Both digests and the size of whatever passed through."""

    def __init__(self) -> None:
        self.size = 0
        self._sha256, self._sm3 = hashes.Hash(hashes.SHA256()), hashes.Hash(hashes.SM3())

    def passing(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces, counted on their way."""
        for chunk in chunks:
            self.size += len(chunk)
            self._sha256.update(chunk)
            self._sm3.update(chunk)
            yield chunk

    @property
    def sha256(self) -> str:
        return self._sha256.copy().finalize().hex()

    @property
    def sm3(self) -> str:
        return self._sm3.copy().finalize().hex()
