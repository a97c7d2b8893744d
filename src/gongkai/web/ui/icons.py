"""The icons of the office: one drawn file, used by name, so that a page holds no drawing of its own."""

import re
from functools import cache
from importlib import resources

_SPRITE = "static/ui/icons.svg"


@cache
def names() -> tuple[str, ...]:
    """What the file holds, in its order."""
    text = resources.files("gongkai.web.ui").joinpath(_SPRITE).read_text("utf-8")
    return tuple(re.findall(r'<symbol id="([a-z-]+)"', text))
