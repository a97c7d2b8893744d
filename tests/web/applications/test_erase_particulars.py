from collections.abc import Mapping

import pytest
from django.core.files.base import ContentFile
from django.db.models import Count

from gongkai.regulation.errors import ImpossibleDate, NotAllowed
from gongkai.web.applications import sealing
from gongkai.web.applications.acts import retention
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application, Particulars
from gongkai.web.audit import ledger
from gongkai.web.audit.acting import CONSOLE, together
from gongkai.web.audit.models import Event
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import attach, receive
from gongkai.web.ui import clock
from tests.web.applications.cases import decided
from tests.web.applications.conftest import day
from tests.web.work import work_off

OVER = day("2030-03-11")


@pytest.fixture
def archived(application):
    with together():
        letter = receive(ContentFile("沈不凡的申请".encode(), name="申请书.txt"), personal=True)
        attach(letter, to=application, organ=application.organ, purpose="申请材料", by=None)
    decided(application, day("2025-03-10"))
    do(application, "serve", by=CONSOLE, on=day("2025-03-11"))
    do(application, "archive", by=CONSOLE, on=day("2025-03-12"))
    work_off()
    application.refresh_from_db()
    return application


def counted() -> Mapping[tuple[str, str, int], int]:
    """As the annual report counts: by kind of applicant, outcome and year."""
    rows = Application.objects.order_by().values_list("applicant_kind", "outcome", "year")
    return {(kind, outcome, year): how_many for kind, outcome, year, how_many in rows.annotate(n=Count("pk"))}


def test_all_words_are_gone_the_chain_holds_and_the_counts_stay(archived, head) -> None:
    vouched = {row.key: row.digest for row in Particulars.objects.all()}
    before, hashes = counted(), list(Event.objects.order_by("pk").values_list("hash", flat=True))
    with clock.fixed(OVER):
        assert retention.erase_particulars(archived, by=head, on=OVER) == len(vouched) + 1
        assert list(ledger.verify()) == []
    assert not Particulars.objects.filter(content__isnull=False).exists()
    assert archived.erased_on == OVER
    assert (archived.applicant_digest, archived.content_digest, archived.code_digest) == ("", "", "")
    assert counted() == before
    assert list(Event.objects.order_by("pk").values_list("hash", flat=True))[: len(hashes)] == hashes
    for event in Event.objects.filter(payload__sealed__isnull=False):
        row = Particulars.objects.get(key=event.payload["sealed"]["key"])
        assert sealing.is_vouched_for(row, event.payload["sealed"]["digest"])


def test_papers_with_personal_data_go_and_the_case_file_has_its_own_time(archived, head) -> None:
    with clock.fixed(OVER):
        retention.erase_particulars(archived, by=head, on=OVER)
    assert StoredFile.objects.get(purpose="申请材料").purged_at is not None
    assert StoredFile.objects.get(purpose="申请材料").name == ""
    assert StoredFile.objects.get(purpose=retention.CASE_FILE).purged_at is None


def test_not_before_they_were_kept_long_enough(archived, head) -> None:
    with clock.fixed(day("2030-03-10")), pytest.raises(ImpossibleDate, match="2030-03-11"):
        retention.erase_particulars(archived, by=head, on=day("2030-03-10"))
    assert Particulars.objects.filter(content__isnull=False).exists()


def test_nothing_goes_while_a_dispute_runs(archived, head) -> None:
    with clock.fixed(OVER):
        do(archived, "hold_records", by=CONSOLE, on=OVER, words={"note": "行政诉讼"})
        with pytest.raises(NotAllowed, match="暂停销毁"):
            retention.erase_particulars(archived, by=head, on=OVER)
        do(archived, "release_records", by=CONSOLE, on=OVER)
        assert retention.erase_particulars(archived, by=head, on=OVER) > 0
