"""The table of what is taken in (accepted.yaml), as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

MB = 2**20


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that is taken in: its word, the endings its name may have, its media type, its largest size in bytes."""

    name: str
    label: str
    endings: tuple[str, ...]
    media: str
    limit: int
    why: str


@dataclass(frozen=True, slots=True)
class RefusedType:
    """A type that is known and not taken in."""

    name: str
    label: str
    why: str
    instead: str


@cache
def _table() -> Mapping[str, Any]:
    return yaml.load(files(__package__).joinpath("accepted.yaml").read_text("utf-8"), yaml.CSafeLoader)


@cache
def accepted() -> Mapping[str, FileType]:
    """All types that are taken in, by name, in the table's order."""
    return {
        name: FileType(name, row["label"], tuple(row["endings"]), row["media"], row["limit_mb"] * MB, row["why"])
        for name, row in _table()["accepted"].items()
    }


@cache
def refused() -> Mapping[str, RefusedType]:
    """All types that are known and not taken in."""
    return {name: RefusedType(name, **row) for name, row in _table()["refused"].items()}


@cache
def dangerous_endings() -> frozenset[str]:
    """Endings that no name may have anywhere."""
    return frozenset(_table()["dangerous_endings"])


def largest() -> int:
    """The largest size of any type, in bytes."""
    return max(one.limit for one in accepted().values())


def chosen(names: tuple[str, ...] = ()) -> tuple[FileType, ...]:
    """Those types, or all. Raises KeyError for one that the table has not."""
    return tuple(accepted()[name] for name in names) if names else tuple(accepted().values())


def accept_attribute(types: tuple[FileType, ...]) -> str:
    """What an <input type=file> offers first: .pdf,.docx,…"""
    return ",".join(f".{ending}" for one in types for ending in one.endings)
