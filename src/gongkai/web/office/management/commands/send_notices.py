"""manage: mail the notices that wait. Run every few minutes, and with --digest once a working day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.web.office.models import Telling
from gongkai.web.office.notices import send


class Command(BaseCommand):
    help = "发送待发的通知邮件：不带参数时发给选择随时发送的人，--digest 发给选择每天汇总的人。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--digest", action="store_true", help="发送每日汇总")

    def handle(self, *args: Any, digest: bool, **options: Any) -> None:
        sent, failed = send(Telling.DIGEST if digest else Telling.AT_ONCE)
        self.stdout.write(f"已发送 {sent} 封。")
        if failed:
            raise CommandError(f"有 {failed} 封邮件服务器没有接收，下次会再发。请检查 GONGKAI_MAIL_URL 和邮件服务器。")
