"""`status`: what `gongkai status` calls: the same lines as the office's page."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.web.operations.status import status, worst
from gongkai.web.ui.marks import Tone


class Command(BaseCommand):
    help = "列出系统状态"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *args: Any, as_json: bool, **options: Any) -> None:
        groups = status()
        if as_json:
            lines = [{"group": group.title, **asdict(line)} for group in groups for line in group.lines]
            self.stdout.write(json.dumps(lines, ensure_ascii=False, indent=1))
        else:
            for group in groups:
                self.stdout.write(group.title)
                for line in group.lines:
                    self.stdout.write(f"  {line.mark.text}　{line.label}：{line.value}")
                    if line.what_to_do:
                        self.stdout.write(f"        {line.what_to_do}")
        if worst(groups) is Tone.RED:
            sys.exit(1)
