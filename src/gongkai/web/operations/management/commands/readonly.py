"""`readonly`: what `gongkai readonly` calls."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.web.audit import readonly


class Command(BaseCommand):
    help = "打开或者关闭只读状态"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("switch", choices=["on", "off"])
        parser.add_argument("--why", default="系统维护")

    def handle(self, *args: Any, switch: str, why: str, **options: Any) -> None:
        try:
            readonly.turn_on(why) if switch == "on" else readonly.turn_off()
        except OSError as error:
            raise CommandError(
                f"不能改只读状态（{error.strerror}）。请检查数据目录的权限和空间。", returncode=2
            ) from error
        found = readonly.state()
        if found and switch == "off":
            raise CommandError("运行环境的 GONGKAI_READ_ONLY 仍然让本站只读。请去掉它，再重新启动。", returncode=2)
        self.stdout.write(f"本站现在只能查看：{found.why}。" if found else "本站现在可以办理。")
