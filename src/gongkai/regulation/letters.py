"""文书: the letters and forms of the work as data: when each is sent, to whom, what it holds, how it is numbered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import citations, read
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.outcomes import Finding

_NO_NUMBER_HERE = "请改用有编号类别的文书，或者不写文号。"


class Recipient(StrEnum):
    """To whom a paper goes; inside = it stays in the file."""

    APPLICANT = "applicant"
    THIRD_PARTY = "third_party"
    JOINT_ORGAN = "joint_organ"
    OTHER_ORGAN = "other_organ"
    INSIDE = "inside"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or form. serial: the class its numbers run in. sent_on: the kind of event of a case that it records.

    no_remedy: why it tells no remedy of its own (G132X); None for every other paper.
    """

    key: str
    title: str
    when: str
    to: Recipient
    fields: Mapping[str, str]
    citations: tuple[Citation, ...]
    serial: str | None = None
    sent_on: str | None = None
    no_remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Numbering:
    """A pattern for document numbers (发文字号). A decision is a formal paper and carries one (L235).

    marks: the mark that this pattern prints for a class, where it is not the class itself.
    """

    key: str
    label: str
    pattern: str
    marks: Mapping[str, str]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CommonPart:
    """What every reply holds, whatever its outcome."""

    label: str
    fields: Mapping[str, str]
    citations: tuple[Citation, ...]


@cache
def letters() -> Mapping[str, Letter]:
    """All letters by key."""
    table = read("letters.yaml")["letters"]
    return MappingProxyType({key: _letter(key, entry) for key, entry in table.items()})


@cache
def numberings() -> Mapping[str, Numbering]:
    """The patterns of document numbers that an organ chooses from."""
    table = read("letters.yaml")["numbering"]
    return MappingProxyType({key: _numbering(key, entry) for key, entry in table.items()})


@cache
def common_part() -> CommonPart:
    """What every reply holds."""
    entry = read("letters.yaml")["common"]
    cited_at = citations(entry, "letters.yaml common")
    return CommonPart(label=entry["label"], fields=MappingProxyType(entry["fields"]), citations=cited_at)


def letters_sent_on(event: str) -> tuple[Letter, ...]:
    """The papers that an event of a case calls for, in the order of the table."""
    return tuple(letter for letter in letters().values() if letter.sent_on == event)


def missing_fields(letter: Letter, filled: Mapping[str, str]) -> Mapping[str, str]:
    """What the letter still lacks, key → words."""
    return {key: words for key, words in letter.fields.items() if not filled.get(key, "").strip()}


def missing_elements(finding: Finding, filled: Mapping[str, str]) -> Mapping[str, str]:
    """What a reply with this finding still lacks: the common part first, then the finding's own elements."""
    needed = {**common_part().fields, **finding.elements}
    return {key: words for key, words in needed.items() if not filled.get(key, "").strip()}


def document_number(letter: Letter, *, numbering: Numbering, mark: str, year: int, serial: int) -> str:
    """The number of the letter in its class: 某公复〔2025〕12号. Raises NotAllowed for a paper that is not numbered.

    The year stands in hexagonal brackets, the serial begins anew each year and has no leading zero (GB97).
    """
    if letter.serial is None:
        raise NotAllowed(f"《{letter.title}》不编发文字号。", letter.citations[0], _NO_NUMBER_HERE)
    if serial < 1:
        raise NotAllowed(f"发文顺序号从1起编，收到的是{serial}。", cite("GB97 [K]"), "请按年度、按类别依次编号。")
    class_mark = numbering.marks.get(letter.serial, letter.serial)
    return numbering.pattern.format(mark=mark, class_mark=class_mark, year=year, serial=serial)


def _letter(key: str, entry: dict[str, Any]) -> Letter:
    cited_at = citations(entry, f"letters.yaml {key}")
    to, fields = Recipient(entry.pop("to")), MappingProxyType(entry.pop("fields"))
    return Letter(key=key, to=to, fields=fields, citations=cited_at, **entry)


def _numbering(key: str, entry: dict[str, Any]) -> Numbering:
    cited_at, marks = citations(entry, f"letters.yaml {key}"), MappingProxyType(entry.pop("marks", {}))
    return Numbering(key=key, marks=marks, citations=cited_at, **entry)


def cited() -> Iterator[Entry]:
    """Every letter and numbering pattern, for docs/law-to-code.md."""
    common = common_part()
    yield from entries("letters.yaml", "common", label=common.label, citations=common.citations)
    for letter in letters().values():
        yield from entries(
            "letters.yaml", letter.key, label=letter.title, value=letter.when, citations=letter.citations
        )
    for one in numberings().values():
        yield from entries("letters.yaml", one.key, label=one.label, value=one.pattern, citations=one.citations)
