"""`work`: what `gongkai worker` calls. First what a killed worker left behind, then what comes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.web.audit import effects, readonly
from gongkai.web.operations.worker import Worker


class Command(BaseCommand):
    help = "办理后台事务，直到停止"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="办完现有的就停止")
        parser.add_argument("--parent", type=int, default=0, help="这个进程结束时也停止")

    def handle(self, *args: Any, batch: bool, parent: int, **options: Any) -> None:
        left = 0 if readonly.state() else effects.resume()
        if left:
            self.stdout.write(f"接着办理上次没有办完的 {left} 项后台事务。")
        worker = Worker(parent=parent)
        worker.drain() if batch else worker.run()
