"""The app of an organ's own letter templates."""

from importlib import import_module

from django.apps import AppConfig


class StationeryConfig(AppConfig):
    name = "gongkai.web.stationery"
    verbose_name = "文书模板"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        import_module("gongkai.web.stationery.kinds").register()
