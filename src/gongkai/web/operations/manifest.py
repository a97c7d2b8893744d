"""What an archive says of itself: the last member of it, manifest.json."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version as installed_version
from typing import Any

from gongkai.web.operations.errors import BadArchive
from gongkai.web.operations.schema import Name

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A file that is kept in a storage outside of this machine, and is not in the archive."""

    storage: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All of it. `created_at` is ISO 8601; `engine` sqlite or postgresql; `places` are the storages that it holds."""

    version: str
    commit: str
    engine: str
    created_at: str
    migrations: tuple[Name, ...]
    members: Mapping[str, Member]
    places: tuple[str, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    has_keys: bool = False
    format: int = field(default=FORMAT)

    @property
    def size(self) -> int:
        """Bytes of all members before compression."""
        return sum(member.size for member in self.members.values())

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def read(data: bytes) -> Manifest:
    """Raises BadArchive where it is not a manifest of a format that is known."""
    try:
        found: dict[str, Any] = json.loads(data)
        if found["format"] != FORMAT:
            raise BadArchive(
                f"这份备份的格式是第 {found['format']} 版，本程序只认识第 {FORMAT} 版。请用制作它的程序版本恢复。"
            )
        found["members"] = {name: Member(**one) for name, one in found["members"].items()}
        found["elsewhere"] = tuple(Elsewhere(**one) for one in found["elsewhere"])
        found["places"] = tuple(map(str, found["places"]))
        found["migrations"] = tuple((str(app), str(name)) for app, name in found["migrations"])
        return Manifest(**found)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadArchive("这份备份的清单（manifest.json）读不懂，可能被改动过。没有改动任何内容。") from error


def refuse_unfit(manifest: Manifest, *, engine: str, known: Iterable[Name]) -> None:
    """Raises BadArchive where this program and this database cannot take the archive."""
    if manifest.engine != engine:
        raise BadArchive(
            f"这份备份来自 {_ENGINES.get(manifest.engine, manifest.engine)} 数据库，本站用的是 {_ENGINES[engine]}，"
            "两者不能互相恢复。请把 DATABASE_URL 指向同一种数据库。"
        )
    strange = sorted(set(manifest.migrations) - set(known))
    if strange:
        app, name = strange[-1]
        raise BadArchive(
            f"这份备份来自更新的或者另外的程序（{manifest.version}），其中有本程序（{program_version()}）不认识的"
            f"数据库结构（{app} {name}）。请先把程序升级到制作备份的版本，再恢复。没有改动任何内容。"
        )


_ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def program_version() -> str:
    """The version of this program."""
    return installed_version("gongkai")
