"""Numbers: one after the other, none twice, none left out."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.regulation.letters import document_number, letters, numberings
from gongkai.web.organs.models import Organ
from gongkai.web.rules import numbering, numbers
from gongkai.web.rules.numbering import Series, next_number, sample
from gongkai.web.rules.queries import settings_of
from tests.web.directory.conftest import DAY
from tests.web.rules.setting import set_in


def taken(organ: Organ, series: Series, *, on: date = DAY, class_mark: str = "") -> str:
    with transaction.atomic():
        return next_number(organ, series, on=on, class_mark=class_mark)


def test_each_year_each_organ_and_each_series_begins_with_one(water, school) -> None:
    found = [
        taken(water, Series.APPLICATION), taken(water, Series.APPLICATION), taken(school, Series.APPLICATION),
        taken(water, Series.APPLICATION, on=date(2026, 1, 4)), taken(water, Series.INDEX),
    ]  # fmt: skip
    assert found == [
        "qingshi-shuili-2025-00001", "qingshi-shuili-2025-00002", "qingshi-jiaoyu-2025-00001",
        "qingshi-shuili-2026-00001", "qingshi-shuili/2025-00001",
    ]  # fmt: skip


def test_letters_run_by_class_where_the_template_names_it_and_else_together(water, head) -> None:
    set_in(water, head, "set_letter_head", head_mark="青水")
    by_class = [taken(water, Series.LETTER, class_mark=mark) for mark in ("答", "补", "答")]
    assert by_class == ["青水公复〔2025〕1号", "青水公补〔2025〕1号", "青水公复〔2025〕2号"]
    set_in(water, head, "set_numbering", number_letter="青水依〔{year}〕{serial}号")
    assert [taken(water, Series.LETTER, class_mark=mark) for mark in ("答", "补")] == [
        "青水依〔2025〕1号",
        "青水依〔2025〕2号",
    ]


def test_a_template_that_comes_back_goes_on_where_it_was(water, head) -> None:
    taken(water, Series.APPLICATION)
    set_in(water, head, "set_numbering", number_application="申{year}{serial:04}")
    assert taken(water, Series.APPLICATION) == "申20250001"
    set_in(water, head, "set_numbering", number_application=None)
    assert taken(water, Series.APPLICATION) == "qingshi-shuili-2025-00002"


def test_what_is_undone_leaves_no_gap_and_a_look_takes_none(water) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        next_number(water, Series.APPLICATION, on=DAY)
        raise ZeroDivisionError
    held = settings_of(water, on=DAY)
    assert sample(water, Series.APPLICATION, held) == sample(water, Series.APPLICATION, held)
    assert sample(water, Series.APPLICATION, held) == taken(water, Series.APPLICATION)


def test_the_default_of_letters_is_the_pattern_of_the_law_s_own_table(water) -> None:
    pattern = numberings()["letter_head"]
    held = settings_of(water, on=DAY)
    assert held[Series.LETTER] == pattern.pattern
    letter = next(one for one in letters().values() if one.serial == "答")
    expected = document_number(letter, numbering=pattern, mark="青石县水利局", year=2025, serial=1)
    assert sample(water, Series.LETTER, held, class_mark="答") == expected


@given(
    template=st.sampled_from(
        ["{mark}{year}{serial}", "{code}/{year}-{serial:05}", "{class_mark}〔{year}〕{serial:02}号"]
    ),
    serials=st.lists(st.integers(1, 10**6), min_size=2, max_size=2, unique=True),
)
def test_two_serials_of_one_frame_are_two_numbers(template: str, serials: list[int]) -> None:
    facts = {"mark": "青水", "class_mark": "复", "year": 2026, "code": "a", "credit_code": "b"}
    one, other = (numbers.written(numbers.checked(template), facts, serial) for serial in serials)
    assert one != other
    assert numbers.frame(template, facts).count("{serial}") == 1


def test_outside_of_an_act_no_number_is_taken(water, monkeypatch) -> None:
    monkeypatch.setattr(numbering, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError):
        next_number(water, Series.APPLICATION, on=DAY)
