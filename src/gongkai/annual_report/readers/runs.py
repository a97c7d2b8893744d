"""Table 4 (行政复议、行政诉讼) of a plan: one run of figures under the heads of its groups."""

from functools import partial

from rapidfuzz import fuzz, process

from gongkai.annual_report.form.form import Form, Row
from gongkai.annual_report.form.labels import label_key
from gongkai.annual_report.readers.alignment import align, usual
from gongkai.annual_report.readers.columns import order_of_results
from gongkai.annual_report.readers.drafting import Draft, put_again, put_figures
from gongkai.annual_report.readers.matcher import Run
from gongkai.annual_report.readers.plan import Rearranged
from gongkai.annual_report.readers.vocabulary import vocabulary

_LIKENESS_OF_GROUPS = 80
"""行行政复议 is 行政复议, but 行政诉讼 is not."""


def put_run(draft: Draft, official: Form, run: Run) -> None:
    """Give a run of figures to the cells of its groups, in the order of the heads over them."""
    groups = _groups_over(draft, official, run)
    columns = tuple(column for row in groups for column in row.columns)
    cells = tuple(cell for row in groups for cell in row.cells)
    if not groups:
        return
    own = order_of_results(run, len(groups), groups[0].columns)
    columns, cells = tuple(columns[at] for at in own), tuple(cells[at] for at in own)
    whole = Row("table4", groups[0].label, groups[0].citation, columns, cells)
    aligner = partial(align, learn=lambda: usual(()))
    if not draft.placed.isdisjoint(cells):
        put_again(draft, "table4", whole, run.figures, aligner)
        return
    if own != sorted(own):
        draft.steps.append(Rearranged("table4", run.figures[0].line, cells))
    if groups != tuple(row for row in official.tables["table4"] if row in groups):  # heads torn out of their order
        draft.doubt("table4", whole, run.figures, read=False)
        return
    put_figures(draft, "table4" if len(groups) > 1 else f"table4.{groups[0].name}", whole, run.figures, aligner)


def _groups_over(draft: Draft, official: Form, run: Run) -> tuple[Row, ...]:
    """The groups of table 4 that these figures belong to: those named above them, in that order; all if none is, or
    if there are as many figures as all of them have."""
    known = vocabulary(official.year).groups
    named = []
    for head in run.heads:
        best = process.extractOne(label_key(head), known.keys(), scorer=fuzz.ratio, score_cutoff=_LIKENESS_OF_GROUPS)
        if best:
            named.append(known[best[0]])
            draft.name(f"table4.{named[-1].name}", named[-1].label.text, head)
    if len(run.figures) == sum(len(group.columns) for group in official.tables["table4"]):
        return official.tables["table4"]
    return tuple(dict.fromkeys(named)) or official.tables["table4"]
