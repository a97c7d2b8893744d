"""Forms of signing in, in this site's words: what a field is stands above it, and not in it."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms


class Plain:
    """Without words inside of fields, and without the link that the page has anyway."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name in {"password", "oldpassword"} & set(self.fields):
            self.fields[name].help_text = ""


class SignInForm(Plain, allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "账号"


class ConfirmForm(Plain, allauth_forms.ReauthenticateForm):
    pass


class ChangePasswordForm(Plain, allauth_forms.ChangePasswordForm):
    pass


class NewPasswordForm(Plain, allauth_forms.ResetPasswordKeyForm):
    pass


class _Code(Plain):
    """The six figures of an authenticator app, or a recovery code where one may be used."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "验证码"


class CodeForm(_Code, AuthenticateForm):
    pass


class ConfirmCodeForm(_Code, ReauthenticateForm):
    pass


class StartAppForm(_Code, ActivateTOTPForm):
    pass


class AddKeyForm(AddWebAuthnForm):
    """A passkey opens alone; a key that is none is a second factor beside the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "名称"
        self.fields["passwordless"].label = "用作通行密钥"
        self.fields["passwordless"].initial = True
        self.fields[
            "passwordless"
        ].help_text = (
            "不输密码，只用这个密钥就能登录；设备要能验证指纹、人脸或者 PIN。不勾选的，登录时先输密码，再用密钥。"
        )
