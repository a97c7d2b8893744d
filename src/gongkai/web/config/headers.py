"""Two small doors in front of every view: what a page may load, and how much a visitor may send."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from gongkai.web.ui import errors

GetResponse = Callable[[HttpRequest], HttpResponse]

_DRAINED_AT_MOST = 64 * 1024 * 1024
_CHUNK = 64 * 1024


def pages(get_response: GetResponse) -> GetResponse:
    """No script, nothing from elsewhere, nothing inline: what a page needs comes from this site's own files.

    And a page in large type must not be kept for someone who did not ask for it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(request))
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


def _policy(request: HttpRequest) -> str:
    staff = request.path.startswith(("/office/", "/account/"))
    return settings.STAFF_CONTENT_SECURITY_POLICY if staff else settings.CONTENT_SECURITY_POLICY


def body_limit(get_response: GetResponse) -> GetResponse:
    """Refuse what is too large by its announced length, before a byte of it is kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _announced_length(request) <= settings.BODY_LIMIT:
            return get_response(request)
        _drain(request)
        return errors.too_large(request)

    return middleware


def _announced_length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _drain(request: HttpRequest) -> None:
    """Let a browser finish sending, so that it shows our sentence rather than a broken connection; up to a point."""
    left = min(_announced_length(request), _DRAINED_AT_MOST)
    while left > 0:
        chunk = request.read(min(left, _CHUNK))
        if not chunk:
            return
        left -= len(chunk)
