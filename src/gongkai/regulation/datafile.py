"""Reading the regulation's own YAML tables: strict, so that a slip in a table is found when it is loaded.

Every entry of every table carries `reference`: one citation string, or a list of them (see citation.py).
"""

from collections.abc import Hashable
from importlib import resources
from typing import Any

import yaml

from gongkai.regulation.citation import Citation, cite


class DataError(ValueError):
    """A table with a repeated key, a missing reference or an unknown field. Ours to mend; no user meets it."""


class _StrictLoader(yaml.CSafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        repeated = {str(key) for key in keys if keys.count(key) > 1}
        if repeated:
            raise DataError(f"{node.start_mark} 处有重复的键：{'、'.join(sorted(repeated))}。")
        return super().construct_mapping(node, deep)


def parse(text: str) -> Any:
    """A table out of its text. Raises DataError for a repeated key."""
    return yaml.load(text, _StrictLoader)


def read(name: str) -> dict[str, Any]:
    """The table regulation/<name>, whose entries have keys. Raises DataError for a repeated key."""
    table: dict[str, Any] = parse(_text(name))
    return table


def read_list(name: str) -> list[dict[str, Any]]:
    """The table regulation/<name>, whose entries are lines. Raises DataError for a repeated key."""
    table: list[dict[str, Any]] = parse(_text(name))
    return table


def _text(name: str) -> str:
    return resources.files("gongkai.regulation").joinpath(name).read_text("utf-8")


def citations(entry: dict[str, Any], place: str) -> tuple[Citation, ...]:
    """Take `reference` out of an entry. Raises DataError where there is none: no rule without its source."""
    reference = entry.pop("reference", None)
    if not reference:
        raise DataError(f"{place} 缺少 reference：每一条规则都要写明出处。")
    return tuple(cite(text) for text in ([reference] if isinstance(reference, str) else reference))
