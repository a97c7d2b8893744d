"""Marks of time: what is over is red whatever was counted, and today is today."""

from datetime import date

import pytest

from gongkai.web.ui.marks import Tone, due_mark, left_mark

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due", "left", "text", "tone"),
    [
        (date(2026, 11, 11), -7, "已逾期 7 个工作日", Tone.RED),
        (date(2026, 11, 19), 0, "已逾期", Tone.RED),  # the organ's own day of rest lies between
        (date(2026, 11, 20), 0, "今天到期", Tone.RED),
        (date(2026, 11, 25), 3, "还有 3 个工作日", Tone.AMBER),
        (date(2026, 11, 26), 4, "还有 4 个工作日", Tone.GREEN),
    ],
)
def test_what_is_left_is_said_in_the_days_that_count(due: date, left: int, text: str, tone: Tone) -> None:
    mark = left_mark(due, TODAY, left, "个工作日")
    assert (mark.text, mark.tone) == (text, tone)


def test_other_things_are_counted_in_days_of_the_calendar() -> None:
    assert due_mark(date(2026, 11, 22), TODAY).text == "还有 2 天"
