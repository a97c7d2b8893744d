"""Legal cases: YAML files under cases/ that a lawyer can read and correct."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml


class _PlainWords(yaml.SafeLoader):
    """Only true and false are truth values, so that `on:` is a word like any other."""


_BOOLEAN = "tag:yaml.org,2002:bool"
_PlainWords.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainWords.add_implicit_resolver(_BOOLEAN, re.compile("^(?:true|false)$"), list("tf"))


def entries(name: str) -> list[dict[str, Any]]:
    """The entries of cases/<name>.yaml."""
    text = (Path(__file__).parent / "cases" / f"{name}.yaml").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.load(text, _PlainWords)
    return found


def cases(name: str) -> Any:
    """Parametrize a test with the entries of cases/<name>.yaml, each called by its `case`."""
    return pytest.mark.parametrize("case", [pytest.param(entry, id=entry["case"]) for entry in entries(name)])
