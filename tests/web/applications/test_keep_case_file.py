"""归档成卷: the file is made after the archiving, says what it holds, and its seal stands in the chain."""

import io
from contextlib import closing
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from gongkai.papers.case_file.verify import verify_case_file
from gongkai.regulation.acts import Outsider
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.events import Opinion
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.applications.acts import retention
from gongkai.web.applications.acts.consulting import consult_third_party
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.archive import case_file
from gongkai.web.audit.acting import CONSOLE, Outside
from gongkai.web.audit.models import Event
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.ui import clock
from tests.web.applications.cases import NAME, decided
from tests.web.applications.conftest import day
from tests.web.work import work_off


@pytest.fixture
def archived(application):
    decided(application, day("2025-03-10"))
    do(application, "serve", by=CONSOLE, on=day("2025-03-11"))
    do(application, "archive", by=CONSOLE, on=day("2025-03-12"))
    return application


def test_the_archiving_makes_the_file_and_its_seal_stands_in_the_chain(archived, tmp_path: Path) -> None:
    work_off()
    file = StoredFile.objects.get(purpose=retention.CASE_FILE)
    kept = Event.objects.get(kind="keep_case_file").payload["office"]
    with content_of(file) as content:
        (tmp_path / "case.zip").write_bytes(b"".join(content))
    verified = verify_case_file(tmp_path / "case.zip", seal=kept["seal"])
    archived.refresh_from_db()
    assert (verified.case, verified.seal) == (archived.number, kept["seal"])
    assert verified.events == archived.version - 1  # the act that keeps the file is not in it
    assert (kept["sha256"], kept["file"]) == (file.sha256, str(file.key))
    assert file.is_sealed
    assert archived.file_kept_on is not None
    assert NAME not in str(kept)


def test_it_can_be_written_before_and_is_the_same_twice(application) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    assert case_file.write(application, first).seal == case_file.write(application, second).seal
    assert first.getvalue() == second.getvalue()


def test_it_says_what_the_applicant_wished_and_who_said_what(application) -> None:
    consult_third_party(application, by=CONSOLE, on=day("2025-03-05"), party={"name": "乙公司"})
    party = Outside(Outsider.THIRD_PARTY, str(application.key))
    said = {"name": "第三方1", "opinion": Opinion.OBJECTS}
    do(
        application, "record_third_party_answer", by=party, on=day("2025-03-06"), fields=said,
        words={"reason": "属于商业秘密"},
    )  # fmt: skip
    with closing(PdfDocument(case_file.as_pdf(application))) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "纸质" in text
    assert "邮寄" in text
    _, _, record = text.rpartition("办理意见和记录")
    assert "第三方\r\n" in record
    assert "属于商业秘密" in record


def test_it_is_kept_only_of_an_archived_case_and_not_by_everyone(archived, application, head, leader) -> None:
    with pytest.raises(Forbidden):
        case_file.keep(archived, by=leader, on=day("2025-03-12"))
    case_file.keep(archived, by=head, on=day("2025-03-12"))
    assert archived.file_kept_on == day("2025-03-12")


def test_after_the_particulars_are_gone_no_whole_file_can_be_made(archived, head) -> None:
    with clock.fixed(day("2031-01-01")):
        retention.erase_particulars(archived, by=head, on=day("2031-01-01"))
        with pytest.raises(NotAllowed, match="不能再形成完整的案卷文件"):
            case_file.keep(archived, by=head, on=day("2031-01-01"))
