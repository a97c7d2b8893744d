"""`work`: what `gongkai worker` calls. First what a killed worker left behind, then what comes."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from gongkai.web.audit import effects


class Command(BaseCommand):
    help = "办理后台事务，直到停止"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="办完现有的就停止")

    def handle(self, *args: Any, **options: Any) -> None:
        left = effects.resume()
        if left:
            self.stdout.write(f"接着办理上次没有办完的 {left} 项后台事务。")
        call_command("db_worker", batch=options["batch"], startup_delay=False, verbosity=0)
