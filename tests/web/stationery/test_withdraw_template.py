"""Back to the default; and again one of its own."""

from gongkai.web.stationery.actions import replace_template, withdraw_template
from gongkai.web.stationery.queries import own_template
from tests.web.applications.conftest import day
from tests.web.stationery.templates import a_docx, a_template


def test_the_default_is_used_again(water, head) -> None:
    row = a_template(water)
    withdraw_template(row, by=head, on=day("2025-03-10"))
    assert own_template(water, "correction_notice", on=day("2025-03-11")) is None
    replace_template(row, a_docx(), by=head, on=day("2025-03-12"))
    assert own_template(water, "correction_notice", on=day("2025-03-12"))
