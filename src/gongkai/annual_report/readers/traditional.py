"""Blocks in traditional characters, as they stand on mirrors of organs' pages: folded to simplified ones for matching.

What a report prints stays as printed. What some mirrors add behind a sign (統(tǒng)計) is no word of the report.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from gongkai.annual_report.readers.blocks import Block, Row, text_of, words_of
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.simplified import fold, is_traditional

_READING = re.compile(r"(?<=[\u4e00-\u9fff])[(（][a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ]{1,6}[)）]")


def without_readings(block: Block) -> Block:
    """The block without the readings that a mirror put behind its signs."""
    return _changed(block, _bare)


def seen_by_matching(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks as labels and headings are looked for in them: folded, where any is traditional."""
    if not is_traditional(words_of(blocks)):
        return blocks
    return [folded(without_readings(block)) for block in blocks]


def folded(block: Block) -> Block:
    """The block in simplified characters."""
    return _changed(block, fold)


def _changed(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Row):
        return block._replace(cells=tuple(map(change, block.cells)), text=change(block.text))
    return block._replace(text=change(block.text))


def _bare(text: str) -> str:
    return _READING.sub("", text) if "(" in text or "（" in text else text


def as_printed(reading: Reading, blocks: Iterable[Block]) -> Reading:
    """The reading of folded blocks, in the words that the blocks themselves print."""
    texts = [text_of(block) for block in blocks]
    texts.append("".join(texts))  # a title may run over several lines
    report = reading.report
    return replace(
        reading,
        printed={place: _printed(words, texts) for place, words in reading.printed.items()},
        report=replace(
            report,
            organ=report.organ and _printed(report.organ, texts),
            title=report.title and _printed(report.title, texts),
            contact=report.contact and _printed(report.contact, texts),
            preface=_lines(report.preface, texts),
            sections=tuple(
                replace(section, title=_printed(section.title, texts), text=_lines(section.text, texts))
                for section in report.sections
            ),
        ),
    )


def _lines(folded_text: str, texts: Sequence[str]) -> str:
    whole = {fold(text): text for text in texts}
    return "\n".join(whole.get(line, line) for line in folded_text.split("\n"))


def _printed(words: str, texts: Sequence[str]) -> str:
    """The words as one of these texts prints them, where its folding shows them sign for sign; else as they are."""
    for text in (*texts, *("".join(text.split()) for text in texts)):
        plain = fold(text)
        at = plain.find(words)
        if at >= 0 and len(plain) == len(text):
            return text[at : at + len(words)]
    return words
