"""How people sign in: what allauth asks us. Accounts are made by operators, never by whoever comes along."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from gongkai.web.accounts.models import User


class Backend(AuthenticationBackend):
    """Password and session. A demonstration account exists only while the demonstration runs, which is loopback."""

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        return super().user_can_authenticate(user) and (settings.DEMONSTRATION or not user.is_demonstration)


class Accounts(DefaultAccountAdapter):
    """Nobody signs himself up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """allauth leads an account that may not sign in to a page of its own; a demonstration account is unknown."""
        user = super().authenticate(request, **credentials)
        return None if user and user.is_demonstration and not settings.DEMONSTRATION else user


class OutsideAccounts(DefaultSocialAccountAdapter):
    """统一身份认证 (OpenID Connect): who is known there signs in here as the person of the same account name."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        name = sociallogin.account.extra_data.get(settings.OIDC_NAME_CLAIM)
        user = User.objects.filter(username=name, is_active=True, is_demonstration=False).first() if name else None
        if user is not None:
            sociallogin.connect(request, user)


class SecondFactor(DefaultMFAAdapter):
    """The secrets of authenticator apps are encrypted where they are kept, with a key made from the site's own."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}


def _cipher() -> Fernet:
    digest = hashlib.sha256(b"gongkai second factor " + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
