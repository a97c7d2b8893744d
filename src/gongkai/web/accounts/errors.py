"""Why access is refused.

Refused                       what, why, and what can be done instead: one plain Chinese sentence
├── Forbidden   → 403         he may see the thing, but this act is not his
└── Hidden      → 404         for him the thing is not there
"""

from django.core.exceptions import PermissionDenied

from gongkai.web.ui.errors import NotHere


class Refused(Exception):
    """An act or a page is refused. The message is for the screen."""


class Forbidden(Refused, PermissionDenied):
    """The person may see the thing, but holds no role that may do this to it."""


class Hidden(Refused, NotHere):
    """The person may not know that the thing is there."""
