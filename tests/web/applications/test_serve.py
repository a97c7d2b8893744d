import pytest
from django.core.files.base import ContentFile

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.office.case import CasePage
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import receive
from tests.web.applications.cases import decided
from tests.web.applications.conftest import day


def test_it_leads_on(application, handler) -> None:
    thing = application
    decided(thing, day("2025-03-20"))
    do(thing, "serve", by=handler, on=day("2025-04-01"))
    assert thing.state == "served"
    assert (thing.served_on, thing.is_late) == (day("2025-04-01"), True)


def test_it_is_not_for_everyone(application, clerk) -> None:
    thing = application
    decided(thing, day("2025-03-20"))
    version = thing.version
    with pytest.raises(Forbidden, match="请向本机关的系统管理员申请岗位"):
        do(thing, "serve", by=clerk, on=day("2025-04-01"))
    thing.refresh_from_db()
    assert thing.version == version


def test_the_receipt_and_its_number_are_kept_with_the_event(application, handler) -> None:
    decided(application, day("2025-03-20"))
    scan = receive(ContentFile("签收：沈不凡".encode(), "回证.txt"), personal=True)
    words = {"tracking": "1234567890"}
    event = do(application, "serve", by=handler, on=day("2025-03-24"), proofs=[scan], words=words)
    (named,) = event.payload["office"]["files"]
    assert named["sha256"] == scan.sha256
    assert "1234567890" not in str(event.payload)
    page = CasePage(application, handler, day("2025-03-25"))
    assert ("送达回证、签收单的扫描件", 1) in [(paper.title, len(paper.files)) for paper in page.papers]
    assert any("1234567890" in one.detail for one in page.timeline)


def test_what_is_refused_leaves_no_proof(application, handler) -> None:
    scan = receive(ContentFile(b"x", "a.txt"), personal=True)
    with pytest.raises(NotAllowed):
        do(application, "serve", by=handler, on=day("2025-03-24"), proofs=[scan])
    assert not StoredFile.objects.exists()
