"""Acts on the organ tree."""

from django.db import transaction

from gongkai.regulation.organs import Kind, Level
from gongkai.web.organs.models import Organ


@transaction.atomic
def register(
    *,
    code: str,
    name: str,
    level: Level,
    kind: Kind,
    under: Organ | None = None,
    short_name: str = "",
    credit_code: str | None = None,
) -> Organ:
    """Enter an organ into the tree. Raises ValidationError where its code or credit code cannot be, or is taken."""
    organ = Organ(
        code=code, name=name, short_name=short_name, credit_code=credit_code or None, level=level.value, kind=kind.value
    )
    organ.full_clean(exclude=["path", "depth"])
    if under is None:
        return Organ.add_root(instance=organ)
    # treebeard counts children on the object it is given: a fresh one cannot be out of date
    return Organ.objects.get(pk=under.pk).add_child(instance=organ)
