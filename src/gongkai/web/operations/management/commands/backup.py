"""`backup`: what `gongkai backup` calls."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from gongkai.web.operations.backup import backup
from gongkai.web.operations.encryption import passphrase
from gongkai.web.operations.errors import CannotOperate


class Command(BaseCommand):
    help = "把数据库和文件备份成一个文件"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--key-file", type=Path)

    def handle(self, *args: Any, file: Path, key_file: Path | None, **options: Any) -> None:
        try:
            written = backup(file.resolve(), secret=passphrase(key_file) if key_file else None)
        except CannotOperate as error:
            raise CommandError(str(error), returncode=2) from error
        size = filesizeformat(file.stat().st_size)
        self.stdout.write(f"已备份到 {file}：{len(written.members)} 个文件，{size}，写完以后重新读过，摘要都对。")
        if not written.has_keys:
            self.stdout.write(
                "备份没有加密，所以不含密钥。请另外保管数据目录里的 secret_key 和 data_keys，没有它们，密封的打不开；"
                "或者用 --key-file 加密备份。"
            )
        if written.elsewhere:
            self.stdout.write(
                f"另有 {len(written.elsewhere)} 个文件在外部存储中，不在这份备份里：靠外部存储自己的版本功能保存，"
                "清单中记下了每个文件的摘要。"
            )
