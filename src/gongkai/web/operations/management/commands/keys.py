"""`keys`: what `gongkai keys show | new | reseal | retire` calls."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.web.operations import key_file, keys
from gongkai.web.operations.errors import CannotOperate
from gongkai.web.vault.ring import ring


class Command(BaseCommand):
    help = "更换个人信息的密钥"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("step", choices=["show", "new", "reseal", "retire"])
        parser.add_argument("name", nargs="?", default="")

    def handle(self, *args: Any, step: str, name: str, **options: Any) -> None:
        try:
            getattr(self, f"_{step}")(name)
        except CannotOperate as error:
            raise CommandError(str(error), returncode=2) from error

    def _show(self, _: str) -> None:
        sealed = keys.sealed_by_key()
        for key in ring().keys:
            use = "正在使用" if key == ring().first else "只用来打开"
            self.stdout.write(f"{key.id.hex()}　{use}，加密的内容 {sealed.pop(key.id, 0)} 项")
        for key_id, count in sealed.items():
            self.stdout.write(f"{key_id.hex()}　没有这把密钥，{count} 项内容打不开")
        if ring().retired:
            self.stdout.write(f"已经退役 {len(ring().retired)} 把，只用来核对摘要。")

    def _new(self, _: str) -> None:
        self.stdout.write(key_file.put_in_front())
        self.stdout.write("另外保管一份。然后重新启动网站和后台进程，再运行 gongkai keys reseal。")

    def _reseal(self, _: str) -> None:
        done = keys.reseal(self.stdout.write)
        self.stdout.write(f"全部内容都用密钥 {ring().first.id.hex()} 加密，这次重新加密 {done} 项。")

    def _retire(self, name: str) -> None:
        self.stdout.write(key_file.write_retired(keys.retire(name)))
        self.stdout.write(
            f"密钥 {name} 已经退役。请重新启动网站和后台进程。"
            "用它加密的旧备份还要恢复的，请把原来的密钥和那些备份一起保管。"
        )
