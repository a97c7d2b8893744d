"""Signing in and out, the password, and the second factor. All other addresses of allauth stay shut."""

from allauth.account import views
from allauth.socialaccount.providers.openid_connect import urls as openid_connect
from allauth.socialaccount.views import login_cancelled, login_error, signup
from django.urls import include, path

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("closed/", views.signup, name="account_signup"),
    path("confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("outside/cancelled/", login_cancelled, name="socialaccount_login_cancelled"),
    path("outside/error/", login_error, name="socialaccount_login_error"),
    path("outside/unknown/", signup, name="socialaccount_signup"),
    path("", include(openid_connect.urlpatterns)),
]
