"""A holiday notice as it was entered: pasted text, or a file of text, YAML, CSV or XLSX."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.regulation.dates import read_day
from gongkai.regulation.errors import ImpossibleDate
from gongkai.regulation.workdays import Notice, NoticeError, notice_of, read_announcement, read_notice
from gongkai.web.directory.intake import table

COLUMNS = ("假日", "放假开始", "放假结束")
OPTIONAL = ("调休上班", "年度", "文号", "成文日期")
_ENCODINGS = ("utf-8-sig", "gb18030")
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Read:
    """The notice, the words in which each holiday stands there (empty for tables), and all that was entered."""

    notice: Notice
    sentences: tuple[str, ...]
    source: str


def read_text(text: str) -> Read:
    """Printed text, YAML, or the rows of a table as they were copied out of a sheet. Raises NoticeError."""
    if len(text) > _LONGEST:
        raise NoticeError(f"内容长达 {len(text)} 个字，放假通知没有这么长。")
    if text.lstrip().startswith(COLUMNS[0]):
        return _of_table(_as_csv(text))
    if "holidays:" in text:
        notice = read_notice(_year_of_yaml(text), text)
        return Read(notice, tuple("" for _ in notice.breaks), text)
    read = read_announcement(text)
    return Read(read.notice, tuple(item.text for item in read.items), text)


def _year_of_yaml(text: str) -> int:
    for line in text.splitlines():
        words = line.partition("关于")[2]
        if line.startswith("title:") and words[:4].isdecimal():
            return int(words[:4])
    raise NoticeError("title 里没有年度：应当像“国务院办公厅关于2027年部分节假日安排的通知”。")


def read_file(data: bytes) -> Read:
    """What the content is decides, not the name. Raises NoticeError."""
    return _of_table(data) if data.startswith(b"PK") else read_text(_text_of(data))


def _as_csv(text: str) -> bytes:
    return text.strip().replace("\t", ",").encode()


def _text_of(data: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoticeError("这个文件不是文本，也不是 XLSX 表格。请粘贴通知全文，或者另存为 TXT、CSV、XLSX。")


def _of_table(data: bytes) -> Read:
    try:
        lines = table.read(data, columns=COLUMNS, optional=OPTIONAL)
    except table.UnreadableTable as error:
        raise NoticeError(str(error)) from error
    if not lines or not all(lines[0][name] for name in ("年度", "文号", "成文日期")):
        raise NoticeError("表格第一行假日要写明年度、文号、成文日期。")
    if not lines[0]["年度"].isdecimal():
        raise NoticeError(f"第 2 行“年度”：“{lines[0]['年度']}”不是年份。")
    year = int(lines[0]["年度"])
    holidays = {line["假日"]: _break(line) for line in lines}
    if len(holidays) < len(lines):
        raise NoticeError("表格里有同名的假日，请合并为一行。")
    head = {"title": f"国务院办公厅关于{year}年部分节假日安排的通知", "number": lines[0]["文号"]}
    notice = notice_of(year, {**head, "issued": _day(lines[0], "成文日期"), "holidays": holidays})
    return Read(notice, tuple("" for _ in lines), _again(lines))


def _break(line: table.Line) -> dict[str, object]:
    makeup = [part for part in line["调休上班"].replace("，", "、").replace(",", "、").split("、") if part.strip()]
    days = [_read(line, "调休上班", part) for part in makeup]
    return {"first": _day(line, "放假开始"), "last": _day(line, "放假结束"), "makeup": days}


def _day(line: table.Line, column: str) -> date:
    return _read(line, column, line[column])


def _read(line: table.Line, column: str, text: str) -> date:
    try:
        return read_day(text)
    except ImpossibleDate as error:
        raise NoticeError(f"第 {line.number} 行“{column}”：{error}") from error


def _again(lines: Iterable[table.Line]) -> str:
    """The table as text, so that what was entered can be read where the notice is confirmed."""
    columns = (*COLUMNS, *OPTIONAL)
    rows = [columns, *(tuple(line[column] for column in columns) for line in lines)]
    return "\n".join("\t".join(row) for row in rows)


@dataclass(frozen=True, slots=True)
class Row:
    """One holiday as a line of a table: its days off, how many, and the weekend days worked for it, with weekdays."""

    name: str
    first: str
    last: str
    count: int
    makeup: tuple[str, ...]
    sentence: str = ""


def rows_of(notice: Notice, sentences: Sequence[str] = ()) -> list[Row]:
    """Every holiday, beside the sentence in which it stands."""
    said = sentences or [""] * len(notice.breaks)
    return [
        Row(
            one.name,
            _said(one.first),
            _said(one.last),
            (one.last - one.first).days + 1,
            tuple(map(_said, one.makeup)),
            words,
        )
        for one, words in zip(notice.breaks, said, strict=True)
    ]


def _said(day: date) -> str:
    return f"{day.isoformat()}（周{'一二三四五六日'[day.weekday()]}）"
