"""The days of one application over Spring Festival 2026, reckoned from the State Council's notice and nothing else."""

from datetime import date, timedelta

# 国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）: what it says of these months.
_RESTED = {date(2026, 2, 15) + timedelta(n) for n in range(9)} | {date(2026, 4, 4) + timedelta(n) for n in range(3)}
_WORKED = {date(2026, 2, 14), date(2026, 2, 28)}


def is_worked(day: date) -> bool:
    return day in _WORKED or (day.weekday() < 5 and day not in _RESTED)


def after(day: date, workdays: int, *, without: tuple[date, date] | None = None) -> date:
    """The last of so many working days after that day, which itself is not counted (Art 33); nor are the days after the
    first up to the second of `without`, in which others were asked."""
    while workdays:
        day += timedelta(1)
        workdays -= is_worked(day) and not (without and without[0] < day <= without[1])
    return day


APPLIED = date(2026, 1, 19)
DUE_AT_FIRST = after(APPLIED, 20)
ASKED_TO_CORRECT, TOLD_SO = date(2026, 1, 22), date(2026, 1, 23)
CORRECT_BY = after(TOLD_SO, 10)
CORRECTED = date(2026, 1, 27)
DUE = after(CORRECTED, 20)
CONSULTED, LETTER_CAME = date(2026, 2, 3), date(2026, 2, 4)
ANSWER_BY = after(LETTER_CAME, 15)
OBJECTED = date(2026, 2, 25)
DUE_AFTER_CONSULTING = after(CORRECTED, 20, without=(CONSULTED, OBJECTED))
EXTENSION_ASKED, EXTENDED = date(2026, 3, 9), date(2026, 3, 10)
DUE_AT_LAST = after(DUE_AFTER_CONSULTING, 10)
SEVERED, PROPOSED, REVIEWED, SIGNED = date(2026, 3, 12), date(2026, 3, 20), date(2026, 3, 23), date(2026, 3, 25)
POSTED, DELIVERED, ARCHIVED = date(2026, 3, 27), date(2026, 3, 30), date(2026, 4, 13)
POSTED_LATE, DELIVERED_LATE = date(2026, 4, 7), date(2026, 4, 9)
