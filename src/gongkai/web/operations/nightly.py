"""What the worker tidies once a day, at night: contents that belong to nothing, sessions that are over."""

from importlib import import_module

from django.conf import settings

from gongkai.web.files.sweeping import sweep
from gongkai.web.office import rounds
from gongkai.web.operations.models import Work, note


def register() -> None:
    """Once, at the start."""
    rounds.every_night(tidy)


def tidy() -> None:
    """Doing it twice does no harm."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    note(Work.NIGHT, swept=sum(1 for _ in sweep()))
