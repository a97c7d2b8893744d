"""Applications that may be the same as this one, and what the law has for them. Bounded work, however many there are.

What is asked for is sealed, so no database can compare it. The exact ones are found by keyed digests, over all years.
The similar ones in two steps: the summaries, which staff wrote without personal data, of the organ's MOST cases that
fall due last are compared in memory; the words of the best are unsealed and compared. Nothing of that is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from gongkai.regulation.outcomes import Outcome
from gongkai.web.applications import sealing
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import alike as exactly_alike

MOST, OPENED, SHOWN = 2000, 40, 10
_SUMMARY, _TEXT = 55, 72
_GIVEN = frozenset({Outcome.GRANTED.value, Outcome.PARTLY_GRANTED.value})


@dataclass(frozen=True, slots=True)
class Alike:
    """Another application, how like it is (percent), and what could be done: the act's name and why."""

    other: Application
    percent: int
    act: str
    why: str


def alike_to(thing: Application) -> list[Alike]:
    """The likest first. Six queries at most."""
    own = _text(sealing.opened([str(thing.particulars)]) if thing.particulars else {}, thing)
    rows = {row.pk: row for row in [*exactly_alike(thing), *_similar(thing)]}
    words = sealing.opened(str(row.particulars) for row in rows.values() if row.particulars)
    found = [_compared(thing, row, own, _text(words, row)) for row in rows.values()]
    kept = [one for one in found if one.percent >= _TEXT or one.other.applicant_digest == thing.applicant_digest != ""]
    return sorted(kept, key=lambda one: -one.percent)[:SHOWN]


def _similar(thing: Application) -> list[Application]:
    rows = Application.objects.filter(organ_id=thing.organ_id).exclude(pk=thing.pk).order_by("-due_on")
    summaries = dict(rows.values_list("pk", "summary")[:MOST])
    best = process.extract(
        thing.summary, summaries, scorer=fuzz.token_set_ratio if " " in thing.summary else fuzz.ratio, limit=OPENED,
        score_cutoff=_SUMMARY,
    )  # fmt: skip
    return list(Application.objects.filter(pk__in=[key for _, _, key in best]))


def _text(words: Mapping[str, Mapping[str, Any]], row: Application) -> str:
    items = words.get(str(row.particulars), {}).get("items", ())
    return "；".join(item.get("description", "") for item in items)


def _compared(thing: Application, other: Application, own: str, text: str) -> Alike:
    percent = round(fuzz.ratio(own, text)) if own and text else round(fuzz.ratio(thing.summary, other.summary))
    if thing.content_digest and thing.content_digest == other.content_digest:
        percent = 100
    same = bool(thing.applicant_digest) and thing.applicant_digest == other.applicant_digest
    return Alike(other, percent, *_what_to_do(thing, other, is_same=same, percent=percent))


def _what_to_do(thing: Application, other: Application, *, is_same: bool, percent: int) -> tuple[str, str]:
    if percent < _TEXT:
        return "", "同一申请人的另一件申请，内容不同。"
    if is_same and thing.arrived_on == other.arrived_on and other.number:
        return "merge", "同一申请人、同一天、内容相同，可能是同一次提交的重复登记（AR21）。"
    if is_same and other.replied_on:
        return "propose_reply", "已经就同一申请人的同一申请作出答复，可以告知不予重复处理（REG 36(6)）。"
    if is_same:
        return "mark_duplicate", "同一申请人就相同内容提出的申请正在办理，宜一并办理。"
    if other.outcome in _GIVEN:
        return "propose_publication", "不同申请人申请相同的信息，且可以公开，可以纳入主动公开（REG 44）。"
    return "mark_duplicate", "不同申请人申请相同的信息，宜作相同处理（REG 44）。"
