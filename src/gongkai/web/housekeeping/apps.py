"""The app of the pages of settings and calendar."""

from importlib import import_module

from django.apps import AppConfig


class HousekeepingConfig(AppConfig):
    name = "gongkai.web.housekeeping"
    verbose_name = "设置和日历"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        import_module("gongkai.web.housekeeping.effects").register()
        import_module("gongkai.web.housekeeping.worklists").register()
