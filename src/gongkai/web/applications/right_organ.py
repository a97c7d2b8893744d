"""Which organ of the directory may be the right one for what is asked: by its function, or named in it."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from gongkai.web.applications.models import Application
from gongkai.web.organs.models import Organ

MOST, SHOWN = 5000, 5
_NAMED, _BY_FUNCTION, _NEAR = 10, 3, 1


@cache
def functions() -> Mapping[str, tuple[str, ...]]:
    """Root of a name → words that speak for it."""
    text = resources.files("gongkai.web.applications").joinpath("right_organ.yaml").read_text("utf-8")
    return {root: tuple(words) for root, words in yaml.safe_load(text).items()}


def proposed_organs(thing: Application, text: str) -> list[Organ]:
    """The likeliest first; those near this organ in the tree before others. One query."""
    words = f"{thing.summary}；{text}"
    roots = {root for root, said in functions().items() if root in words or any(word in words for word in said)}
    rows = Organ.objects.filter(state="active").exclude(pk=thing.organ_id).order_by("path")[:MOST]
    scored = [(_score(organ, words, roots, near=thing.organ.path[: -Organ.steplen]), organ) for organ in rows]
    found = sorted((one for one in scored if one[0] >= _BY_FUNCTION), key=lambda one: -one[0])
    return [organ for _, organ in found[:SHOWN]]


def _score(organ: Organ, words: str, roots: set[str], *, near: str) -> int:
    named = _NAMED if organ.name in words or (organ.short_name and organ.short_name in words) else 0
    by_function = _BY_FUNCTION * sum(root in organ.name for root in roots)
    return named + by_function + (_NEAR if near and organ.path.startswith(near) else 0)
