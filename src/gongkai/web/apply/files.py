"""Files of people outside of the organ: attached to their case, named in the event by key and digest alone."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from gongkai.web.applications.acts.proving import named
from gongkai.web.applications.models import Application
from gongkai.web.files.accepted import MB
from gongkai.web.files.receiving import Accepted, attach

TOGETHER_MB = 40
"""How much all files of one page may come to: less than staff may hand in, since nobody here is known."""
_View = TypeVar("_View", bound=Callable[..., Any])


def takes_some_files(view: _View) -> _View:
    """Let a page for the public take files (config.headers asks for `body_limit`)."""
    view.body_limit = TOGETHER_MB * MB + MB  # type: ignore[attr-defined]
    return view


def kept_with(thing: Application, files: Iterable[Accepted], *, purpose: str) -> dict[str, Any]:
    """Attach the files, inside the transaction of their act; what the event says of them beside."""
    rows = [attach(one, to=thing, organ=thing.organ, purpose=purpose, by=None) for one in files]
    if not rows:
        return {}
    return {"files": [{**one, "purpose": purpose} for one in named(rows)]}
