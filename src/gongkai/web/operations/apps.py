"""The app of those who keep the site running."""

from importlib import import_module

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "gongkai.web.operations"
    verbose_name = "运行维护"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        import_module("gongkai.web.operations.nightly").register()
