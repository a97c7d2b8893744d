"""The kind of letter templates: its table of acts, and how its row follows from its events."""

from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from gongkai.web.accounts.acts import load
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.kinds import Kind, Projection
from gongkai.web.audit.kinds import register as register_kind
from gongkai.web.stationery.models import LetterTemplate


def register() -> None:
    """Once, at the start. Raises ActsError where the table is not whole."""
    table = load(resources.files("gongkai.web.stationery").joinpath("acts", "letter_template.yaml"))
    register_kind(Kind(LetterTemplate, table, "key", replay))


def replay(events: Sequence[Recorded]) -> Projection:
    """The template after these events."""
    first = events[0].payload
    fields: dict[str, Any] = {name: first[name] for name in ("organ", "letter", "choice")}
    for one in events:
        fields |= _after(one.kind, one.payload, one.on.isoformat())
    return fields


def _after(act: str, data: Mapping[str, Any], on: str) -> dict[str, Any]:
    if act == "withdraw_template":
        return {"state": "withdrawn", "file": None, "since": on}
    return {"state": "in_use", "file": data["file"], "since": on}
