"""Signing in and out, the password, a forgotten one, and the second factor. Other addresses of allauth stay shut."""

from allauth.account import views as allauth_views
from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from allauth.socialaccount.views import login_cancelled, login_error, signup
from django.urls import include, path, re_path

from gongkai.web.accounts import views

urlpatterns = [
    path("sign-in/", allauth_views.login, name="account_login"),
    path("sign-out/", allauth_views.logout, name="account_logout"),
    path("inactive/", allauth_views.account_inactive, name="account_inactive"),
    path("closed/", allauth_views.signup, name="account_signup"),
    path("confirm/", allauth_views.reauthenticate, name="account_reauthenticate"),
    path("password/", allauth_views.password_change, name="account_change_password"),
    path("password/none/", views.no_password, name="account_set_password"),
    path("password/forgotten/", views.forgotten, name="account_reset_password"),
    path("password/forgotten/asked/", allauth_views.password_reset_done, name="account_reset_password_done"),
    path("password/new/done/", allauth_views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth_views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("signed-out/", views.signed_out, name="account_signed_out"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("outside/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("outside/error/", login_error, name="socialaccount_login_error"),
    path("outside/unknown/", signup, name="socialaccount_signup"),
    path("", include(openid_connect.urlpatterns)),
]
