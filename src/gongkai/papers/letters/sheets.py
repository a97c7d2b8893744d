"""Sheets (表、单): the values of a record in the boxes of a table; the same sheet blank, to be filled in by hand."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gongkai.papers.letters.elements import Addressee, Cell, Element, Line, Table, Title
from gongkai.papers.letters.filling import Filling
from gongkai.papers.letters.template import Field, Template
from gongkai.papers.letters.values import Row, Value

NOTHING = "无"
"""What stands in the box of a value that a record may lack."""
_PAIRS = (20.0, 30.0, 20.0, 30.0)
_BLANK_ROWS = 10
_NUMBER = 8.0
_SHORT = 8
"""Columns whose words are no longer than this get less room than the others."""
_TALL_FROM = 1


def sheet(of: Template, layout: Sequence[Sequence[str]], filling: Filling, *, blank: bool = False) -> Iterator[Element]:
    """A sheet: the unit and day above, then its tables. blank: room where the record has no value, nothing missing."""
    yield Line(_above(of.above, filling, blank=blank))
    boxes: list[tuple[Cell, ...]] = []
    for keys in layout:
        fields = [filling.fields[key] for key in keys]
        if fields[0].kind == "rows":
            if boxes:
                yield Table(_PAIRS, tuple(boxes), of.letter.title)
                boxes = []
            yield _listed(fields[0], _rows(fields[0], filling, blank=blank), blank=blank)
        else:
            boxes.append(tuple(_boxes(fields, filling, blank=blank, tall=of.tall)))
    if boxes:
        yield Table(_PAIRS, tuple(boxes), of.letter.title)


def schedule(field: Field, rows: Sequence[Row]) -> Table:
    """A table of rows inside a letter (遮挡清单)."""
    return _listed(field, rows, blank=False)


def slip(of: Mapping[str, Any], filling: Filling) -> Iterator[Element]:
    """A slip on a page of its own, to be filled in by hand and sent back."""
    yield Title(of["title"], page=True)
    yield Addressee(filling.sentence(of["lead"]))
    rows = tuple(
        (Cell(row[0], is_label=True), Cell(filling.sentence(row[1]), tall=len(row) > _TALL_FROM + 1))
        for row in of["rows"]
    )
    yield Table((40.0, 60.0), rows, of["title"])


def _above(who: str, filling: Filling, *, blank: bool) -> str:
    organ = filling.get("organ") if blank else filling.need("organ")
    on = filling.get("on") if blank else filling.need("on")
    return f"{who}：{organ or '＿' * 12}　　日期：{on or '＿＿＿＿年＿＿月＿＿日'}"


def _boxes(fields: Sequence[Field], filling: Filling, *, blank: bool, tall: frozenset[str]) -> Iterator[Cell]:
    for field in fields:
        yield Cell(field.label, is_label=True)
        alone = len(fields) == 1
        yield Cell(_shown(field, filling, blank=blank), span=3 if alone else 1, tall=blank and field.key in tall)


def _shown(field: Field, filling: Filling, *, blank: bool) -> str:
    found: Value | None = filling.get(field.key)
    if found is None and not blank and field.required:
        filling.need(field.key)
    if found is None:
        return "" if blank or field.required else NOTHING
    return found if isinstance(found, str) else "\n".join(map(str, found))


def _rows(field: Field, filling: Filling, *, blank: bool) -> tuple[Row, ...]:
    if blank and filling.get(field.key) is None:
        return tuple(dict.fromkeys(field.columns, "") for _ in range(_BLANK_ROWS))
    return filling.rows(field.key)


def _listed(field: Field, rows: Sequence[Row], *, blank: bool) -> Table:
    head = (Cell("序号", is_label=True), *(Cell(words, is_label=True) for words in field.columns.values()))
    body = tuple(
        (Cell(str(number)), *(Cell(row[key] or ("" if blank else NOTHING)) for key in field.columns))
        for number, row in enumerate(rows, 1)
    )
    return Table(_shares(field, rows), (head, *body), field.label, head=1)


def _shares(field: Field, rows: Sequence[Row]) -> tuple[float, ...]:
    """The width of each column, by how much is written in it."""
    weight = {
        key: 1.0 if max([len(words), *(len(row[key]) for row in rows)]) <= _SHORT else 2.2
        for key, words in field.columns.items()
    }
    unit = (100 - _NUMBER) / sum(weight.values())
    return (_NUMBER, *(share * unit for share in weight.values()))
