"""`verify`: what `gongkai verify` calls."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.web.audit import ledger
from gongkai.web.audit.models import Event


class Command(BaseCommand):
    help = "核对事件链和由事件得出的全部记录"

    def handle(self, *args: Any, **options: Any) -> None:
        first = next(ledger.verify(), None)
        if first is not None:
            raise CommandError(f"核对不通过，第一处问题：{first}", returncode=1)
        self.stdout.write(f"核对通过：{Event.objects.count()} 个事件，链条完整，记录与事件一致。")
