"""Blocks to parts: what stands before the first section, and the six sections, found by their headings."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from rapidfuzz import fuzz, process

from gongkai.annual_report.form.form import Form, form
from gongkai.annual_report.form.labels import bare_key, label_key
from gongkai.annual_report.readers.blocks import Block, Paragraph

_HEADING = re.compile(r"[#*\s]*第?\s*([一二三四五六七八九])\s*(?:部分)?\s*[、.．，,:：]?\s*(\S.{1,39}?)[*#\s:：]*")
_LIKENESS = 75
"""Percent of agreeing characters from which a misprinted heading is still taken for the official one."""


@dataclass(slots=True)
class Part:
    """A run of blocks: section `number` (0: before the first one), its heading as printed, the line it stands on."""

    number: int
    heading: str
    line: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.blocks


def parts(blocks: Iterable[Block], official: Form) -> list[Part]:
    """All blocks in their parts, in the paper's order. The first part is always what stands before any heading."""
    found = [Part(0, "", 0)]
    for block in blocks:
        text = _single_text(block)
        number = section_number(text, official.year) if text and len(text) <= 48 else None
        if number is None or not text:
            found[-1].blocks.append(block)
        else:
            found.append(Part(number, text, block.line))
    return found


def _single_text(block: Block) -> str | None:
    """The text of a paragraph, or of a row in which only one cell is filled."""
    if isinstance(block, Paragraph):
        return block.text
    return max(block.cells) if len(block.cells) - block.cells.count("") == 1 else None


@lru_cache(maxsize=16_384)
def section_number(text: str, form_year: int) -> int | None:
    """Which section this line heads: by its title; a misprinted title counts if its number agrees."""
    match = _HEADING.fullmatch(text)
    if match is None:
        return _titles(form_year).get(label_key(text))
    number, key = "一二三四五六七八九".index(match[1]) + 1, bare_key(match[2])
    exact = _titles(form_year).get(key)
    if exact is not None:
        return exact
    wordings = [title for title, section in _titles(form_year).items() if section == number]
    return number if wordings and process.extractOne(key, wordings, scorer=fuzz.ratio, score_cutoff=_LIKENESS) else None


@cache
def _titles(form_year: int) -> Mapping[str, int]:
    """Every wording of a section's title, as a key, with the section's number."""
    return {label_key(text): head.number for head in form(form_year).sections for text in head.label.wordings}
