"""Numbers as a word processor draws them before a paragraph: 一, 壹, 1, a, ①, each a number format of OOXML."""

from collections.abc import Callable, Mapping

from gongkai.regulation.numerals import chinese

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_FORMAL = str.maketrans("〇一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CIRCLES, _BRACKETS, _STOPS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_CHINESE_CIRCLES = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_MOST = 999


def enumerator(number: int, style: str) -> str:
    """The number in that format; in Arabic digits where the format cannot write it, or is none that reports use."""
    if not 1 <= number <= _MOST:
        return str(number)
    return _WRITTEN.get(style, str)(number)


def _formal(number: int) -> str:
    """壹拾贰: the one before the ten is never left out, as it is in 十二."""
    return (("一" if 10 <= number < 20 else "") + chinese(number)).translate(_FORMAL)


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    """a … z, aa, bb … as word processors go on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "taiwaneseCounting",
            "taiwaneseCountingThousand",
        ),
        chinese,
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _formal),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), lambda n: str(n).translate(_DIGITS)
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _one_of(_CIRCLES)),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02}",
    "decimalEnclosedParen": _one_of(_BRACKETS),
    "decimalEnclosedFullstop": _one_of(_STOPS),
    "ideographEnclosedCircle": _one_of(_CHINESE_CIRCLES),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerLetter": _letter,
}
