"""Chinese numerals as the law prints them (第三十三条)."""

_DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """The numeral of an article, paragraph or item: 1 to 999, without the leading 一 of 一十.

    Raises ValueError outside that range: no cited document has a thousand articles.
    """
    if not 1 <= number <= 999:
        raise ValueError(f"条文序号只能是 1 至 999，收到的是 {number}。")
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units else "")
