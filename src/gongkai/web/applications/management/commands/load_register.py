"""`load_register`: what `gongkai import cases` calls."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.regulation.errors import RegulationError
from gongkai.web.applications.registers import files, reading
from gongkai.web.applications.registers.entering import enter
from gongkai.web.applications.registers.result import Way, shown
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.errors import Collision
from gongkai.web.directory.intake.sheet import UnreadableTable
from gongkai.web.organs.models import Organ


class Command(BaseCommand):
    help = "转入一个机关的申请登记簿"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organ", required=True)
        parser.add_argument("--rehearse", action="store_true")
        parser.add_argument("--accept-good", action="store_true")
        parser.add_argument("--refused", type=Path)

    def handle(
        self,
        *args: Any,
        file: Path,
        organ: str,
        rehearse: bool,
        accept_good: bool,
        refused: Path | None,
        **options: Any,
    ) -> None:
        whose = Organ.objects.filter(code=organ, state="active").first()
        if whose is None:
            raise CommandError(f"没有代码为“{organ}”的在册机关。", returncode=2)
        way = Way.REHEARSE if rehearse else Way.THE_GOOD if accept_good else Way.ALL_OR_NOTHING
        try:
            register = reading.read(Path(file).read_bytes())
            register = register.mapped(register.mapping)
            result = enter(register, whose, by=CONSOLE, way=way)
        except OSError as error:
            raise CommandError(f"读不了文件 {file}：{error.strerror}。", returncode=2) from error
        except (UnreadableTable, RegulationError, Collision) as error:
            raise CommandError(str(error), returncode=2) from error
        for one in (*result.faults, *result.notes):
            self.stderr.write(str(one))
        if result.faults and refused:
            Path(refused).write_bytes(files.refused(register, shown(result.faults)))
        if result.faults:
            raise CommandError(str(result), returncode=1)
        self.stdout.write(str(result))
