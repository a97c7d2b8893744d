"""What the page of a case is made of: its events, the words sealed with them. Two queries, however long its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from gongkai.web.applications import obstacles, pending, sealing
from gongkai.web.applications.models import Application
from gongkai.web.applications.office.case_papers import PAPERS
from gongkai.web.applications.queries import COUNTS, events_of
from gongkai.web.applications.recorded import said
from gongkai.web.applications.words import LABELS
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.models import Event

PAGE = 10
"""So many entries of the history are on one page."""
LISTED = 60
"""So many papers and searches are listed, the newest, unless all are asked for."""
_STANDS_BY = COUNTS | pending.KINDS | obstacles.READ
_LISTED = (PAPERS | {"log_search"}) - _STANDS_BY


@dataclass(frozen=True)
class Material:
    """page: of the history, from 1, the newest first. lists_all: every paper, not only the newest."""

    thing: Application
    page: int = 1
    lists_all: bool = False

    @property
    def window(self) -> tuple[int, int]:
        """The first and the last number of this page of the history."""
        last = self.thing.version - (self.page - 1) * PAGE
        return last - PAGE + 1, last

    @cached_property
    def rows(self) -> Sequence[Event]:
        """The events by which the case stands, its papers and searches, and those of this page of its history."""
        first, last = self.window
        every = events_of(self.thing)
        listed = every.filter(kind__in=_LISTED).order_by("-number").values("number")
        newest = Q(number__in=listed if self.lists_all else listed[: LISTED + 1])
        return list(
            every.filter(Q(kind__in=_STANDS_BY) | Q(number=1) | newest | Q(number__gte=first, number__lte=last))
        )

    @cached_property
    def past(self) -> Sequence[Recorded]:
        """The events by which it stands."""
        return [row.recorded for row in self.rows if row.kind in _STANDS_BY or row.number == 1]

    @cached_property
    def listed(self) -> Sequence[Event]:
        """What brought papers and searches; and everything by which it stands, for much of it has papers too."""
        return [row for row in self.rows if row.kind not in _LISTED or row.number > self.cut]

    @cached_property
    def cut(self) -> int:
        """The number of the newest event that is not listed any more; 0 where all are."""
        numbers = sorted((row.number for row in self.rows if row.kind in _LISTED), reverse=True)
        return 0 if self.lists_all or len(numbers) <= LISTED else numbers[LISTED]

    @property
    def shown(self) -> Sequence[Event]:
        """This page of the history, the newest first."""
        first, last = self.window
        return [row for row in reversed(self.rows) if first <= row.number <= last]

    @cached_property
    def by_key(self) -> Mapping[str, Mapping[str, Any]]:
        """The sealed words of what is shown: this page of the history, papers, searches, the last proposal, the
        application itself."""
        proposal = [row for row in self.rows if row.kind == "propose_reply"][-1:]
        listed = [row for row in self.listed if row.kind in _LISTED]
        keys = {said(row.recorded, "sealed").get("key") for row in (*self.shown, *listed, *proposal)}
        return sealing.opened(key for key in {*keys, str(self.thing.particulars or "")} if key)

    def words(self, key: str) -> Mapping[str, Any]:
        """Sealed words; empty where there are none, or none any more."""
        return self.by_key.get(key, {})

    def words_of(self, row: Event) -> Mapping[str, Any]:
        """The words sealed with an event."""
        return self.words(said(row.recorded, "sealed").get("key", ""))

    def said(self, row: Event) -> list[tuple[str, str]]:
        """Label and text of what was written with an event; the application itself is shown elsewhere."""
        if said(row.recorded, "sealed").get("purpose") == "application":
            return []
        words = self.words_of(row)
        found = [(label, str(words[key])) for key, label in LABELS.items() if words.get(key)]
        handed = len(said(row.recorded, "office").get("given", ()))
        return [*found, ("随答复提供", f"{handed} 个文件")] if handed else found
