"""The app of the public side of applications."""

from importlib import import_module

from django.apps import AppConfig


class ApplyConfig(AppConfig):
    name = "gongkai.web.apply"
    verbose_name = "申请和查询"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        import_module("gongkai.web.apply.telling.effects").register()
        sweep = import_module("gongkai.web.apply.form.drafts").sweep
        import_module("gongkai.web.office.rounds").every_minute(sweep)
