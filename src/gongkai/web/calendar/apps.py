"""The app of the calendar."""

from importlib import import_module

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "gongkai.web.calendar"
    verbose_name = "工作日历"

    def ready(self) -> None:
        """Models are there only now, so what needs them is loaded only now."""
        import_module("gongkai.web.calendar.kinds").register()
