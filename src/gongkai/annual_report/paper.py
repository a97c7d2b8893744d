"""The one door for papers: bytes in, a checked reading out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from gongkai.annual_report.checks import check
from gongkai.annual_report.errors import ReportError, UnreadableSource
from gongkai.annual_report.readers.archive import members
from gongkai.annual_report.readers.blocks import Source
from gongkai.annual_report.readers.data import is_data, reading_of_data
from gongkai.annual_report.readers.decode import refuse_larger
from gongkai.annual_report.readers.interpret import interpret
from gongkai.annual_report.readers.kinds import Kind, kind_of, source_of
from gongkai.annual_report.reading import Reading

LIMIT = 64 * 2**20
"""The largest file that is opened, in bytes: an archive of a few hundred reports, a scan of fifty pages."""

_EMPTY_ARCHIVE = "压缩包里没有文件。请确认选对了文件。"


@dataclass(frozen=True, slots=True)
class Failure:
    """A paper that could not be read, and why."""

    source: str
    error: ReportError


def read_paper(data: bytes, *, source: str) -> Reading:
    """Read and check one report. `source` is the name by which the reader knows the paper (a file name).

    Raises ReportError where the bytes are no annual report, and where they are an archive of several.
    """
    return read_with_blocks(data, source=source)[0]


def read_with_blocks(data: bytes, *, source: str) -> tuple[Reading, Source]:
    """As `read_paper`, and beside the reading what the reader of this kind of file found: its rows and paragraphs."""
    refuse_larger(data, LIMIT)
    if kind_of(data) is Kind.ARCHIVE:
        data, source = _only_member(data, source)
    reading, found = _read_one(data, source)
    findings = check(reading.report, reading.places, printed=reading.printed)
    return replace(reading, findings=(*reading.findings, *findings)), found


def _read_one(data: bytes, source: str) -> tuple[Reading, Source]:
    if is_data(data):
        return reading_of_data(data, source=source), Source(())
    found = source_of(data)
    return interpret(found.blocks, source=source, pictures=found.pictures), found


def read_papers(data: bytes, *, source: str) -> Iterator[Reading | Failure]:
    """Read every report of a file: the members of an archive one after the other (archive.zip!member), else the file.

    A paper that cannot be read is a Failure, and the next one is still read.
    """
    try:
        refuse_larger(data, LIMIT)
        if kind_of(data) is Kind.ARCHIVE:
            member = None
            for member in members(data):
                yield _read(member.content, f"{source}!{member.place}")
            if member is None:
                raise UnreadableSource(_EMPTY_ARCHIVE)
        else:
            yield _read(data, source)
    except ReportError as error:
        yield Failure(source, error)


def _read(content: bytes | ReportError, source: str) -> Reading | Failure:
    if isinstance(content, ReportError):
        return Failure(source, content)
    try:
        return read_paper(content, source=source)
    except ReportError as error:
        return Failure(source, error)


def _only_member(data: bytes, source: str) -> tuple[bytes, str]:
    """The one paper of an archive."""
    found = list(islice(members(data), 2))
    if len(found) == 1:
        content = found[0].content
        if isinstance(content, ReportError):
            raise content
        return content, f"{source}!{found[0].place}"
    raise UnreadableSource(
        "压缩包里不止一个文件，这里一次只读一份报告。请解压后选一份再试。" if found else _EMPTY_ARCHIVE
    )
