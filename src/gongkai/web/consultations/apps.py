"""The app of consultations between organs."""

from importlib import import_module

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "gongkai.web.consultations"
    verbose_name = "收到的征求意见"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        for module in ("kinds", "passing_on", "worklists"):
            import_module(f"gongkai.web.consultations.{module}").register()
