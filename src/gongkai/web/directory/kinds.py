"""The four kinds of thing in the directory, and the tables of acts that govern them."""

from importlib import resources

from gongkai.web.accounts import acts
from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.organs.models import Organ

_TABLES = {Organ: "organ", User: "person", Membership: "membership", Substitution: "substitution"}


def register() -> None:
    """Once, at the start. Raises ActsError where a table is not whole."""
    here = resources.files("gongkai.web.directory").joinpath("acts")
    for model, kind in _TABLES.items():
        acts.register(model, acts.load(here.joinpath(f"{kind}.yaml")))
