"""What a person may do is asked once a request, when first needed, and forgotten with it. And no view of the office is
entered past its rule.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import get_user
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from gongkai.web.accounts.checks import OFFICE, rule_of_view
from gongkai.web.accounts.models import User
from gongkai.web.accounts.queries import standing_of
from gongkai.web.ui.clock import today


def standing(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Comes after Django's own authentication, and asks nothing of a visitor who is not signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _person(request))
        return get_response(request)

    return middleware


def _person(request: HttpRequest) -> User:
    user = get_user(request)
    if isinstance(user, User):
        request.person = user  # whoever asks later without wishing to ask the database
    if isinstance(user, User) and user.standing is None:
        user.standing = SimpleLazyObject(lambda: standing_of(user, on=today()))
    return user


class Doors:
    """However an address came to lie under /office/ (a pattern, an include, another set of addresses), its view has a
    rule, or nobody gets in. The check of the site finds such an address before anyone asks for it (accounts.checks)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, words: Any, named: Any) -> None:
        if request.path_info.startswith(f"/{OFFICE}") and rule_of_view(view) is None:
            raise ImproperlyConfigured("A view under /office/ has no rule: give it @office_view.")
