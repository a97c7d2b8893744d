"""`load_directory`: what `gongkai import` calls."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.regulation.errors import RegulationError
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.directory.intake import organs, people
from gongkai.web.directory.intake.table import UnreadableTable
from gongkai.web.ui.clock import today

_INTAKES = {"organs": organs.enter, "people": people.enter}


class Command(BaseCommand):
    help = "由 CSV 或 XLSX 表格导入机关或人员"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=sorted(_INTAKES))
        parser.add_argument("file", type=Path)
        parser.add_argument("--rehearse", action="store_true")

    def handle(self, *args: Any, what: str, file: Path, rehearse: bool, **options: Any) -> None:
        try:
            data = file.read_bytes()
            result = _INTAKES[what](data, by=CONSOLE, on=today(), is_rehearsal=rehearse)
        except OSError as error:
            raise CommandError(f"读不了文件 {file}：{error.strerror}。", returncode=2) from error
        except (UnreadableTable, RegulationError) as error:
            raise CommandError(str(error), returncode=2) from error
        for fault in result.faults:
            self.stderr.write(str(fault))
        if result.faults:
            raise CommandError(str(result), returncode=1)
        self.stdout.write(str(result))
