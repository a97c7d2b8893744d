"""Sums that the narrative itself claims: 共 162 条，其中 54 条、108 条.

Text does not say as plainly as a table what adds up, so these findings are warnings, and doubt keeps silent: about
figures (余、近、约), mixed measure words, and lists that end in 等 are never compared.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from gongkai.annual_report.checks.evidence import Evidence, finding
from gongkai.annual_report.checks.narrative.counts import Count, counts, listed
from gongkai.annual_report.finding import Finding

_OPENINGS = ("其中", "包括", "包含", "分别是", "分别为", "涵盖")
_OPENING = re.compile("|".join(_OPENINGS))
_LIST_END = re.compile(
    r"[。！\n]|[，,；;](?:同时|另外?|此外|并且?|全年|及时)|留言|回复|收到|受理|答复|举[办行]|召开|培训|咨询"
)
"""Where a list of parts is over: at the end of the sentence, or where another matter begins."""

_INNER = re.compile(r"[（(][^（()）]*[）)]")
_AND_MORE = re.compile(r"等(?!级|待|次|于|同)")
_BETWEEN = 20
"""How many words may stand between the total and 其中."""

_REACH = 40
_LONGEST_LIST = 600
_QUOTED = 12
_MYRIAD = 10_000


def narrative_parts_add_up(evidence: Evidence) -> Iterator[Finding]:
    """A warning for each total whose parts, named behind it, add up to something else."""
    for where, text in evidence.prose:
        if not any(word in text for word in _OPENINGS):
            continue
        for paragraph in text.split("\n"):
            if _OPENING.search(paragraph):
                flat = _INNER.sub(lambda match: " " * len(match[0]), paragraph)
                for opening in _OPENING.finditer(flat):
                    yield from _mismatch(flat, opening, where)


def _mismatch(text: str, opening: re.Match[str], where: str) -> Iterator[Finding]:
    total = _total_before(text, opening.start())
    if total is None:
        return
    end = _end_of_list(text, opening.end())
    parts = listed(text, opening.end(), end)
    if not parts or not all(part.exact and part.is_of_kind(total) for part in parts):
        return
    if total.in_myriads:
        differs = total.value == _sum(parts) * _MYRIAD  # 173769万条, made up of 75656 and 98113
    else:
        differs = total.exact and _claims_another_sum(parts, total, text[opening.end() : end])
    if differs:
        quote = text[max(total.start - _QUOTED, 0) : end].rsplit("。", maxsplit=1)[-1]
        yield _finding(where, total, parts, quote)


def _finding(where: str, total: Count, parts: Sequence[Count], quote: str) -> Finding:
    added = "+".join(str(part.value) for part in parts)
    message = (
        f"正文写总数 {total.value}，所列各项是 {added}={_sum(parts)}，两者不等。"
        f"请核对数字和单位；只列举了一部分的，写明“等”。原文：“{' '.join(quote.split())}”。"
    )
    return finding("narrative_parts_add_up", where, message, expected=total.value, found=_sum(parts))


def _end_of_list(text: str, start: int) -> int:
    """A list within the list (其中 … 包括 …) is a claim of its own and ends this one."""
    ends = (pattern.search(text, start, start + _LONGEST_LIST) for pattern in (_LIST_END, _OPENING))
    return min((match.start() for match in ends if match), default=min(len(text), start + _LONGEST_LIST))


def _total_before(text: str, position: int) -> Count | None:
    """The count right before 其中, with nothing but punctuation or a few words between."""
    before = list(counts(text, max(position - _REACH, 0), position))
    if not before:
        return None
    between = text[before[-1].end : position]
    return before[-1] if len(between.strip()) <= _BETWEEN and between.count("。") <= 1 else None


def _claims_another_sum(parts: Sequence[Count], total: Count, text: str) -> bool:
    """Whether the list, read from its beginning, never adds up to the total, though it seems to be meant to.

    What follows a list that has added up is another matter. A single part, and a list that ends in 等, may fall short.
    """
    if total.value in accumulate(part.value for part in parts):
        return False
    if _sum(parts) < total.value:
        return len(parts) > 1 and not _AND_MORE.search(text)
    return parts[0].value > total.value or len(parts) > 1


def _sum(parts: Sequence[Count]) -> int:
    return sum(part.value for part in parts)
