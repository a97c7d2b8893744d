"""Where a view lets a refusal of the law or a collision pass, the person still reads its sentence."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gongkai.regulation.errors import RegulationError
from gongkai.web.audit.errors import Collision
from gongkai.web.ui import errors


class Refusals:
    """409, with what, why and what to do now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, RegulationError | Collision):
            return errors.conflict(request, str(exception))
        return None
