"""The app of sealed rows."""

from django.apps import AppConfig


class LetterboxConfig(AppConfig):
    name = "tests.web.vault.letterbox"
    default_auto_field = "django.db.models.BigAutoField"
