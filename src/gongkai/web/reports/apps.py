"""The app of annual reports."""

from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "gongkai.web.reports"
    verbose_name = "年度报告"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        import_module("gongkai.web.reports.published").register()
