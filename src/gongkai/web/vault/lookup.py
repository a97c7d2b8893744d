"""Finding what is sealed: a keyed digest beside it says whether two texts are equal, and nothing else about them.

Applicant.objects.filter(id_number_digest__in=digests_for_lookup(number, "applications.applicant.id_number"))
"""

import hashlib
import hmac
import unicodedata

from gongkai.web.vault.ring import DIGESTS, ring


def digest_for_lookup(text: str, context: str) -> str:
    """What is stored beside a sealed text: 64 hexadecimal digits, by the first key."""
    return _digest(ring().first.for_use(DIGESTS), text, context)


def digests_for_lookup(text: str, context: str) -> list[str]:
    """What to search for: the digest by every key, since rows from before a change of keys carry the old one's, also
    where that is retired."""
    secrets = [*(key.for_use(DIGESTS) for key in ring().keys), *ring().retired]
    return [_digest(secret, text, context) for secret in secrets]


def _digest(secret: bytes, text: str, context: str) -> str:
    return hmac.new(secret, f"{context}\0{plain(text)}".encode(), hashlib.sha256).hexdigest()


def plain(text: str) -> str:
    """The text as it is compared: full-width forms, blanks and letter case make no difference (１１０１… is 1101…)."""
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
