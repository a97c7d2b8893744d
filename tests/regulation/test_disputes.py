from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.regulation.disputes import Column, Dispute, Forum, Row, column_in, concerns, results, table4
from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.regulation.grounds import Ground
from gongkai.regulation.outcomes import Outcome


def test_a_case_open_at_the_years_end_is_pending_then_and_counts_again_when_it_ends() -> None:
    case = Dispute("复1", Row.RECONSIDERATION, date(2024, 11, 20), results()["revoked"], date(2025, 2, 3))
    assert [column_in(case, year) for year in (2023, 2024, 2025, 2026)] == [
        None,
        Column.PENDING,
        Column.CORRECTED,
        None,
    ]


def test_a_case_without_a_result_is_pending_every_year_until_it_ends() -> None:
    case = Dispute("诉1", Row.LITIGATION_DIRECT, date(2024, 11, 20))
    assert [column_in(case, year) for year in (2024, 2025)] == [Column.PENDING, Column.PENDING]


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("upheld", Column.UPHELD),
        ("claim_rejected", Column.UPHELD),
        ("unlawful", Column.CORRECTED),
        ("ordered_to_perform_by_court", Column.CORRECTED),
        ("not_accepted", Column.OTHER),
        ("suit_dismissed", Column.OTHER),
        ("mediated", Column.OTHER),
    ],
)
def test_it_puts_each_result_into_its_column(key: str, column: Column) -> None:
    assert results()[key].column is column


def test_both_forums_can_end_in_every_column() -> None:
    for forum in Forum:
        columns = {result.column for result in results().values() if forum in result.forums}
        assert columns == {Column.UPHELD, Column.CORRECTED, Column.OTHER}


def test_it_refuses_a_result_of_the_other_forum_or_without_a_day() -> None:
    with pytest.raises(NotAllowed, match="不是该程序的结果"):
        Dispute("诉1", Row.LITIGATION_DIRECT, date(2025, 1, 6), results()["upheld"], date(2025, 3, 3))
    with pytest.raises(NotAllowed, match="应当同时具备"):
        Dispute("复1", Row.RECONSIDERATION, date(2025, 1, 6), results()["upheld"])
    with pytest.raises(ImpossibleDate, match="早于受理日期"):
        Dispute("复1", Row.RECONSIDERATION, date(2025, 1, 6), results()["upheld"], date(2025, 1, 5))


def test_it_points_at_a_direct_suit_over_withholding_since_2024() -> None:
    def suit(outcome: Outcome, grounds: list[Ground], on: date, row: Row = Row.LITIGATION_DIRECT) -> Dispute:
        return Dispute("诉1", row, date(2025, 1, 6), outcome=outcome, grounds=grounds, replied_on=on)

    since, before = date(2024, 12, 2), date(2023, 12, 29)
    found = concerns([suit(Outcome.REFUSED_PROCESS, [Ground.PROCESS], since)])
    assert "未经复议直接起诉" in found[0].sentence
    assert found[0].citation.key == "ARL 23.1(4)"
    assert concerns([suit(Outcome.PARTLY_GRANTED, [Ground.THIRD_PARTY], since)])
    assert not concerns([suit(Outcome.REFUSED_PROCESS, [Ground.PROCESS], before)])
    assert not concerns([suit(Outcome.UNAVAILABLE_NOT_HELD, [], since)])
    after = Row.LITIGATION_AFTER_RECONSIDERATION
    assert not concerns([suit(Outcome.REFUSED_PROCESS, [Ground.PROCESS], since, after)])


ENDS = {
    row: [one for one in results().values() if (Forum.RECONSIDERATION in one.forums) == (row is Row.RECONSIDERATION)]
    for row in Row
}


def dispute(row: Row, opened: int, lasting: int, result: int) -> Dispute:
    """A case opened so many days into 2022; without a result, or ended so many days later with one of its row's."""
    opened_on = date(2022, 1, 1) + timedelta(days=opened)
    if not result:
        return Dispute("案", row, opened_on)
    ends = ENDS[row]
    return Dispute("案", row, opened_on, ends[result % len(ends)], opened_on + timedelta(days=lasting))


DISPUTES = st.builds(dispute, st.sampled_from(list(Row)), st.integers(0, 1460), st.integers(0, 365), st.integers(0, 40))


@settings(max_examples=2000, deadline=None)
@given(st.lists(DISPUTES, max_size=6))
def test_every_case_ends_in_one_cell_once_and_is_pending_in_each_year_before(cases: list[Dispute]) -> None:
    years = range(2021, 2028)
    tables = {year: table4(cases, year) for year in years}
    for row in Row:
        ended = sum(1 for case in cases if case.row is row and case.result)
        counted = [tables[year][row] for year in years]
        assert sum(cells["upheld"] + cells["corrected"] + cells["other"] for cells in counted) == ended
        for year in years:
            cells = tables[year][row]
            assert cells["total"] == sum(value for key, value in cells.items() if key != "total")
            open_then = [
                case
                for case in cases
                if case.row is row and case.opened_on.year <= year and (not case.ended_on or case.ended_on.year > year)
            ]
            assert cells["pending"] == len(open_then)
