"""Templates of numbers: what may stand in them, and how one is written. Pure.

    {mark}公{class_mark}〔{year}〕{serial}号  →  青水公复〔2026〕12号

Numbers that are alike but for the serial run in one series: its frame is the number with the serial left open.
"""

import string
from collections.abc import Iterator, Mapping

MARKS = ("mark", "class_mark", "year", "serial", "code", "credit_code")
_WIDTHS = frozenset({"", *(f"0{width}" for width in range(2, 10))})
_LONGEST = 80
_TRIED = {"mark": "青水", "class_mark": "复", "year": 2026, "code": "qingshi", "credit_code": "0"}


class TemplateError(ValueError):
    """A template by which no numbers can be given; the message says why."""


def checked(template: str) -> str:
    """The template itself, blanks around it taken away. Raises TemplateError."""
    template = template.strip()
    names = [name for name, _ in _marks(template)]
    for wanted in ("year", "serial"):
        if names.count(wanted) != 1:
            raise TemplateError(f"编号规则里 {{{wanted}}} 应当恰好出现一次：缺了会重号，多了读不出。")
    if len(template) > _LONGEST or not template.isprintable():
        raise TemplateError(f"编号规则最长 {_LONGEST} 个字，不能有换行等看不见的字符。")
    frame(template, _TRIED)
    return template


def _marks(template: str) -> Iterator[tuple[str, str]]:
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        raise TemplateError("编号规则的花括号不成对。要写花括号以外的内容，请直接写。") from None
    for _, name, width, conversion in parts:
        if name is None:
            continue
        if name not in MARKS or conversion:
            known = "、".join(f"{{{mark}}}" for mark in MARKS)
            raise TemplateError(f"编号规则里的 {{{name}}} 不认识；可以用 {known}。")
        if width not in (_WIDTHS if name == "serial" else {""}):
            raise TemplateError(f"{{{name}:{width}}} 不对：只有顺序号可以补足 2 至 9 位，写作 {{serial:05}}。")
        yield name, width or ""


def frame(template: str, facts: Mapping[str, object]) -> str:
    """The number with {serial} left open, its width left out: the name of the series."""
    return "".join(_pieces(template, {**facts, "serial": "{serial}"}, keeps_width=False))


def written(template: str, facts: Mapping[str, object], serial: int) -> str:
    """One number."""
    return "".join(_pieces(template, {**facts, "serial": serial}, keeps_width=True))


def _pieces(template: str, facts: Mapping[str, object], *, keeps_width: bool) -> Iterator[str]:
    for text, name, width, _ in string.Formatter().parse(template):
        yield text
        if name is not None:
            yield format(facts[name], width or "") if keeps_width else str(facts[name])
