"""Where a view lets a refusal of the law or a collision pass, the person still reads its sentence."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from gongkai.regulation.errors import RegulationError
from gongkai.web.audit import readonly
from gongkai.web.audit.errors import Collision, ReadOnly
from gongkai.web.ui import errors

_ZERO = "NUL (0x00)"
"""In what the driver of PostgreSQL says to a text with a zero character, which nobody types."""
GetResponse = Callable[[HttpRequest], HttpResponse]

_SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_KEEPS_NO_RECORD = frozenset(
    {
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "reports:try",
    }
)
"""What is sent but makes no record: who signs in or out, and a paper that is only tried."""


def read_only(get_response: GetResponse) -> GetResponse:
    """While the site writes nothing, whatever is sent to be kept is refused before a view sees it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in _SAFE or _keeps_no_record(request):
            return get_response(request)
        try:
            readonly.refuse_when_on()
        except ReadOnly as error:
            return errors.read_only(request, str(error))
        return get_response(request)

    return middleware


def _keeps_no_record(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in _KEEPS_NO_RECORD
    except Resolver404:
        return False


class Refusals:
    """409, with what, why and what to do now; 503 where nothing is written for a while; 400 for what is no text."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, ReadOnly):
            return errors.read_only(request, str(exception))
        if isinstance(exception, RegulationError | Collision):
            return errors.conflict(request, str(exception))
        if isinstance(exception, DataError | ValueError) and _ZERO in str(exception):
            return errors.bad_request(request, exception)
        return None
