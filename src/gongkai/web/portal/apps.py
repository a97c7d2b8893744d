"""The app of the public pages."""

from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "gongkai.web.portal"
    verbose_name = "公开门户"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        import_module("gongkai.web.portal.published").register()
