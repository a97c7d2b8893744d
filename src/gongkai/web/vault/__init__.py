"""Personal data at rest: sealed with keys kept outside of the database (PIP 51), and found again by keyed digests.

    sealed = seal(b"...", "applications.applicant.name")      bytes for a column or a file
    unseal(sealed, "applications.applicant.name")             the same context, or CannotUnseal

The first key seals, every key unseals (settings.DATA_KEYS), so that a key is changed by putting a new one in front.
"""

from gongkai.web.vault.errors import CannotUnseal
from gongkai.web.vault.lookup import digest_for_lookup, digests_for_lookup
from gongkai.web.vault.ring import new_key
from gongkai.web.vault.sealed import seal, seal_text, unseal, unseal_text

__all__ = [
    "CannotUnseal",
    "digest_for_lookup",
    "digests_for_lookup",
    "new_key",
    "seal",
    "seal_text",
    "unseal",
    "unseal_text",
]
