"""Refuse to go on where the keys of personal data are not those of the database. Part of every start."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.web.operations import keys
from gongkai.web.operations.errors import CannotOperate


class Command(BaseCommand):
    help = "核对数据密钥和数据库是不是一套"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            keys.prove()
        except CannotOperate as error:
            raise CommandError(str(error)) from error
