"""一案一档: the case as one archive: a bound PDF, every original, the events, and a manifest of digests over all of it.

The same case gives the same bytes, so that a second copy can be compared with the first.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from gongkai.papers.case_file import sheets
from gongkai.papers.case_file.binding import Binding
from gongkai.papers.case_file.case import Case, Paper
from gongkai.papers.case_file.digest import Digest, digest
from gongkai.papers.errors import BadFile, BadValue
from gongkai.papers.redaction.service import is_pdf
from gongkai.papers.sandbox.run import run
from gongkai.papers.writers.package import member

BOUND, EVENTS, MANIFEST, NOTE = "案卷.pdf", "办理经过.json", "清单.json", "校验说明.txt"
_TASK = "gongkai.papers.case_file.tasks:pages"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 60
_EXPLAINED = """本压缩包是一件政府信息公开申请的完整案卷。
案卷.pdf：卷皮、卷内目录、按顺序装订的全部材料和办理经过。
原件/：各件材料的原始文件，与收到或者形成时完全相同。
办理经过.json：逐项登记的办理经过，每一项带有上一项的摘要值。
清单.json：以上每个文件的大小、SHA-256 和 SM3 摘要值。
校验：用 gongkai case verify 文件名 核对；也可以用通用工具计算各文件的 SHA-256、SM3，与清单比较。
"""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written. seal: SHA-256 of the manifest, to be recorded where nobody can change it together with the
    file; notes: papers that are not shown as pages, and why."""

    seal: str
    pages: int
    notes: tuple[str, ...]


def write_case_file(case: Case, out: BinaryIO, *, font_folders: tuple[Path, ...] = ()) -> Written:
    """Write the archive, one member after the other. Raises BadValue where the events are no chain."""
    _check_chain(case)
    members: dict[str, Digest] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        bound, pages, notes = _bind(case, archive, members, font_folders)
        events = _as_json([{**asdict(event), "on": event.on.isoformat()} for event in case.events])
        for name, data in ((BOUND, bound), (EVENTS, events), (NOTE, _EXPLAINED.encode())):
            _put(archive, members, name, data)
        listed = [{"name": name, **asdict(one)} for name, one in members.items()]
        manifest = _as_json({"case": case.record.number, "members": listed})
        archive.writestr(member(MANIFEST), manifest)
    return Written(digest(manifest).sha256, pages, notes)


def case_file_pdf(case: Case, *, font_folders: tuple[Path, ...] = ()) -> bytes:
    """The bound PDF alone. Raises BadValue where the events are no chain."""
    _check_chain(case)
    return _bind(case, None, {}, font_folders)[0]


def _bind(
    case: Case, archive: zipfile.ZipFile | None, members: dict[str, Digest], fonts: tuple[Path, ...]
) -> tuple[bytes, int, tuple[str, ...]]:
    binding, begins, notes = Binding(), [], []
    for number, paper in enumerate(case.papers, 1):
        data, name = paper.read(), _name_of(paper, number)
        if archive is not None:
            _put(archive, members, name, data)
        try:
            pages = _pages_of(data)
        except BadFile as error:
            notes.append(f"第{number}件《{paper.title}》没有装订成页，原件另存：{error}")
            pages = sheets.in_place_of(paper, name, digest(data), str(error), fonts)
        begins.append(binding.add(pages, numbered=True))
    binding.add(sheets.log(case, fonts), numbered=True)
    binding.insert((sheets.cover(case, binding.numbered, fonts), sheets.contents(case, begins, fonts)))
    return binding.done(case.record.title), binding.numbered, tuple(notes)


def _pages_of(data: bytes) -> bytes:
    if is_pdf(data):
        return run(_TASK, {"kind": "pdf"}, data)[1]
    if data.startswith(_PICTURES):
        return run(_TASK, {"kind": "picture"}, data)[1]
    raise BadFile("这种格式的文件不能装订成页，请用制作它的软件打开。")


def _check_chain(case: Case) -> None:
    for problem in broken_links([asdict(event) for event in case.events]):
        raise BadValue(f"{problem}办理经过不完整，没有写出案卷。请先核对登记。")


def broken_links(events: list[dict[str, Any]]) -> Iterator[str]:
    """Where an event does not follow the one before it, a sentence each."""
    for before, event in pairwise(events):
        if event["previous"] != before["hash"]:
            yield f"第{event['number']}项的摘要值与上一项接不上。"


def _name_of(paper: Paper, number: int) -> str:
    stem, suffix = Path(paper.name).stem, Path(paper.name).suffix.lower()
    return f"原件/{number:03}-{_UNSAFE.sub('_', stem)[:_LONGEST]}{_UNSAFE.sub('_', suffix)}"


def _put(archive: zipfile.ZipFile, members: dict[str, Digest], name: str, data: bytes) -> None:
    archive.writestr(member(name), data)
    members[name] = digest(data)


def _as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
