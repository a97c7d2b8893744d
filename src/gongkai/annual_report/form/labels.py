"""How two labels are compared: 「（一） 予以公开」 and 「(一)予以公开」 are the same words in different dress."""

import unicodedata
from functools import lru_cache

_ENUMERATORS = frozenset("一二三四五六七八九十0123456789")
# Level one characters of these Unicode categories carry no meaning in a label: spaces, punctuation, symbols, marks.
_DRESS = ("Z", "P", "S", "C", "M")


@lru_cache(maxsize=8192)
def label_key(text: str) -> str:
    """The characters of a label that carry its meaning: no blanks, brackets, punctuation; full width made half width.

    A leading number (一、, （三）, 2.) is kept: it parts 「3.其他」 from the column 「其他」. See `bare_key`.
    """
    folded = unicodedata.normalize("NFKC", text)
    return "".join(char for char in folded if unicodedata.category(char)[0] not in _DRESS)


@lru_cache(maxsize=8192)
def bare_key(text: str) -> str:
    """`label_key` without the leading number: what is left when a paper numbers its rows otherwise, or not at all."""
    folded = unicodedata.normalize("NFKC", text).strip()
    number, mark = "", ""
    for index, char in enumerate(folded):
        if char in _ENUMERATORS:
            number += char
        elif char in "(、.)  \t" or char == "．":
            mark += char
        else:
            folded = folded[index:] if number and mark else folded
            break
    return label_key(folded)
