"""随答复提供: which files of a case go to the applicant with its reply, chosen by whoever sends it (REG 36(2), 40).

Nothing goes out by being in the file: what is not named with the sending stays inside.
"""

from collections.abc import Iterator, Mapping, Sequence

from gongkai.regulation.outcomes import Outcome
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import events_of
from gongkai.web.applications.recorded import in_force, said
from gongkai.web.audit.chain import Recorded
from gongkai.web.files.models import StoredFile

GIVING = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED})
"""The outcomes by which information is given."""
_BRINGING = frozenset({"attach_redaction", "attach_paper"})
_KEPT_INSIDE = frozenset({"区分处理的原件"})


def to_choose(thing: Application) -> list[StoredFile]:
    """What may be handed over, the newest first: severed copies and papers that the organ put to the case itself. Of
    what was severed the original is not among them. None where nothing is given."""
    if thing.outcome not in GIVING:
        return []
    past = in_force([row.recorded for row in events_of(thing)])
    keys = {key for one in past if one.kind in _BRINGING and "outside" not in one.payload for key in _files(one)}
    rows = StoredFile.objects.filter(pk__in=keys, stream_id=str(thing.key), purged_at=None)
    return list(rows.exclude(purpose__in=_KEPT_INSIDE).order_by("-added_at"))


def _files(one: Recorded) -> Iterator[str]:
    return (entry["key"] for entry in said(one, "office").get("files", ()))


def given(past: Sequence[Recorded]) -> Mapping[str, Recorded]:
    """The key of each file that was handed over, and the sending it went out with."""
    return {key: one for one in past if one.kind == "send" for key in said(one, "office").get("given", ())}
