"""`load_demo`: what `gongkai demo` calls before it serves."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.web.reports import demonstration


class Command(BaseCommand):
    help = "装入演示用的机关和年度报告"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            demonstration.load()
        except demonstration.RealData as error:
            raise CommandError(str(error)) from error
