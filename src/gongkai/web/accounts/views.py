"""Pages around signing in that allauth has not, or has in another way."""

from allauth.account import views as allauth_views
from allauth.account.internal.templatekit import get_entrance_context_data
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail; where no mail server is known, the page says whom to ask instead."""
    if settings.LETTERS_ARE_SENT:
        return allauth_views.PasswordResetView.as_view(extra_context={"letters_are_sent": True})(request)
    return render(request, "account/password_reset.html", get_entrance_context_data(request))


@login_required
@require_safe
def no_password(request: HttpRequest) -> HttpResponse:
    """For whoever signs in from outside (统一身份认证): there is no password here to change."""
    return render(request, "account/password_set.html")


@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """What one sees after leaving."""
    return render(request, "account/signed_out.html")
