"""The app of people and roles."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "gongkai.web.accounts"
    verbose_name = "人员和岗位"
