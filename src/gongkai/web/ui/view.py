"""How a visitor wishes to see the pages. Kept in a cookie, nowhere else."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

LARGE_TYPE = "gongkai_large_type"
_A_YEAR = 365 * 24 * 3600


def chosen(request: HttpRequest) -> dict[str, Any]:
    """For every template: the site's name, and whether large type (大字版) is on."""
    return {"site_name": settings.SITE_NAME, "large_type": request.COOKIES.get(LARGE_TYPE) == "1"}


@require_safe
def large_type(request: HttpRequest, *, on: bool) -> HttpResponse:
    """Turn large type on or off and go back to the page one came from; only to a page of this site."""
    back = request.GET.get("back", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)
    response.headers["Cache-Control"] = "no-store"
    if on:
        response.set_cookie(LARGE_TYPE, "1", max_age=_A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        response.delete_cookie(LARGE_TYPE, samesite="Lax")
    return response
