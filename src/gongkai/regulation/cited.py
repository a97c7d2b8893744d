"""What stands on which article: the entries of docs/law-to-code.md, and the walk that collects them.

A module gives its entries by a function `cited()`. A module that has none is walked: every value among its globals
that carries `citation` or `citations` gives one entry for each. So a new table is in the document as soon as it exists.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import ModuleType

from gongkai.regulation.citation import Citation


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of this program and one place in the law that it obeys."""

    file: str
    name: str
    label: str
    value: str
    citation: Citation


def entries(file: str, name: str, *, label: str, value: str = "", citations: Iterable[Citation]) -> Iterator[Entry]:
    """One entry for each place cited."""
    for citation in citations:
        yield Entry(file, name, label, value, citation)


def entries_of(module: ModuleType) -> Iterator[Entry]:
    """All entries of a module: from its `cited()`, or found among its globals."""
    if hasattr(module, "cited"):
        yield from module.cited()
        return
    file = module.__name__.rpartition(".")[2] + ".py"
    for name, value in vars(module).items():
        if not name.startswith("_"):
            yield from _walk(file, name, value)


def _walk(file: str, name: str, value: object) -> Iterator[Entry]:
    if isinstance(value, Citation):
        yield Entry(file, name, "", "", value)
    elif not isinstance(value, type) and (hasattr(value, "citation") or hasattr(value, "citations")):
        yield from _entry(file, name, value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _walk(file, f"{name}.{_key(key)}", inner)
    elif isinstance(value, tuple | list | frozenset):
        for inner in value:
            yield from _walk(file, name, inner)


def _entry(file: str, name: str, value: object) -> Iterator[Entry]:
    found = getattr(value, "citations", None) or (getattr(value, "citation", None),)
    own = getattr(value, "key", None) or getattr(value, "name", None) or getattr(value, "act", None)
    full = f"{name}.{_key(own)}" if own else name
    label = str(getattr(value, "label", ""))
    yield from entries(file, full, label=label, citations=(one for one in found if isinstance(one, Citation)))


def _key(key: object) -> str:
    return str(key.value if isinstance(key, Enum) else key)
