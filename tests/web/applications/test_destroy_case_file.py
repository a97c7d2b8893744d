import pytest

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts import retention
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.archive import case_file
from gongkai.web.audit import ledger
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.files.models import StoredFile
from gongkai.web.ui import clock
from tests.web.applications.cases import decided
from tests.web.applications.conftest import day

KEPT_UNTIL = day("2036-01-01")


@pytest.fixture
def filed(application):
    decided(application, day("2025-03-10"))
    do(application, "serve", by=CONSOLE, on=day("2025-03-11"))
    do(application, "archive", by=CONSOLE, on=day("2025-03-12"))
    case_file.keep(application, by=CONSOLE, on=day("2025-03-12"))
    return application


def test_it_goes_ten_years_after_the_year_of_the_closing(filed, head) -> None:
    with clock.fixed(day("2035-12-31")), pytest.raises(ImpossibleDate, match="2036-01-01"):
        retention.destroy_case_file(filed, by=head, on=day("2035-12-31"))
    with clock.fixed(KEPT_UNTIL):
        assert retention.destroy_case_file(filed, by=head, on=KEPT_UNTIL) == 1
        with pytest.raises(NotAllowed, match="或者已经销毁"):
            retention.destroy_case_file(filed, by=head, on=KEPT_UNTIL)
        assert list(ledger.verify()) == []
    assert StoredFile.objects.get(purpose=retention.CASE_FILE).purged_at is not None
    assert filed.file_kept_on is None


def test_it_is_not_for_everyone(filed, handler) -> None:
    with clock.fixed(KEPT_UNTIL), pytest.raises(Forbidden):
        retention.destroy_case_file(filed, by=handler, on=KEPT_UNTIL)
