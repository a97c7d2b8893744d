"""Who reports on which year: read from the title, wherever its words are broken, else from the period it names."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

_YEAR = r"(?P<year>20\d{2}|二[〇零○OoＯ]\w{2})"
_YEAR_BEGINS = re.compile(rf"(?={_YEAR})")
_FROM_YEAR = re.compile(
    rf"{_YEAR}(?:年度|年|度)?(?P<between>[^。；;\d]{{0,60}}?)"
    r"(?:政府|政务)?(?:政府)?信息公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:年度)*(?:报告|年报)"
)
_YEARLESS = re.compile(
    r"(?P<before>[^。；;\d]{0,60}?)(?:政府|政务)信息公开(?:工作)?(?:情况)?(?:的)?(?:年度)(?:工作)?(?:报告|年报)"
)
_MISPRINTED = re.compile(
    rf"{_YEAR}(?:年度|年|度)(?P<between>[^。；;\d]{{0,60}}?)"
    r"(?:政府|政务)(?:政府)?信息公开(?P<ending>[\u4e00-\u9fff]{4,8})$"
)
_STOP = re.compile(r"[。；;]")
_BEFORE = 60
"""How many signs before the year may name the organ."""
_ENDING, _LIKENESS = "工作年度报告", 75
"""The official ending, and the percent of agreeing characters from which a misprinted one is taken for it."""
_PERIOD = re.compile(r"(20\d{2})年1月1日")
_OPENING = re.compile(r"^(?:.*[:：》】])?(?:现|特|向社会|公布|发布|公开|将|关于|印发)*")
_CLOSING = re.compile(r"(?:年度|关于|的|编制了?|[\s,，、\-—_|#*]+)+$")
_ORGAN = re.compile(
    r"[^\W\d_][^\d。；;，,：:>》|]{2,58}"
    r"(?:政府|委员会|管委会|办公室|办事处|[局委办厅部署院社会处所站馆行校]|中心|支队|大队|总队|公司|集团|街道|[镇乡])(?:[（(][^（()）]{2,40}[)）])?"
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = str.maketrans("〇零○OoＯ一二三四五六七八九", "000000123456789")
_PRONOUNS = "我本"
LINES_OF_A_TITLE = 3


@dataclass(frozen=True, slots=True)
class Title:
    """The title as printed, without line breaks, and what it says; None for what the paper does not say."""

    printed: str | None
    organ: str | None
    year: int | None


def title_of(lines: Sequence[str], beginning: Callable[[], str] = str) -> Title:
    """The first full title among these lines, which may be broken over several; else as much as they say.

    beginning: the first lines of the paper, title included, where the statistics period may name the year; asked only
    where the title names none.
    """
    for find in (_around_year, _yearless):
        for printed, flat in _candidates(lines):
            named = find(flat)
            if named is None:
                continue
            year = _year(named["year"]) if named.get("year") else period_year(beginning())
            organ = _fullest(_organ(named), lines)
            above = () if organ else _organ_above(printed, lines)
            return Title("".join((*above, printed)), "".join(above) or organ, year)
    return _misprinted(lines) or Title(None, None, period_year(beginning()))


def _misprinted(lines: Sequence[str]) -> Title | None:
    """The first line that is a title but for its ending, whose words are misplaced, doubled or missing."""
    for printed, flat in _candidates(lines):
        named = _around_year(flat, _MISPRINTED)
        if named and fuzz.ratio(named["ending"], _ENDING) >= _LIKENESS:
            return Title(printed, _organ(named), _year(named["year"]))
    return None


def _organ_above(printed: str, lines: Sequence[str]) -> Sequence[str]:
    """The line or two right above a title that begins with the year, where together they are an organ's name."""
    end = next((index for index, line in enumerate(lines) if printed.startswith(line)), 0)
    for start in range(max(0, end - LINES_OF_A_TITLE + 1), end):
        if _ORGAN.fullmatch("".join(lines[start:end])):
            return lines[start:end]
    return ()


def _fullest(organ: str | None, lines: Sequence[str]) -> str | None:
    """The organ as a later line names it in full, where the title says only 市人民政府办公室."""
    for line in lines if organ else ():
        found = _around_year(_flat(line))
        named = _organ(found) if found else None
        if organ and named and named.endswith(organ):
            organ = named
    return organ


def _candidates(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line, then each two, then each three together: as printed, and flat for matching."""
    for count in range(1, LINES_OF_A_TITLE + 1):
        for start in range(len(lines) - count + 1):
            printed = "".join(lines[start : start + count])
            if "报" in printed and len(printed) <= 160:
                yield printed, _flat(printed)


@lru_cache(maxsize=256)
def _around_year(flat: str, pattern: re.Pattern[str] = _FROM_YEAR) -> Mapping[str, str] | None:
    """What a title says before its year, and from there on by this pattern. Looked for from the years outwards: a
    pattern that begins with any signs at all is tried at each of them."""
    if "信息公开" in flat:
        for place in _YEAR_BEGINS.finditer(flat):
            match = pattern.match(flat, place.start())
            if match:
                before = flat[max(0, place.start() - _BEFORE) : place.start()]
                return {"before": _STOP.split(before)[-1], **match.groupdict()}
    return None


def _yearless(flat: str) -> Mapping[str, str] | None:
    match = _YEARLESS.search(flat)
    return match.groupdict() if match else None


def _organ(named: Mapping[str, str]) -> str | None:
    before = _CLOSING.sub("", _OPENING.sub("", named["before"]))
    between = _CLOSING.sub("", named.get("between") or "")
    organ = (before + between).strip("#* 　")
    if between.endswith("人民"):  # 人民政府信息公开: one 政府 serves both words
        organ += "政府"
    return organ if organ and organ[0] not in _PRONOUNS else None


def _flat(text: str) -> str:
    """The text without blanks, its digits half width; brackets stay as they are, for they belong to an organ's name."""
    return "".join(text.split()).translate(_HALF_WIDTH)


def _year(text: str) -> int:
    return int(text.translate(_DIGITS))


def period_year(beginning: str) -> int | None:
    """The year whose first of January the text names: 统计期限自2023年1月1日起."""
    match = _PERIOD.search(_flat(beginning))
    return int(match[1]) if match else None
