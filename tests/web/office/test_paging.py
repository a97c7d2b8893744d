"""Pages by key, whatever the rows: each row once, in order, forwards and backwards."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.web.office.paging import COUNTED, Order, Place, counted, in_order, page
from tests.web.factories import an_organ
from tests.web.office.cases import a_case
from tests.web.office.casework.models import Case

DAYS = st.lists(st.none() | st.integers(0, 3), max_size=12)
ORDERS = st.sampled_from(["due_on", "-due_on", "title", "-title"])


class PagesTest(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(DAYS, ORDERS, st.integers(1, 5))
    def test_they_hold_each_row_once_and_lead_back_to_where_they_began(self, days, order, size) -> None:
        organ = an_organ()
        for day in days:
            a_case(organ, f"标题{day}", due=None if day is None else date(2025, 2, 17) + timedelta(day))
        order = Order.of(order)
        whole = [row.pk for row in in_order(Case.objects.all(), order)]
        assert whole == [case.pk for case in _sorted(Case.objects.all(), order)]
        pages, after = [], None
        while True:
            pages.append(page(Case.objects.all(), order, size=size, after=after))
            after = pages[-1].after and Place.read(str(pages[-1].after), order, Case)
            if after is None:
                break
        assert [row.pk for one in pages for row in one.rows] == whole
        assert pages[0].before is None
        assert all(len(one.rows) == size for one in pages[:-1])
        for earlier, later in pairwise(pages):
            before = Place.read(str(later.before), order, Case)
            back = page(Case.objects.all(), order, size=size, before=before)
            assert back.rows == earlier.rows
            assert (back.before is None) == (earlier is pages[0])
            assert back.after == earlier.after


def _sorted(cases, order):
    """As Python orders them: blanks last in either direction, ties by key."""
    valued = [case for case in cases if getattr(case, order.field) is not None]
    blank = sorted((case for case in cases if getattr(case, order.field) is None), key=lambda case: case.pk)
    key = lambda case: (getattr(case, order.field), case.pk)  # noqa: E731
    return sorted(valued, key=key, reverse=order.is_descending) + blank


@pytest.mark.parametrize(
    "text", ["x", "", "W10", "WzEsMl0", "bm90", "WyIyMDI1LTAyLTE3IiwgOTk5OTk5OTk5OTk5OTk5OTk5OTk5OV0"]
)
def test_it_takes_no_place_that_is_none(text: str) -> None:
    assert Place.read(text, Order.of("due_on"), Case) is None


@pytest.mark.django_db
def test_it_counts_no_further_than_a_thousand() -> None:
    organ = an_organ()
    rows = [Case(organ=organ, number=str(number), title="一") for number in range(COUNTED + 5)]
    Case.objects.bulk_create(rows)
    assert str(counted(Case.objects.all())) == "1000 项以上"
    assert str(counted(Case.objects.filter(number__in=["1", "2"]))) == "2 项"
