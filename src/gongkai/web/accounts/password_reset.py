"""A forgotten password: a letter with a link that lasts an hour and opens once (CSL 21: who signs in is who he says).

Whoever asks learns nothing: the same page answers in the same time whether the address belongs to an account or not,
because the address is looked up where the letter is sent, by the worker. The second factor is asked for as before.
"""

from typing import Any

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from gongkai.web.accounts.forms import Plain
from gongkai.web.accounts.letters import send_letter
from gongkai.web.accounts.models import User


class AskForm(Plain, ResetPasswordForm):
    """The address alone; nothing is looked up while someone waits for the answer."""

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        send_letters.enqueue(self.cleaned_data["email"])
        return self.cleaned_data["email"]


@task()
def send_letters(email: str) -> None:
    """One letter for each account of that address that signs in with a password here."""
    found = User.objects.filter(email__iexact=email, is_active=True, is_demonstration=False)
    for user in found:
        if user.has_usable_password():
            _send(user)


def _send(user: User) -> None:
    words = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    link = settings.SITE_ADDRESS + reverse("account_reset_password_from_key", kwargs=words)
    body = render_to_string("account/password_reset.txt", {"user": user, "link": link})
    send_letter(f"password/{words['key']}", to=user.email, subject=f"{settings.SITE_NAME}：设定新密码", body=body)
