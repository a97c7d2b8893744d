from gongkai.annual_report.form.form import form
from gongkai.web.applications.acts import keeping
from gongkai.web.applications.models import AppliesAs
from tests.web.applications.conftest import day


def test_the_kinds_are_the_columns_of_the_form() -> None:
    columns = [column.name for column in form().row("table3", "received").columns]
    assert columns == [*AppliesAs.values, "total"]


def test_it_changes_the_column_of_the_report(application, handler) -> None:
    keeping.classify_applicant(application, by=handler, on=day("2025-03-04"), applicant_kind=AppliesAs.LEGAL_SERVICE)
    assert application.applicant_kind == "legal_service"
