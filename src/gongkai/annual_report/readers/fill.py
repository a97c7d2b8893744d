"""A plan and the blocks of a paper to cells: every figure with its value and its place, and every doubt in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.blocks import Block, Row
from gongkai.annual_report.readers.numbers import Figure, figure, figure_in_words
from gongkai.annual_report.readers.plan import Again, Doubt, Plan, Put, Puts, Rearranged
from gongkai.annual_report.readers.shape import EMPTY, Spot
from gongkai.annual_report.reading import Place
from gongkai.annual_report.report import Value

_WAN, _YI = 10_000, 100_000_000
_SURE = 0.9
"""Below this a number recognised from a picture is reported."""


class Places(Mapping[str, Place]):
    """Where the cells of a paper stand. A place is made when it is asked for: of hundreds few ever are."""

    def __init__(self, spots: Mapping[str, Spot], blocks: Sequence[Block]) -> None:
        self._spots = spots
        self._blocks = blocks

    def __getitem__(self, cell: str) -> Place:
        spot = self._spots[cell]
        return _place(self._blocks[spot.line], spot)

    def __iter__(self) -> Iterator[str]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)

    def __contains__(self, cell: object) -> bool:
        return cell in self._spots


def _place(block: Block, spot: Spot) -> Place:
    text = "" if spot.is_gap else _texts(block)[spot.place]
    return Place(block.line, text, block.page, spot.column, _sure(block, spot))


def _sure(block: Block, spot: Spot) -> float:
    sures = block.sures if isinstance(block, Row) else ()
    return sures[spot.place] if sures and not spot.is_gap else 1.0


@dataclass(slots=True)
class Assembly:
    """The cells of a report as they were found."""

    cells: dict[str, Value]
    places: Mapping[str, Place]
    printed: dict[str, str] = field(default_factory=dict)
    doubts: list[Finding] = field(default_factory=list)

    def name(self, place: str, official: str, printed: str) -> None:
        """Note the words in a label's place, where they are not the official ones."""
        if label_key(printed) != label_key(official):
            self.printed[place] = printed


def fill(plan: Plan, blocks: Sequence[Block]) -> Assembly:
    """All cells of the form: those found with their values, the others None. blocks: those of the plan's shape."""
    assembly = Assembly(dict(plan.cells), Places(plan.spots, blocks), dict(plan.printed))
    for step in plan.steps:
        if isinstance(step, Puts):
            _put(assembly, step.puts, blocks[step.line])
        elif isinstance(step, Doubt):
            assembly.doubts.append(_uncertain(step, blocks))
        elif isinstance(step, Rearranged):
            assembly.doubts.append(_rearranged(step, blocks))
        else:
            assembly.doubts += _differing(step, blocks, assembly.cells)
    return assembly


def _put(assembly: Assembly, puts: Iterable[Put], block: Block) -> None:
    cells, texts = assembly.cells, _texts(block)
    is_sure = not (isinstance(block, Row) and block.sures)
    for cell, unit, at, spot in puts:
        text = "" if at is None else texts[at]
        value, remark = number = figure(text) or figure_in_words(text)
        if unit or remark or type(value) is not int:
            value = _in_unit(number, unit)
        cells[cell] = value
        if remark:
            assembly.doubts.append(_remark(cell, _place(block, spot), value))
        if not is_sure and _sure(block, spot) < _SURE:
            assembly.doubts.append(_unsure(cell, _place(block, spot), value))


def _texts(block: Block) -> tuple[str, ...]:
    return block.cells if isinstance(block, Row) else (block.text,)


def _in_unit(figure: Figure, unit: str | None) -> Value:
    """A count as a whole number where it is one; money as a decimal, in the unit of its column."""
    value, remark = figure
    if value is None:
        return None
    exact = Decimal(value) * (_YI if "亿" in remark else 1)
    if unit:
        is_10k = "元" not in remark or "万" in remark
        return exact if is_10k else exact / _WAN
    exact *= _WAN if "万" in remark else 1
    return int(exact) if exact == int(exact) else exact


def _remark(cell: str, place: Place, value: Value) -> Finding:
    if value is not None:
        read = f"读作 {value}"
    elif any(sign.isdigit() for sign in place.printed):
        read = "无法断定是哪一个数字，留空"
    else:
        read = "不是数字，留空"
    return Finding(
        rules()["cell_is_plain_number"],
        cell,
        f"第 {place.line} 行的单元格写作“{place.printed}”，{read}；单元格里只应写一个数字。",
        expected=None if value is None else str(value),
        found=place.printed,
        cells=(cell,),
    )


def _unsure(cell: str, place: Place, value: Value) -> Finding:
    return Finding(
        rules()["recognised_text_is_sure"],
        cell,
        f"从图片上识别出“{place.printed}”，把握只有 {place.sure:.0%}，"
        f"读作{'空白' if value is None else f' {value}'}，请核对原件。",
        expected=f"{_SURE:.0%}",
        found=f"{place.sure:.0%}",
        cells=(cell,),
    )


def _uncertain(step: Doubt, blocks: Sequence[Block]) -> Finding:
    shown = [spot for spot in step.spots if spot.sign != EMPTY]
    numbers = "、".join(_texts(blocks[spot.line])[spot.place] for spot in shown)
    done = "按最后一个数字属于最后一列读取，请核对原文" if step.read else "无法断定各属哪一列，这一行留空，请核对原文"
    return Finding(
        rules()["cell_position_is_certain"],
        step.where,
        f"第 {blocks[shown[0].line].line} 行“{step.row.label.text}”应有 {len(step.row.columns)} 个数字，"
        f"找到 {len(shown)} 个（{numbers}），{done}。",
        expected=str(len(step.row.columns)),
        found=numbers,
        cells=step.row.cells,
    )


def _differing(step: Again, blocks: Sequence[Block], cells: Mapping[str, Value]) -> Iterator[Finding]:
    """A finding where a row says other figures than it said before."""
    shown = [(put.cell, put.unit, _texts(blocks[line])[put.place or 0]) for line, put in step.puts]
    figures = [(cell, text, figure(text) or figure_in_words(text), unit) for cell, unit, text in shown]
    others = [(cell, text) for cell, text, number, unit in figures if _in_unit(number, unit) != cells[cell]]
    if others:
        line = blocks[step.puts[0][0]].line
        numbers = "、".join(text for _, text in others)
        yield Finding(
            rules()["row_says_one_thing"],
            step.where,
            f"第 {line} 行又有一行“{step.row.label.text}”，数字不同（{numbers}）；读的是前面那一行，请核对原文。",
            expected="、".join("空白" if cells[cell] is None else str(cells[cell]) for cell, _ in others),
            found=numbers,
            cells=tuple(cell for cell, _ in others),
        )


def _rearranged(step: Rearranged, blocks: Sequence[Block]) -> Finding:
    return Finding(
        rules()["columns_are_those_of_the_form"],
        step.where,
        f"第 {blocks[step.line].line} 行起，表头的各列与规定的格式不同（次序不同、少了或多了列）；"
        "数字按表头所写的列读取，表头没有的列留空，请核对原文。",
        cells=step.cells,
    )
