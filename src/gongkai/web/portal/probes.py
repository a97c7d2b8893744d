"""What a supervisor of processes asks: does it live, and can it work?"""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.web.audit import readonly

log = logging.getLogger("gongkai.probes")


@never_cache
@require_safe
def process(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def database(request: HttpRequest) -> HttpResponse:
    """The database answers too; 503 where it does not. A read-only site is ready, and says what for."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        log.error("database does not answer: %s", type(error).__name__)
        return HttpResponse("database does not answer\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n" if readonly.state() is None else "ok, read-only\n", content_type="text/plain")
