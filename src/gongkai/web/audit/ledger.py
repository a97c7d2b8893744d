"""Proof of the ledger: every chain whole, every row what its events say. And the rows computed anew from them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import models, transaction

from gongkai.web.audit.chain import START
from gongkai.web.audit.kinds import Kind, batched, kinds, things_of
from gongkai.web.audit.models import Event


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the ledger does not hold: what is wrong, said for an operator."""

    stream_kind: str
    stream_id: str
    number: int | None
    what: str

    def __str__(self) -> str:
        place = f"第 {self.number} 个事件" if self.number else "当前记录"
        return f"{self.stream_kind} {self.stream_id} {place}：{self.what}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row that is not what the events say."""

    kind: Kind
    stream_id: str
    field: str
    held: Any
    computed: Any

    def __str__(self) -> str:
        shown = (
            "（内容不显示）"
            if self.field in self.kind.private
            else f"记录为 {self.held!r}，按事件应为 {self.computed!r}"
        )
        return f"{self.kind.name} {self.stream_id} 的 {self.field}：{shown}"


Stream = tuple[str, list[Event]]


def verify() -> Iterator[Break]:
    """Everything that does not hold, the first one first. Empty where all is well."""
    yield from _of_no_kind()
    for kind in kinds():
        for some in batched(_streams(kind)):
            things = things_of(kind, [stream_id for stream_id, _ in some])
            for stream_id, events in some:
                yield from _breaks(kind, stream_id, events, things.get(stream_id))
        yield from _without_events(kind)


def rebuild() -> Iterator[Difference]:
    """Compute every row anew from its events, and write those that differ: what differed, field by field."""
    for kind in kinds():
        for some in batched(_streams(kind)):
            things = things_of(kind, [stream_id for stream_id, _ in some])
            for stream_id, events in some:
                yield from _mended(kind, stream_id, events, things.get(stream_id))


def _streams(kind: Kind) -> Iterator[Stream]:
    events = Event.objects.filter(stream_kind=kind.name).order_by("stream_id", "number")
    for stream_id, group in groupby(events.iterator(chunk_size=2000), key=lambda event: event.stream_id):
        yield stream_id, list(group)


def _breaks(kind: Kind, stream_id: str, events: Sequence[Event], thing: models.Model | None) -> Iterator[Break]:
    broken = _broken_link(kind, stream_id, events)
    if broken is not None:
        yield broken
    elif thing is None:
        yield Break(kind.name, stream_id, None, "有事件，却没有对应的记录。可以用 gongkai rebuild 重建。")
    elif thing.version != len(events):
        what = f"记录停在第 {thing.version} 个事件，而事件共有 {len(events)} 个：事件或者记录被动过。"
        yield Break(kind.name, stream_id, None, what)
    else:
        for difference in _differences(kind, stream_id, events, thing):
            yield Break(kind.name, stream_id, None, f"与事件不一致（{difference}）。可以用 gongkai rebuild 重建。")


def _broken_link(kind: Kind, stream_id: str, events: Sequence[Event]) -> Break | None:
    previous = START
    for number, event in enumerate(events, start=1):
        if event.number != number:
            return Break(kind.name, stream_id, number, "缺少这个事件：它被删除了。")
        if event.previous_hash != previous:
            return Break(kind.name, stream_id, number, "与前一个事件接不上：前一个事件被换过。")
        if event.recorded.hash_after(previous) != event.hash:
            return Break(kind.name, stream_id, number, "内容与摘要不符：这个事件被改过。")
        previous = event.hash
    return None


def _differences(kind: Kind, stream_id: str, events: Sequence[Event], thing: models.Model) -> Iterator[Difference]:
    computed = kind.replay([event.recorded for event in events])
    held = kind.held(thing, computed)
    for name, value in computed.items():
        if held.get(name) != value:
            yield Difference(kind, stream_id, name, held.get(name), value)


def _mended(kind: Kind, stream_id: str, events: Sequence[Event], thing: models.Model | None) -> Iterator[Difference]:
    row = thing or kind.model(**{kind.key: stream_id})
    differences = list(_differences(kind, stream_id, events, row)) if thing else []
    if thing is None:
        differences = [Difference(kind, stream_id, "整条记录", None, "由事件重建")]
    if row.version != len(events):
        differences.append(Difference(kind, stream_id, "version", row.version, len(events)))
    if differences:
        with transaction.atomic():
            row.version = len(events)
            kind.project(row, kind.replay([event.recorded for event in events]))
    yield from differences


def _without_events(kind: Kind) -> Iterator[Break]:
    names = kind.model.objects.order_by("pk").values_list(kind.key, flat=True)
    for some in batched(str(name) for name in names.iterator()):
        known = Event.objects.filter(stream_kind=kind.name, stream_id__in=some, number=1)
        for name in sorted(set(some) - set(known.values_list("stream_id", flat=True))):
            yield Break(kind.name, name, None, "有记录，却没有任何事件：它不是经办理产生的，或者事件被删除了。")


def _of_no_kind() -> Iterator[Break]:
    strange = Event.objects.exclude(stream_kind__in=[kind.name for kind in kinds()]).order_by("pk").first()
    if strange is not None:
        yield Break(strange.stream_kind, strange.stream_id, strange.number, "没有登记这个类别，无法核对。")
