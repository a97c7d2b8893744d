"""What stands on which article: the entries that docs/law-to-code.md is made of.

A module that loads a table gives its entries by a function `cited()`, in words that a lawyer can read. Tables without
one and citations that stand in code are found by script/law_to_code.py itself, so that nothing is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.regulation.citation import Citation


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of this program and one place in the law that it obeys. file: beside the module that gives the entry."""

    file: str
    name: str
    label: str
    value: str
    citation: Citation


def entries(file: str, name: str, *, label: str, value: str = "", citations: Iterable[Citation]) -> Iterator[Entry]:
    """One entry for each place cited."""
    for citation in citations:
        yield Entry(file, name, label, value, citation)
