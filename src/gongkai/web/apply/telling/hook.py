"""The outgoing message to a gateway of the organ (short messages, the office automation): JSON, signed, with a key by
which a repetition is known (docs/how-to/tell-applicants.md)."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from time import time
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

_SECONDS = 5


class NotTaken(Exception):
    """The gateway did not take the message; it is sent again later."""


class _NoRedirect(HTTPRedirectHandler):
    """A signed message goes where it was told to go, and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)


def post(key: str, message: Mapping[str, Any]) -> None:
    """Send it. Raises NotTaken for any answer but 2xx, and OSError where nobody answers."""
    body = json.dumps({"key": key, **message}, ensure_ascii=False, sort_keys=True).encode()
    at = str(int(time()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Gongkai-Key": key,
        "X-Gongkai-Time": at,
        "X-Gongkai-Signature": f"sha256={signature(at, body)}",
    }
    request = Request(settings.APPLICANT_HOOK_URL, body, headers, method="POST")  # noqa: S310  (http or https: settings)
    try:
        with _opener.open(request, timeout=_SECONDS):
            return
    except HTTPError as error:
        raise NotTaken(f"the gateway answered {error.code}") from error


def signature(at: str, body: bytes) -> str:
    """HMAC-SHA256 of time, a dot, and the body, by the shared secret; in hexadecimal digits."""
    secret = settings.APPLICANT_HOOK_SECRET.encode()
    return hmac.new(secret, at.encode() + b"." + body, hashlib.sha256).hexdigest()
