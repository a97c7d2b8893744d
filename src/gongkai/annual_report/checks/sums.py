"""What must add up: the equations of the form (V1, V2, V3, V5).

A blank counts as 0. Where filling the blanks could make both sides equal, nobody can say that the figures are wrong:
that is a finding of its own, a warning, beside the one that names the blanks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from operator import itemgetter

from gongkai.annual_report.checks.evidence import Evidence, finding
from gongkai.annual_report.checks.positions import column_of, row_of
from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.form.form import Equation, Form, form
from gongkai.annual_report.report import Value

_Side = Callable[[Mapping[str, int | Decimal]], tuple[int | Decimal, ...]]

_SHOWN_WITH_ZEROS = 7
"""A side of more parts than this is written without its zeros: a column has 21 outcomes."""


def both_sides_are_equal(evidence: Evidence) -> Iterator[Finding]:
    """One finding for each equation of the form that does not hold."""
    cells = evidence.report.cells
    zeros, equations = _zeros(evidence.report.form.year), _equations(evidence.report.form.year)
    numbers = {**zeros, **{cell: value for cell, value in cells.items() if value}}
    for equation, left, right in equations:
        if sum(left(numbers)) != sum(right(numbers)):
            yield _imbalance(equation, evidence.report.form, cells)


@cache
def _zeros(form_year: int) -> Mapping[str, int]:
    """A zero for every cell that takes part in an equation."""
    return dict.fromkeys((cell for one in form(form_year).equations for cell in (*one.left, *one.right)), 0)


@cache
def _equations(form_year: int) -> tuple[tuple[Equation, _Side, _Side], ...]:
    """The equations of a form, each with what takes the numbers of its sides out of all numbers of a report."""
    return tuple((one, _taking(one.left), _taking(one.right)) for one in form(form_year).equations)


def _taking(cells: Sequence[str]) -> _Side:
    if len(cells) == 1:
        return lambda numbers: (numbers[cells[0]],)
    return itemgetter(*cells)


def _imbalance(equation: Equation, official: Form, cells: Mapping[str, Value]) -> Finding:
    names = [[name for name in side if name in cells] for side in (equation.left, equation.right)]
    left, right = ([cells[name] for name in side] for side in names)
    smaller = left if _sum(left) < _sum(right) else right
    blanks = smaller.count(None)
    place, total = _place(equation, official)
    found = f"{total}写的是 {_sum(right)}" if len(right) == 1 else f"{total}之和是 {_written(right)}"
    return finding(
        "sum_can_be_verified" if blanks else equation.rule,
        equation.where,
        f"{place}：{_written(left)}，而{found}。{_advice(equation.rule, blanks)}",
        expected=_sum(left),
        found=_sum(right),
        cells=(*names[0], *names[1]),
    )


def _place(equation: Equation, official: Form) -> tuple[str, str]:
    """The row that is added up along, or the column that is added up down; and what the right side is called there."""
    row, column = row_of(official, equation.where), column_of(official, equation.where).label.text
    if set(equation.left) <= set(row.cells):
        return f"“{row.label.text}”一行", f"“{column}”"
    return f"“{column}”一列", "与".join(f"“{row_of(official, name).label.text}”" for name in equation.right)


def _sum(values: Sequence[Value]) -> int | Decimal:
    return sum([value or 0 for value in values])


def _written(values: Sequence[Value]) -> str:
    """5+0+0+0+3+0=8."""
    shown = values if len(values) <= _SHOWN_WITH_ZEROS else [value for value in values if value]
    zeros = "" if len(shown) == len(values) else "（其余为 0）"
    return f"{'+'.join(str(value or 0) for value in shown) or 0}{zeros}={_sum(values)}"


def _advice(rule: str, blanks: int) -> str:
    if blanks:
        return f"少的一边有 {blanks} 格没有填数，这里按 0 计算；请补填后再核对。"
    return f"按规定，{rules()[rule].label}；请逐格核对。"
