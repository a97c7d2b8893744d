"""Small doors in front of every view: what a page may load, what may be kept of it, what a visitor may send."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils.cache import patch_vary_headers

from gongkai.web.ui import errors

GetResponse = Callable[[HttpRequest], HttpResponse]

_WITH_SCRIPT = ("/office/", "/account/", "/apply/form/")
"""Staff need this site's own scripts (passkeys); an applicant is helped by two of them, and can do without."""
_OF_ONE_PERSON = ("/office/", "/account/", "/apply/", "/track/", "/reply/")
"""Pages that show what concerns one person alone: nobody keeps them, not even his own browser."""
_DRAINED_AT_MOST = 64 * 1024 * 1024
_CHUNK = 64 * 1024


def pages(get_response: GetResponse) -> GetResponse:
    """No script, nothing from elsewhere, nothing inline: what a page needs comes from this site's own files. Outermost,
    so that it holds of every answer, also of those that another door gives.

    And a page in large type must not be kept for someone who did not ask for it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(request))
        for name, value in _EVERYWHERE.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(_OF_ONE_PERSON):
            response.headers.setdefault("Cache-Control", "private, no-store")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response

    return middleware


_EVERYWHERE = {
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Django's own doors set some of these too, but not on an answer that never reached them."""


def no_zero(get_response: GetResponse) -> GetResponse:
    """Refuse an address with a zero character (%00): no text has one, and PostgreSQL takes none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "%00" in request.META.get("QUERY_STRING", "") or "\0" in request.path_info:
            return errors.bad_request(request, SuspiciousOperation("a zero character"))
        return get_response(request)

    return middleware


def _policy(request: HttpRequest) -> str:
    with_script = request.path.startswith(_WITH_SCRIPT)
    return settings.STAFF_CONTENT_SECURITY_POLICY if with_script else settings.CONTENT_SECURITY_POLICY


def body_limit(get_response: GetResponse) -> GetResponse:
    """Refuse what is too large by its announced length, before a byte of it is kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = _announced_length(request)
        if length <= settings.BODY_LIMIT:
            return get_response(request)
        limit = _limit_of_view(request)
        if limit is not None and length <= limit:
            return get_response(request)
        _drain(request)
        return errors.too_large(request) if limit is None else errors.file_too_large(request, limit)

    return middleware


def _limit_of_view(request: HttpRequest) -> int | None:
    """What a view that takes files takes at most (files.incoming.takes_files); None for all others."""
    try:
        return getattr(resolve(request.path_info).func, "body_limit", None)
    except Http404:
        return None


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
