"""Cases, and people who work on them."""

from datetime import date
from itertools import count

from allauth.mfa.models import Authenticator
from django.test import Client

from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.organs.models import Organ
from tests.web.factories import a_person
from tests.web.office.casework.models import Case

DAY = date(2025, 2, 17)
_numbers = count(1)


def a_case(organ: Organ, title: str = "防汛物资采购合同", *, due: date | None = None, pages: int = 1, **fields) -> Case:
    number = f"2025-{next(_numbers):06d}"
    return Case.objects.create(organ=organ, number=number, title=title, due_on=due, pages=pages, **fields)


def a_handler(organ: Organ, *roles: Role, **fields) -> User:
    return a_person("李科员", *(roles or (Role.HANDLER,)), at=organ, **fields)


def signed_in(user: User) -> Client:
    """With a second factor, as staff are."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(user)
    return client
