"""Legal cases: YAML files under cases/ that a lawyer can read and correct."""

from pathlib import Path
from typing import Any

import pytest
import yaml


def cases(name: str) -> Any:
    """Parametrize a test with the entries of cases/<name>.yaml, each called by its `case`."""
    entries = yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yaml").read_text("utf-8"))
    return pytest.mark.parametrize("case", [pytest.param(entry, id=entry["case"]) for entry in entries])
