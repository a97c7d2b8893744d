"""Matches to cells: every figure in its column, with its place, the words printed around it, and every doubt."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import groupby

from rapidfuzz import fuzz, process

from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.form.form import Column, Form, Row
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.alignment import Printed, Usual, align, usual
from gongkai.annual_report.readers.matcher import Match, Matches, Run
from gongkai.annual_report.readers.numbers import Figure
from gongkai.annual_report.readers.vocabulary import Target, vocabulary
from gongkai.annual_report.reading import Place
from gongkai.annual_report.report import Value

_YUAN_IN_10K = 10_000
_LIKENESS = 60
_SURE = 0.9
"""Below this a number recognised from a picture is reported."""
_LIKENESS_OF_GROUPS = 80
"""行行政复议 is 行政复议, but 行政诉讼 is not."""


@dataclass(slots=True)
class Assembly:
    """The cells of a report as they were found."""

    cells: dict[str, Value]
    places: dict[str, Place] = field(default_factory=dict)
    printed: dict[str, str] = field(default_factory=dict)
    doubts: list[Finding] = field(default_factory=list)

    def put(self, cell: str, column: Column, printed: Printed) -> None:
        """One figure into one cell."""
        value, remark = printed.figure
        if column.unit or not isinstance(value, int):
            value = _in_unit(printed.figure, column)
        self.cells[cell] = value
        self.places[cell] = Place(printed.line, printed.text, printed.page, printed.column, printed.sure)
        if remark:
            self.doubts.append(_remark(cell, printed, value))
        if printed.sure < _SURE:
            self.doubts.append(_unsure(cell, printed, value))

    def name(self, place: str, official: str, printed: str) -> None:
        """Note the words in a label's place, where they are not the official ones."""
        if label_key(printed) != label_key(official):
            self.printed[place] = printed


def assemble(matches: Matches, official: Form) -> Assembly:
    """All cells of the form: those found with their values, the others None."""
    merged = _merged(matches)
    absent = {cell for target in merged for name in target.row.instead_of for cell in _cells(official, name)}
    assembly = Assembly({cell: None for cell in official.cells if cell not in absent})
    for table, rows in groupby(sorted(matches.rows, key=_table), key=_table):
        _put_rows(assembly, official, table, list(rows))
    for run in matches.runs:
        _put_run(assembly, official, run)
    _name_heads(assembly, matches, official)
    return assembly


def _table(row: Match) -> str:
    return row.target.table if row.target else ""


def _merged(matches: Matches) -> list[Target]:
    """Merged rows that the paper fills, unless it fills one of the rows they stand for."""
    filled = {row.target.row.name for row in matches.rows if row.target}
    targets = [row.target for row in matches.rows if row.target and row.target.row.instead_of]
    return [target for target in targets if not filled.intersection(target.row.instead_of)]


def _cells(official: Form, name: str) -> tuple[str, ...]:
    return official.row("table3", name).cells


def _put_rows(assembly: Assembly, official: Form, table: str, rows: Sequence[Match]) -> None:
    learn: Callable[[], Usual] = cache(
        lambda: usual((row.figures, len(row.target.row.columns), _depth(row.target.row)) for row in rows if row.target)
    )
    for row in rows:
        if row.target is None or row.target.row.cells[0] in assembly.places:
            continue
        form_row = row.target.row
        if form_row.instead_of and form_row.cells[0] not in assembly.cells and _parts_present(assembly, form_row):
            continue
        assembly.name(f"{table}.{form_row.name}", form_row.label.text, row.label)
        _put(assembly, f"{table}.{form_row.name}", form_row, row.figures, learn)
        if len(form_row.columns) == 1 and row.figures[0].text.strip() and _labels_above(row, official) > 1:
            assembly.doubts.append(_uncertain(f"{table}.{form_row.name}", form_row, row.figures, read=True))


def _labels_above(row: Match, official: Form) -> int:
    """How many rows' labels stand above it without any figure: where labels are heaped, a figure may be another's."""
    known = vocabulary(official.year).strong
    return sum(label_key(head) in known for head in row.heads)


def _depth(row: Row) -> int:
    return len(row.label.under)


def _parts_present(assembly: Assembly, merged: Row) -> bool:
    return any(f"table3.{name}.total" in assembly.cells for name in merged.instead_of)


def _put(assembly: Assembly, where: str, row: Row, figures: Sequence[Printed], learn: Callable[[], Usual]) -> None:
    aligned = align(figures, len(row.columns), depth=_depth(row), learn=learn)
    for cell, column, printed in zip(row.cells, row.columns, aligned.figures, strict=False):
        assembly.put(cell, column, printed)
    for cell in row.cells[len(aligned.figures) :]:
        assembly.cells.setdefault(cell, None)
    if not aligned.certain:
        assembly.doubts.append(_uncertain(where, row, figures, read=bool(aligned.figures)))


def _put_run(assembly: Assembly, official: Form, run: Run) -> None:
    groups = _groups_over(assembly, official, run)
    columns = tuple(column for row in groups for column in row.columns)
    cells = tuple(cell for row in groups for cell in row.cells)
    if not groups or cells[0] in assembly.places:
        return
    whole = Row("table4", groups[0].label, groups[0].citation, columns, cells)
    if groups != tuple(row for row in official.tables["table4"] if row in groups):  # heads torn out of their order
        assembly.doubts.append(_uncertain("table4", whole, run.figures, read=False))
        return
    _put(assembly, "table4" if len(groups) > 1 else f"table4.{groups[0].name}", whole, run.figures, lambda: usual(()))


def _groups_over(assembly: Assembly, official: Form, run: Run) -> tuple[Row, ...]:
    """The groups of table 4 that these figures belong to: those named above them, in that order; all if none is, or
    if there are as many figures as all of them have."""
    known = vocabulary(official.year).groups
    named = []
    for head in run.heads:
        best = process.extractOne(label_key(head), known.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS_OF_GROUPS)
        if best:
            named.append(known[best[0]])
            assembly.name(f"table4.{named[-1].name}", named[-1].label.text, head)
    if len(run.figures) == sum(len(group.columns) for group in official.tables["table4"]):
        return official.tables["table4"]
    return tuple(dict.fromkeys(named)) or official.tables["table4"]


def _name_heads(assembly: Assembly, matches: Matches, official: Form) -> None:
    """Which words the paper prints over the columns of table 2's groups."""
    firsts = {row.caption: row.name for row in reversed(official.tables["table2"])}.values()
    for match in matches.rows:
        if match.target and match.target.table == "table2" and match.target.row.name in firsts:
            heads = _heads_over(match.heads, official, match.target.row)
            for cell, column, text in zip(match.target.row.cells, match.target.row.columns, heads, strict=False):
                assembly.name(cell, column.label.text, text)
    for match in matches.rows:
        if match.target and match.target.table == "table3" and match.target.index == 0:
            _name_columns(assembly, match, official)


def _heads_over(heads: Sequence[str], official: Form, row: Row) -> Sequence[str]:
    """The heads behind the table's own head (信息内容), if there are as many as the row has columns."""
    keys = [label_key(text) for text in heads]
    first = label_key(official.heads["table2"])
    if first not in keys:
        return ()
    after = heads[len(keys) - keys[::-1].index(first) :]
    return after if len(after) == len(row.columns) else ()


def _name_columns(assembly: Assembly, match: Match, official: Form) -> None:
    """Which words stand for a column of table 3 whose own words are missing from the head, even in pieces."""
    flat = "".join(label_key(text) for text in match.heads)
    known = vocabulary(official.year).heads
    strange = [text for text in match.heads if label_key(text) not in known]
    for cell, column in zip(official.tables["table3"][0].cells, official.tables["table3"][0].columns, strict=True):
        if any(label_key(wording) in flat for wording in column.label.wordings):
            continue
        best = process.extractOne(column.label.text, strange, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        if best:
            assembly.name(cell, column.label.text, best[0])


def _in_unit(figure: Figure, column: Column) -> Value:
    """A count as a whole number where it is one; money as a decimal, in the unit of its column."""
    value = figure.value
    if value is None or column.unit is None:
        return int(value) if isinstance(value, Decimal) and value == int(value) else value
    exact = Decimal(value)
    return exact / _YUAN_IN_10K if figure.remark.startswith("元") else exact


def _remark(cell: str, printed: Printed, value: Value) -> Finding:
    read = "里面有几个数字，无法断定是哪一个，留空" if value is None else f"读作 {value}"
    return Finding(
        rules()["cell_is_plain_number"],
        cell,
        f"第 {printed.line} 行的单元格写作“{printed.text}”，{read}；单元格里只应写一个数字。",
        expected=None if value is None else str(value),
        found=printed.text,
        cells=(cell,),
    )


def _unsure(cell: str, printed: Printed, value: Value) -> Finding:
    return Finding(
        rules()["recognised_text_is_sure"],
        cell,
        f"从图片上识别出“{printed.text}”，把握只有 {printed.sure:.0%}，"
        f"读作{'空白' if value is None else f' {value}'}，请核对原件。",
        expected=f"{_SURE:.0%}",
        found=f"{printed.sure:.0%}",
        cells=(cell,),
    )


def _uncertain(where: str, row: Row, figures: Iterable[Printed], *, read: bool) -> Finding:
    shown = [printed for printed in figures if printed.text.strip()]
    numbers = "、".join(printed.text for printed in shown)
    done = "按最后一个数字属于最后一列读取，请核对原文" if read else "无法断定各属哪一列，这一行留空，请核对原文"
    return Finding(
        rules()["cell_position_is_certain"],
        where,
        f"第 {shown[0].line} 行“{row.label.text}”应有 {len(row.columns)} 个数字，"
        f"找到 {len(shown)} 个（{numbers}），{done}。",
        expected=str(len(row.columns)),
        found=numbers,
        cells=row.cells,
    )
