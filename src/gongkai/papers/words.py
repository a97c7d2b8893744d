"""Values as an official paper writes them: days, amounts, lists, articles."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby

from gongkai.regulation.citation import Citation

_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
_MOST = 10**12
_CLOSING = re.compile(r"[。；;，,、\s]+$")


def in_capitals(yuan: Decimal) -> str:
    """壹仟壹佰元整, as amounts are written that must not be altered: to the fen, below a billion thousand yuan."""
    fen = int(yuan * 100)
    if not 0 <= fen < _MOST * 100 or fen != yuan * 100:
        raise ValueError(f"金额 {yuan} 元不能写成大写。")
    whole, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    text = f"{_whole(whole)}元" if whole or not fen else ""
    if not jiao and not rest:
        return text + "整"
    text += f"{_FIGURES[jiao]}角" if jiao else "零" if whole else ""
    return text + (f"{_FIGURES[rest]}分" if rest else "")


def _whole(number: int) -> str:
    if not number:
        return _FIGURES[0]
    text, gap = "", False
    for group in range(len(_GROUPS) - 1, -1, -1):
        four = number // 10 ** (4 * group) % 10_000
        if not four:
            gap = bool(text)
            continue
        zero = text and (gap or four < 1000)
        text += (_FIGURES[0] if zero else "") + _four(four) + _GROUPS[group]
        gap = False
    return text


def _four(number: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        figure = number // 10**place % 10
        if figure:
            text += (_FIGURES[0] if gap and text else "") + _FIGURES[figure] + _PLACES[place]
        gap = not figure
    return text


def in_yuan(yuan: Decimal) -> str:
    """1,100元（大写：人民币壹仟壹佰元整）."""
    plain = f"{yuan:,.2f}".removesuffix(".00")
    return f"{plain}元（大写：人民币{in_capitals(yuan)}）"


def within(text: str) -> str:
    """Words to stand inside a sentence: without the stop that they may have been typed with."""
    return _CLOSING.sub("", text.strip())


def quoted(citations: Iterable[Citation]) -> str:
    """《政府信息公开条例》第三十六条第（三）项、第十四条和《…》第六条: each title once."""
    parts = []
    for document, group in groupby(citations, key=lambda citation: citation.document):
        places = "、".join(dict.fromkeys(citation.place for citation in group if citation.place))
        parts.append(f"《{document.title}》{places}")
    return "和".join(parts) if len(parts) < 3 else "、".join(parts[:-1]) + "和" + parts[-1]


def day_or_text(value: object) -> str:
    """A day in words, anything else as it is."""
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else str(value)
