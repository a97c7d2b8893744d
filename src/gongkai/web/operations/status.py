"""How the site stands (系统状态): a line a subject, each with a colour and what to do. The page and `gongkai status`
print these same lines.

Another app adds a line of its own at AppConfig.ready: register("scanner", line). A line that cannot be found out is red
and says so; it takes none of the others with it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, transaction

from gongkai.web.operations import lines
from gongkai.web.operations.lines import Line
from gongkai.web.ui.marks import Tone

Source = Callable[[], Line]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that belong together."""

    title: str
    lines: tuple[Line, ...]


_groups: dict[str, dict[str, Source]] = {
    "程序": {
        "version": lines.version,
        "readonly": lines.read_only,
        "mail": lines.mail,
        "calendar": lines.calendar,
    },
    "数据": {
        "database": lines.database,
        "migrations": lines.migrations,
        "keys": lines.data_keys,
        "storage": lines.storage,
        "scanner": lines.scanner,
    },
    "后台事务": {"queue": lines.waiting, "failed": lines.failures, "worker": lines.worker, "night": lines.tidied},
    "备份和核对": {"backup": lines.backup, "verify": lines.verified, "files": lines.verified_files},
}


def register(name: str, source: Source, *, group: str = "数据") -> None:
    """A line of another app; under a name that is here already it takes that line's place."""
    _groups.setdefault(group, {})[name] = source


def status() -> tuple[Group, ...]:
    """All lines as they stand now."""
    return tuple(
        Group(title, tuple(_asked(name, source) for name, source in sources.items()))
        for title, sources in _groups.items()
    )


def _asked(name: str, source: Source) -> Line:
    try:
        with transaction.atomic():
            return source()
    except (DatabaseError, OSError) as error:
        return Line(name, "查不到", Tone.RED, f"查询时出错（{type(error).__name__}）。请看日志。")


def worst(groups: tuple[Group, ...]) -> Tone:
    """Red where one is red, else amber where one is amber, else green."""
    tones = {line.tone for group in groups for line in group.lines}
    return next((tone for tone in (Tone.RED, Tone.AMBER) if tone in tones), Tone.GREEN)
