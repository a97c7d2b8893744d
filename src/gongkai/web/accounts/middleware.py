"""What a person may do is asked once a request, when first needed, and forgotten with it."""

from collections.abc import Callable

from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

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
