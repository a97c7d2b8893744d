"""`verify_files`: what `gongkai verify --files` calls after the events. How it ended is kept like that of `verify`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.web.files.models import StoredFile
from gongkai.web.files.sweeping import verify
from gongkai.web.operations.models import Work, note


class Command(BaseCommand):
    help = "核对每个存放的文件都在，内容与登记的摘要一致"

    def handle(self, *args: Any, **options: Any) -> None:
        first = next(verify(), None)
        how_many = StoredFile.objects.filter(purged_at=None).count()
        note(Work.VERIFY_FILES, is_good=first is None, first=str(first or ""), files=how_many)
        if first is not None:
            raise CommandError(f"文件核对不通过，第一处问题：{first}", returncode=1)
        self.stdout.write(f"文件核对通过：{how_many} 个文件都在，内容与摘要一致。")
