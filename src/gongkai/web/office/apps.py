"""The app of the office's frame."""

from importlib import import_module

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "gongkai.web.office"
    verbose_name = "办公平台"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        for module in ("looks", "notices"):
            import_module(f"gongkai.web.office.{module}").register()
