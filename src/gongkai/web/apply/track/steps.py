"""What an applicant is told of each act (steps.yaml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Told:
    """told: a line of his timeline. mail: a line of his e-mail, empty where none is sent. asks: he has to act."""

    told: str
    mail: str = ""
    asks: bool = False

    def line(self, words: Mapping[str, Any]) -> str:
        """The line with the words of the event; those that the event does not say are left out."""
        wanted = {name for _, name, _, _ in Formatter().parse(self.told) if name}
        return self.told.format(**{name: words.get(name, "") for name in wanted}).strip()


@cache
def steps() -> Mapping[str, Told]:
    """By the name of the act."""
    text = resources.files("gongkai.web.apply.track").joinpath("steps.yaml").read_text("utf-8")
    return {name: Told(**entry) for name, entry in yaml.load(text, yaml.CSafeLoader).items()}
