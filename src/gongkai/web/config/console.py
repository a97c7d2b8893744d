"""Commands of the site, run beside it on the same data."""

import os

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError

from gongkai.web.ui.errors import is_full


class Failed(Exception):
    """A command ended badly. The message is one plain Chinese sentence; exit_code is what the process ends with."""

    def __init__(self, message: str, exit_code: int) -> None:
        self.exit_code = exit_code
        super().__init__(message)


def run(command: str, *words: str, **options: object) -> None:
    """Load the site and run one of its commands. Raises Failed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.config.settings")
    try:
        django.setup()
        call_command(command, *words, **options)
    except CommandError as error:
        raise Failed(str(error), error.returncode) from error
    except ImproperlyConfigured as error:
        raise Failed(str(error), 2) from error
    except (DatabaseError, OSError) as error:
        if is_full(error):
            raise Failed("磁盘空间不够，没有做成，也没有只做一半。请清理或者扩大磁盘以后再运行。", 2) from error
        if not isinstance(error, DatabaseError):
            raise
        reason = str(error).strip().splitlines()[0]
        raise Failed(
            f"数据库不能用（{reason}）。请检查 GONGKAI_HOME 和 DATABASE_URL，先用 gongkai serve 建好数据库。", 2
        ) from error
