"""By which rules an organ counts, numbers and keeps: its settings (web.rules), its calendar (web.calendar).

The one place that says where they come from.
"""

from dataclasses import dataclass
from datetime import date

from gongkai.regulation.policies import Policies
from gongkai.regulation.workdays import WorkCalendar
from gongkai.web.calendar import queries as calendars
from gongkai.web.organs.models import Organ
from gongkai.web.rules import numbering
from gongkai.web.rules.numbering import Series
from gongkai.web.rules.queries import settings_of


def policies_of(organ: Organ, on: date) -> Policies:
    """The organ's choices as they stood on that day."""
    return settings_of(organ, on=on).policies


def calendar_of(organ: Organ) -> WorkCalendar:
    """The national calendar with the organ's own days over it."""
    return calendars.calendar_of(organ)


def next_number(organ: Organ, on: date) -> str:
    """The next number of an application, taken for good when the transaction is."""
    return numbering.next_number(organ, Series.APPLICATION, on=on)


@dataclass(frozen=True, slots=True)
class Rules:
    """By which an organ counts and keeps: for a case that came on one day, when something is done on another."""

    organ: Organ
    came: date
    on: date

    @property
    def calendar(self) -> WorkCalendar:
        """Which days are worked."""
        return calendar_of(self.organ)

    @property
    def policies(self) -> Policies:
        """What the organ had chosen when the case came."""
        return policies_of(self.organ, self.came)

    def particulars_kept_until(self, closed_on: date) -> date | None:
        """The first day on which applicants' particulars may be destroyed, by the setting of `on`; None for never."""
        months = settings_of(self.organ, on=self.on).months_kept("keep_personal_data")
        return None if months is None else _months_later(closed_on, months)

    def case_file_kept_until(self, closed_on: date) -> date | None:
        """The first day on which the case file may go, from the year after the closing; None for never."""
        months = settings_of(self.organ, on=self.on).months_kept("keep_case_files")
        return None if months is None else _months_later(date(closed_on.year + 1, 1, 1), months)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    try:
        return day.replace(year=day.year + year, month=month + 1)
    except ValueError:  # the month is too short
        return date(day.year + year + (month == 11), (month + 1) % 12 + 1, 1)


def months_before(day: date, months: int) -> date:
    """The last day whose period of so many months is over on that day."""
    found = _months_later(day, -months)
    while _months_later(found, months) > day:
        found = date.fromordinal(found.toordinal() - 1)
    return found
