"""`sweep_files`: what `gongkai files sweep` calls."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.web.files.sweeping import LEFT_ALONE, sweep


class Command(BaseCommand):
    help = "清除存放处里不属于任何事项的文件"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rehearse", action="store_true", help="只列出，不清除")

    def handle(self, *args: Any, **options: Any) -> None:
        how_many = 0
        for name in sweep(rehearse=options["rehearse"]):
            how_many += 1
            self.stdout.write(name)
        done = "可以清除" if options["rehearse"] else "已清除"
        self.stdout.write(f"{done} {how_many} 个不属于任何事项、超过 {LEFT_ALONE.days} 天的文件。")
