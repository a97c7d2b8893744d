"""What the file adds to its papers: cover (卷皮), contents (卷内目录), event log, a page for what is no page."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.papers.case_file.case import Case, LoggedEvent, Paper
from gongkai.papers.case_file.digest import Digest
from gongkai.papers.letters.elements import Cell, Element, Line, Paragraph, Table, Title
from gongkai.papers.writers.pdf import set_elements
from gongkai.regulation.citation import cite
from gongkai.regulation.dates import in_words

FILING = cite("REG 45")
_COLUMNS = ("顺序号", "文号", "责任者", "题名", "日期", "页号", "备注")
_SHARES = (8.0, 16.0, 16.0, 28.0, 14.0, 8.0, 10.0)
_LOG = ("序号", "日期", "事项", "经办", "记录时间", "摘要值（SHA-256）")
_LOG_SHARES = (7.0, 13.0, 20.0, 12.0, 16.0, 32.0)
_BREAK = 16


def cover(case: Case, pages: int, fonts: tuple[Path, ...]) -> bytes:
    """卷皮."""
    record = case.record
    rows = (
        ("案卷号", record.number),
        ("题名", record.title),
        ("申请人", record.applicant),
        ("收到申请", in_words(record.received_on)),
        ("办结", in_words(record.closed_on)),
        ("办理结果", record.outcome),
        ("承办人", record.handler),
        ("保管期限", record.retention),
        ("件数、页数", f"{len(case.papers)}件，{pages}页"),
    )
    table = Table((24.0, 76.0), tuple((Cell(words, is_label=True), Cell(value)) for words, value in rows), "卷皮")
    return _set([Title(record.organ), Title("政府信息公开申请案卷"), table], "卷皮", fonts)


def contents(case: Case, begins: Sequence[int | None], fonts: tuple[Path, ...]) -> bytes:
    """卷内目录. begins: the first page of each paper."""
    head = tuple(Cell(words, is_label=True) for words in _COLUMNS)
    rows = (head, *(_line(n, paper, page) for n, (paper, page) in enumerate(zip(case.papers, begins, strict=True), 1)))
    return _set([Title("卷内目录"), Table(_SHARES, rows, "卷内目录", head=1)], "卷内目录", fonts)


def log(case: Case, fonts: tuple[Path, ...]) -> bytes:
    """The events with their digests, and how the chain is checked."""
    head = tuple(Cell(words, is_label=True) for words in _LOG)
    table = Table(_LOG_SHARES, (head, *map(_event, case.events)), "办理经过", head=1)
    return _set([Title("办理经过"), table, *_explained(case.events)], "办理经过", fonts)


def in_place_of(paper: Paper, member: str, digest: Digest, why: str, fonts: tuple[Path, ...]) -> bytes:
    """The page that stands for a paper which cannot be shown as pages."""
    rows = (
        ("题名", paper.title),
        ("原件", member),
        ("大小", f"{digest.size}字节"),
        ("SHA-256", _folded(digest.sha256)),
        ("SM3", _folded(digest.sm3)),
    )
    table = Table((24.0, 76.0), tuple((Cell(words, is_label=True), Cell(value)) for words, value in rows), paper.title)
    return _set([Title("原件另存"), Line(why), table], paper.title, fonts)


def _line(number: int, paper: Paper, page: int | None) -> tuple[Cell, ...]:
    on = f"{paper.on.year}{paper.on.month:02}{paper.on.day:02}"
    texts = (str(number), paper.number, paper.maker, paper.title, on, str(page or ""), paper.note)
    return tuple(map(Cell, texts))


def _event(event: LoggedEvent) -> tuple[Cell, ...]:
    texts = (str(event.number), in_words(event.on), event.what, event.who, event.recorded_at, _folded(event.hash))
    return tuple(map(Cell, texts))


def _folded(digest: str) -> str:
    """In groups, so that a line can break and an eye can compare."""
    return " ".join(digest[start : start + _BREAK] for start in range(0, len(digest), _BREAK))


def _explained(events: Sequence[LoggedEvent]) -> Iterator[Element]:
    if not events:
        yield Paragraph("本案没有登记办理事项。")
        return
    yield Paragraph(
        f"本案共登记{len(events)}项。每一项的摘要值由该项的全部内容和上一项的摘要值算出，改动任何一项，"
        "其后各项的摘要值都会不同。写入本卷时，各项首尾相接，没有缺项。"
    )
    yield Paragraph(f"最后一项的摘要值：{_folded(events[-1].hash)}。与系统中的登记核对一致的，办理经过即未被改动。")


def _set(elements: Sequence[Element], title: str, fonts: tuple[Path, ...]) -> bytes:
    return set_elements(elements, title=title, numbered=False, font_folders=fonts)
