"""The app of the office's frame."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "gongkai.web.office"
    verbose_name = "办公平台"
