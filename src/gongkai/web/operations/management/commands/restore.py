"""`restore`: what `gongkai restore` calls."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.web.operations.encryption import passphrase
from gongkai.web.operations.errors import CannotOperate
from gongkai.web.operations.restore import restore


class Command(BaseCommand):
    help = "由备份恢复数据库和文件"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key-file", type=Path)
        parser.add_argument("--replace", action="store_true")

    def handle(self, *args: Any, file: Path, key_file: Path | None, replace: bool, **options: Any) -> None:
        try:
            secret = passphrase(key_file) if key_file else None
            done = restore(file.resolve(), secret=secret, replace=replace, say=self.stdout.write)
        except CannotOperate as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"恢复完成，核对通过。内容是 {done.manifest.created_at} 的。")
        for kept in done.kept:
            self.stdout.write(f"原来的内容保留在：{kept}")
        if done.manifest.has_keys:
            self.stdout.write("密钥也恢复了：请重新启动网站，让它使用恢复的密钥。")
        if done.manifest.elsewhere:
            self.stdout.write(
                f"备份时有 {len(done.manifest.elsewhere)} 个文件在外部存储中，请用外部存储的版本功能恢复到同一时间。"
            )
