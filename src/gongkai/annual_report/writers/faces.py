"""The faces of an official paper, and which fonts stand for them: read from faces.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from gongkai.regulation.citation import Citation, cite


@dataclass(frozen=True, slots=True)
class Face:
    """One face. office: its name in Word and WPS; open: what may be shown instead; families: what a PDF is set in."""

    name: str
    label: str
    office: str
    open: str
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Faces:
    """All faces by name (title, heading, subhead, body), and by which standard."""

    citation: Citation
    by_name: Mapping[str, Face]

    def __getitem__(self, name: str) -> Face:
        return self.by_name[name]


@cache
def faces() -> Faces:
    """All of faces.yaml. Every face's families end with those of last resort."""
    text = resources.files("gongkai.annual_report.writers").joinpath("faces.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    citation, last = cite(data.pop("reference")), data.pop("last_resort")
    return Faces(
        citation,
        {
            name: Face(
                name, entry["label"], entry["office"], entry["open"], tuple(dict.fromkeys(entry["families"] + last))
            )
            for name, entry in data.items()
        },
    )
