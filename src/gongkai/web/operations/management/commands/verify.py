"""`verify`: what `gongkai verify` calls. How it ended is kept for the page of the site's state."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.web.audit import ledger
from gongkai.web.audit.models import Event
from gongkai.web.operations.models import Work, note


class Command(BaseCommand):
    help = "核对事件链和由事件得出的全部记录"

    def handle(self, *args: Any, **options: Any) -> None:
        first = next(ledger.verify(), None)
        note(Work.VERIFY, is_good=first is None, first=str(first or ""))
        if first is not None:
            raise CommandError(f"核对不通过，第一处问题：{first}", returncode=1)
        self.stdout.write(f"核对通过：{Event.objects.count()} 个事件，链条完整，记录与事件一致。")
