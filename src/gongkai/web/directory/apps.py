"""The app of the directory."""

from importlib import import_module

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "gongkai.web.directory"
    verbose_name = "机关和人员名录"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        import_module("gongkai.web.directory.kinds").register()
        import_module("gongkai.web.directory.worklists").register()
        import_module("gongkai.web.directory.telling").register()
