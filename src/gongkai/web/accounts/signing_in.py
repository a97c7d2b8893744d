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
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from gongkai.web.accounts.models import User


class Backend(AuthenticationBackend):
    """Password and session. A demonstration account exists only while the demonstration runs, which is loopback."""

    def user_can_authenticate(self, user: AbstractBaseUser) -> bool:
        return super().user_can_authenticate(user) and (settings.DEMONSTRATION or not user.is_demonstration)


class Accounts(DefaultAccountAdapter):
    """Nobody signs himself up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "账号或者密码不对。请核对大小写；忘记密码的，请用下面的“忘记密码”。",
        "too_many_login_attempts": "这个账号连续输错的次数太多，暂停登录 5 分钟。不是您本人在试的，请告诉系统管理员。",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """allauth leads an account that may not sign in to a page of its own; a demonstration account is unknown."""
        user = super().authenticate(request, **credentials)
        return None if user and user.is_demonstration and not settings.DEMONSTRATION else user

    def clean_password(self, password: str, user: User | None = None) -> str:
        """What was issued is known to someone else, and so is no new password."""
        if user is not None and user.password_is_issued and user.check_password(password):
            raise ValidationError("新密码不能就是发给您的那个密码，请另想一个。")
        return super().clean_password(password, user)

    def set_password(self, user: User, password: str) -> None:
        """Chosen by the person himself."""
        user.set_password(password)
        user.password_is_issued = False
        user.save(update_fields=["password", "password_is_issued"])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return settings.LOGIN_REDIRECT_URL


class OutsideAccounts(DefaultSocialAccountAdapter):
    """统一身份认证 (OpenID Connect): who is known there signs in here as the person of the same account name."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Of what that server tells only who he is there is kept, and nothing else of him (PIP 6)."""
        account = sociallogin.account
        told = account.get_provider_account().get_user_data() or {}
        account.extra_data = {}
        if sociallogin.is_existing:
            account.save(update_fields=["extra_data"])
            return
        name = told.get(settings.OIDC_NAME_CLAIM)
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
