"""The app of applications."""

from importlib import import_module

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "gongkai.web.applications"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        for module in (
            "kinds",
            "worklists",
            "notices",
            "due_days",
            "marking",
            "archive.case_file",
            "archive.worklists",
        ):
            import_module(f"gongkai.web.applications.{module}").register()
