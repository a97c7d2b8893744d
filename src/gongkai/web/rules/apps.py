"""The app of an organ's settings."""

from importlib import import_module

from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "gongkai.web.rules"
    verbose_name = "机关设置"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        import_module("gongkai.web.rules.kinds").register()
