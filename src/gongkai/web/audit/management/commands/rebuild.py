"""`rebuild`: what `gongkai rebuild` calls."""

from typing import Any

from django.core.management.base import BaseCommand

from gongkai.web.audit import ledger


class Command(BaseCommand):
    help = "由事件重新算出全部记录，列出有变动的"

    def handle(self, *args: Any, **options: Any) -> None:
        how_many = 0
        for difference in ledger.rebuild():
            how_many += 1
            self.stdout.write(str(difference))
        self.stdout.write(f"重建完成：{how_many} 处与事件不一致，已经改正。" if how_many else "重建完成：没有不一致。")
