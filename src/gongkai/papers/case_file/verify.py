"""Checking a case file: every member is what the manifest says, none is missing or added, the events are a chain."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gongkai.papers.case_file.digest import Digesting, digest
from gongkai.papers.case_file.writer import EVENTS, MANIFEST, broken_links
from gongkai.papers.errors import BrokenCaseFile

_PIECE = 1 << 20
_LONGEST_LIST = 64 << 20


@dataclass(frozen=True, slots=True)
class Verified:
    """A case file that is what it was. seal: to be compared with the one recorded when it was written."""

    case: str
    members: int
    events: int
    seal: str


def verify_case_file(path: Path, *, seal: str | None = None) -> Verified:
    """Raises BrokenCaseFile with everything that is wrong. seal: what `write_case_file` gave; without it nobody finds
    out a file that was changed together with its manifest."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _verified(archive, seal)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise BrokenCaseFile(
            f"{path.name} 不是完整的案卷文件，读不出清单（{type(error).__name__}）。请用备份重新核对。"
        ) from None


def _verified(archive: zipfile.ZipFile, seal: str | None) -> Verified:
    raw = _small(archive, MANIFEST)
    manifest: Mapping[str, Any] = json.loads(raw)
    listed = {entry["name"]: entry for entry in manifest["members"]}
    found = digest(raw).sha256
    problems = list(_problems(archive, listed))
    if seal is not None and seal != found:
        problems.insert(0, "清单与登记的封存值不符。")
    events: list[dict[str, Any]] = json.loads(_small(archive, EVENTS))
    problems += broken_links(events)
    if problems:
        raise BrokenCaseFile("".join(problems) + "案卷已被改动，请用备份重新核对。")
    return Verified(str(manifest["case"]), len(listed), len(events), found)


def _problems(archive: zipfile.ZipFile, listed: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    names = [name for name in archive.namelist() if name != MANIFEST]
    yield from (f"清单中的“{name}”不在案卷里。" for name in listed if name not in names)
    yield from (f"“{name}”不在清单里。" for name in sorted(set(names)) if name not in listed)
    yield from (f"“{name}”有{names.count(name)}份。" for name in sorted(set(names)) if names.count(name) > 1)
    for name, entry in listed.items():
        if name in names and not _agrees(archive, name, entry):
            yield f"“{name}”与清单不符。"


def _agrees(archive: zipfile.ZipFile, name: str, entry: Mapping[str, Any]) -> bool:
    """Read in pieces, and no further than the size that the manifest gives."""
    digesting, left = Digesting(), int(entry["size"])
    try:
        with archive.open(name) as stream:
            while piece := stream.read(_PIECE):
                digesting.update(piece)
                left -= len(piece)
                if left < 0:
                    return False
    except zipfile.BadZipFile:
        return False
    return all(entry[key] == value for key, value in asdict(digesting.done()).items())


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LONGEST_LIST:
        raise ValueError(name)
    return archive.read(name)
