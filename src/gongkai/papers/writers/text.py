"""The words of a paper, in order: what both files must say."""

from collections.abc import Iterable, Iterator

from gongkai.papers.letters.elements import Attachments, Element, Signature, Table


def words_of(elements: Iterable[Element]) -> Iterator[str]:
    """Every line of text that the elements print."""
    for element in elements:
        match element:
            case Table():
                yield from (cell.text for row in element.rows for cell in row)
            case Attachments(names):
                for number, name in enumerate(names, 1):
                    yield f"{'附件：' if number == 1 else ''}{f'{number}．' if len(names) > 1 else ''}{name}"
            case Signature(organ, day):
                yield from (organ, day)
            case _:
                yield element.text
