"""Where a rule stands: document, article (条), paragraph (款), item (项), and how sure we are of it.

Data files and code write a citation as one short string:

    REG 33              第三十三条
    REG 33.2            第三十三条第二款
    REG 20(5)           第二十条第（五）项
    REG 36.1(4)         第三十六条第一款第（四）项
    FEE                 the document as a whole
    FEE 7 [K]           known in practice, not re-read in the official text
    REG 33.3 [A]        the article is silent or open; our reading is an assumption that an organ may change

The key names an entry of documents.yaml. A string that does not parse, or names no entry, raises CitationError.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongkai.regulation.numerals import chinese

_PATTERN = re.compile(
    r"(?P<key>[A-Z][A-Z0-9]*)"
    r"(?: (?P<article>\d{1,3})(?:\.(?P<paragraph>\d{1,2}))?(?:\((?P<item>\d{1,2})\))?)?"
    r"(?: \[(?P<certainty>[KA])\])?"
)


class CitationError(ValueError):
    """A citation that cannot be read, or that names a document we do not know."""


class Certainty(Enum):
    """How far a citation may be relied on."""

    CONFIRMED = "confirmed"
    """Read in the document that it names."""
    KNOWN = "known"
    """[K] Known from practice or copies; the official text was not re-read."""
    ASSUMED = "assumed"
    """[A] The law is silent here; the reading is ours and can be changed."""


_CERTAINTY_BY_MARK = {None: Certainty.CONFIRMED, "K": Certainty.KNOWN, "A": Certainty.ASSUMED}


@dataclass(frozen=True, slots=True)
class Document:
    """A law, regulation, notice or letter of documents.yaml."""

    key: str
    title: str
    number: str | None = None
    in_force: date | None = None
    until: date | None = None
    replaced_by: str | None = None
    read: date | None = None
    note: str | None = None

    def __str__(self) -> str:
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one document."""

    document: Document
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    certainty: Certainty = Certainty.CONFIRMED

    @property
    def place(self) -> str:
        """第三十六条第一款第（四）项, or an empty string for the document as a whole."""
        text = f"第{chinese(self.article)}条" if self.article else ""
        text += f"第{chinese(self.paragraph)}款" if self.paragraph else ""
        return text + (f"第（{chinese(self.item)}）项" if self.item else "")

    @property
    def key(self) -> str:
        """The short string that `cite` reads back to an equal citation."""
        text = self.document.key + (f" {self.article}" if self.article else "")
        text += f".{self.paragraph}" if self.paragraph else ""
        text += f"({self.item})" if self.item else ""
        mark = next(mark for mark, certainty in _CERTAINTY_BY_MARK.items() if certainty is self.certainty)
        return text + (f" [{mark}]" if mark else "")

    def __str__(self) -> str:
        return f"《{self.document.title}》{self.place}" if self.place else str(self.document)


@cache
def documents() -> dict[str, Document]:
    """All of documents.yaml by key. Raises CitationError where an entry has an unknown or missing field."""
    text = resources.files("gongkai.regulation").joinpath("documents.yaml").read_text("utf-8")
    return {key: _document(key, entry) for key, entry in yaml.load(text, yaml.CSafeLoader).items()}


def _document(key: str, entry: dict[str, Any]) -> Document:
    try:
        return Document(key=key, **entry)
    except TypeError as error:
        raise CitationError(f"documents.yaml：条目 {key} 的字段不对：{error}") from error


@cache
def cite(text: str) -> Citation:
    """Read a citation string (see above). Raises CitationError."""
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise CitationError(f"引用“{text}”读不懂。写法如 REG 33.2、REG 36(4)、FEE 7 [K]。")
    document = documents().get(match["key"])
    if document is None:
        raise CitationError(f"引用“{text}”中的 {match['key']} 不在 documents.yaml 里；请先登记该文件。")
    article, paragraph, item = (int(match[name]) if match[name] else None for name in ("article", "paragraph", "item"))
    return Citation(document, article, paragraph, item, _CERTAINTY_BY_MARK[match["certainty"]])
