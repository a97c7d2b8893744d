"""The running text of a report in sentences, and what two texts have in common."""

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz import fuzz, process

from gongkai.annual_report.report import Report

_END = re.compile(r"(?<=[。！？!?；;])|\n")
_NUMBER = re.compile(r"\d+(?:[.,，]\d+)*")
_LIKENESS = 60
"""Percent of agreeing characters from which a sentence counts as changed, not as removed and added."""
_MOST_PAIRS = 1_000_000
"""Beyond that many pairs of sentences that differ, none is looked for that resembles another: time stays bounded."""
_LONGEST = 2_000
"""Nor for a sentence longer than this."""


class Fate(StrEnum):
    """What became of a sentence."""

    KEPT = "kept"
    RENUMBERED = "renumbered"
    """The same words around other figures."""
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Sentence:
    """One sentence as printed, and the section it stands in."""

    section: int
    text: str

    @cached_property
    def key(self) -> str:
        """Its characters without blanks, full width made half width."""
        return "".join(unicodedata.normalize("NFKC", self.text).split())

    @cached_property
    def frame(self) -> str:
        """Its key with every figure as 0: what is left when only the figures were brought up to date."""
        return _NUMBER.sub("0", self.key)


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence of either text, or one of each that belong together."""

    fate: Fate
    before: Sentence | None
    after: Sentence | None


def sentences(report: Report) -> tuple[Sentence, ...]:
    """The sentences of the six sections, in order; blank and single characters left out."""
    return tuple(
        Sentence(section.no, text.strip())
        for section in report.sections
        for text in _END.split(section.text)
        if len(text.strip()) > 1
    )


def changes(before: Sequence[Sentence], after: Sequence[Sentence]) -> tuple[Change, ...]:
    """What became of every sentence, in the order of the later text; those removed stand at the end of their section.

    Equal sentences are paired first, wherever they stand; then those that differ in figures; then, of one section, each
    with the one it resembles most.
    """
    pairs: _Pairs = {}
    left = list(before)
    for fate, of in ((Fate.KEPT, _key), (Fate.RENUMBERED, _frame)):
        left = _pair_equal(pairs, left, after, fate=fate, of=of)
    left = _pair_alike(pairs, left, after)
    found = [
        Change(pairs[index][0], pairs[index][1], sentence) if index in pairs else Change(Fate.ADDED, None, sentence)
        for index, sentence in enumerate(after)
    ]
    found += [Change(Fate.REMOVED, sentence, None) for sentence in left]
    return tuple(sorted(found, key=_section))


def copied_share(found: Iterable[Change]) -> float | None:
    """Which part of the later text's sentences stood in the earlier one, word for word or but for the figures.

    None where the later text has no sentence.
    """
    fates = Counter(change.fate for change in found)
    total = sum(fates.values()) - fates[Fate.REMOVED]
    return (fates[Fate.KEPT] + fates[Fate.RENUMBERED]) / total if total else None


def _key(sentence: Sentence) -> str:
    return sentence.key


def _frame(sentence: Sentence) -> str:
    return sentence.frame


def _section(change: Change) -> int:
    sentence = change.after or change.before
    return sentence.section if sentence else 0


_Pairs = dict[int, tuple[Fate, Sentence]]


def _pair_equal(
    pairs: _Pairs, before: list[Sentence], after: Sequence[Sentence], *, fate: Fate, of: Callable[[Sentence], str]
) -> list[Sentence]:
    """Pair what is equal by `of`; the earlier sentences that are left over come back."""
    waiting: dict[str, deque[Sentence]] = {}
    for sentence in before:
        waiting.setdefault(of(sentence), deque()).append(sentence)
    for index, sentence in enumerate(after):
        if index not in pairs and waiting.get(of(sentence)):
            pairs[index] = fate, waiting[of(sentence)].popleft()
    used = {id(sentence) for _, sentence in pairs.values()}
    return [sentence for sentence in before if id(sentence) not in used]


def _pair_alike(pairs: _Pairs, before: list[Sentence], after: Sequence[Sentence]) -> list[Sentence]:
    """Pair what resembles within a section, the most alike first."""
    used: set[int] = set()
    for score_and_place in sorted(_alike(pairs, before, after), reverse=True):
        _, index, place = score_and_place
        if index not in pairs and place not in used:
            pairs[index] = Fate.CHANGED, before[place]
            used.add(place)
    return [sentence for place, sentence in enumerate(before) if place not in used]


def _alike(pairs: _Pairs, before: list[Sentence], after: Sequence[Sentence]) -> Iterator[tuple[float, int, int]]:
    """(percent, index in the later text, place in the earlier one) of sentences that resemble each other."""
    for section in {sentence.section for sentence in before}:
        choices = {
            place: sentence.key
            for place, sentence in enumerate(before)
            if sentence.section == section and len(sentence.key) <= _LONGEST
        }
        new = [
            (index, sentence.key)
            for index, sentence in enumerate(after)
            if index not in pairs and sentence.section == section and len(sentence.key) <= _LONGEST
        ]
        if len(choices) * len(new) > _MOST_PAIRS:
            continue
        for index, key in new:
            for _, score, place in process.extract(
                key, choices, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=len(choices)
            ):
                yield score, index, place
