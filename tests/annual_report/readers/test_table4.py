"""Table 4 has no labels beside its figures: what stands above them decides."""

import pytest

from tests.annual_report.papers import LAYOUTS, Layout, Paper, blanks, pipes, read_text, tabs


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_it_reads_all_groups_under_a_misprinted_name_and_tells_it(layout: Layout) -> None:
    cells = {"table4.reconsideration.upheld": "3", "table4.reconsideration.total": "3"}
    text = Paper(cells=cells).text(layout).replace("行政复议", "行行政复议")
    reading = read_text(text, source="test")
    assert reading.report.cells["table4.reconsideration.total"] == 3
    assert reading.report.cells["table4.litigation_after_reconsideration.total"] == 0
    assert reading.printed["table4.reconsideration"] == "行行政复议"


def test_it_does_not_give_the_few_figures_of_one_group_to_the_last() -> None:
    zero = dict.fromkeys(("upheld", "corrected", "other", "pending", "total"), "")
    cells = {
        f"table4.{group}.{name}": ""
        for group in ("litigation_direct", "litigation_after_reconsideration")
        for name in zero
    }
    cells |= {"table4.reconsideration.upheld": "2", "table4.reconsideration.total": "2"}
    for layout in (tabs, pipes):
        read = read_text(Paper(cells=cells).text(layout), source="test").report.cells
        assert read["table4.litigation_after_reconsideration.upheld"] is None, layout.__name__


def test_it_takes_a_dash_for_a_column_of_its_own() -> None:
    cells = dict.fromkeys((f"table3.received.{name}" for name in ("natural_person", "business", "research")), "-")
    text = Paper(cells=cells).text(tabs)
    assert read_text(text, source="test").report.cells["table3.received.total"] == 0


def test_it_reads_a_negative_change_between_blanks() -> None:
    cells = {"table2.fees.change": "-3", "table2.licensing.change": "-1"}
    read = read_text(Paper(form_year=2019, year=2020, cells=cells).text(blanks), source="test").report.cells
    assert (read["table2.fees.change"], read["table2.licensing.change"]) == (-3, -1)
