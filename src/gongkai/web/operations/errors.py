"""Why a backup or a restore is not done.

CannotOperate                 one plain Chinese sentence: what, why, what to do; nothing was changed unless it says so
└── BadArchive                the archive is not whole, not ours, or not for this program
"""


class CannotOperate(Exception):
    """It cannot be done."""


class BadArchive(CannotOperate):
    """The archive cannot be trusted or does not fit; nothing was touched."""
