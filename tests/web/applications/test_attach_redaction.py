"""区分处理: the copy is proven before it is kept; a hostile file is refused and leaves nothing."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from gongkai.papers.errors import BadFile
from gongkai.papers.letters.elements import Paragraph
from gongkai.papers.redaction.box import Box
from gongkai.papers.writers.pdf import set_elements
from gongkai.papers.writers.proof import text_of_pdf
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.grounds import Ground
from gongkai.web.applications.acts import severing
from gongkai.web.applications.acts.severing import attach_redaction, bytes_of, keep_original
from gongkai.web.applications.queries import events_of
from gongkai.web.audit.models import Look
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import receive
from gongkai.web.ui import clock
from tests.web.applications.conftest import day
from tests.web.directory.test_pages import filled
from tests.web.page import page_of

COVERED = "13800138000"


def a_pdf() -> bytes:
    return set_elements([Paragraph("联系电话：" + COVERED + "。"), Paragraph("工程已经验收合格。")], title="鉴定书")


@pytest.fixture
def original(application, handler) -> StoredFile:
    accepted = receive(ContentFile(a_pdf(), "鉴定书.pdf"), personal=True)
    return keep_original(application, accepted, by=handler, on=day("2025-03-05"))


@pytest.fixture
def desk(client, settings, handler):
    settings.MFA_REQUIRED = False
    client.force_login(handler)
    with clock.fixed(day("2025-03-20")):
        yield client


WHOLE = Box(1, 50, 50, 550, 160, Ground.THIRD_PARTY)


def test_what_is_covered_is_not_in_the_copy_and_the_schedule_is_sealed(application, handler, original) -> None:
    done = attach_redaction(application, by=handler, on=day("2025-03-06"), source=original, boxes=[WHOLE])
    assert COVERED not in text_of_pdf(bytes_of(done.file))
    payload = events_of(application).last().payload
    assert payload["office"]["grounds"] == ["third_party"]
    assert payload["office"]["files"][0]["sha256"] == done.file.sha256
    assert COVERED in text_of_pdf(bytes_of(original))


def test_without_a_box_there_is_no_copy(application, handler, original) -> None:
    with pytest.raises(NotAllowed, match="没有遮挡"):
        attach_redaction(application, by=handler, on=day("2025-03-06"), source=original, boxes=[])


def test_a_hostile_file_is_refused_in_words_and_leaves_nothing(application, handler, original, monkeypatch) -> None:
    before, files = application.version, StoredFile.objects.count()
    for content in (b"%PDF-1.7\n" + b"\xff" * 4000, a_pdf()[:900] + b"\xff" * 4000, b"%PDF-1.4 1 0 obj<</Length 1e9>>"):
        monkeypatch.setattr(severing, "bytes_of", lambda _file, content=content: content)
        with pytest.raises(BadFile) as refused:
            attach_redaction(application, by=handler, on=day("2025-03-06"), source=original, boxes=[WHOLE])
        assert "请" in str(refused.value)
    application.refresh_from_db()
    assert (application.version, StoredFile.objects.count()) == (before, files)


def test_the_page_proposes_boxes_and_takes_typed_ones_without_script(desk, application, original) -> None:
    where = reverse("applications:attach_redaction", args=[application.key])
    assert "鉴定书.pdf" in page_of(desk.get(where)).text
    page = page_of(desk.get(f"{where}?file={original.pk}"))
    form = filled(page)
    assert form["box0_note"] == "手机号码"
    assert 'value="third_party" selected' in page.html
    answer = desk.post(where, {**form, "box0_ground": "third_party", "sever": "1"})
    assert answer.status_code == 302
    copy = StoredFile.objects.get(purpose="遮挡后的复制件")
    assert COVERED not in text_of_pdf(bytes_of(copy))
    assert "工程已经验收合格" in text_of_pdf(bytes_of(copy)).replace(" ", "")


def test_a_wrong_box_is_said_and_what_was_typed_stays(desk, application, original) -> None:
    where = reverse("applications:attach_redaction", args=[application.key])
    form = filled(page_of(desk.get(f"{where}?file={original.pk}")))
    answer = desk.post(where, {**form, "box0_page": "9", "sever": "1"})
    assert answer.status_code == 409
    page = page_of(answer)
    assert "文件只有1页" in page.text
    assert filled(page)["box0_page"] == "9"


def test_a_page_is_a_picture_of_the_cases_own_file_alone(desk, application, original, water) -> None:
    where = reverse("applications:attach_redaction", args=[application.key])
    answer = desk.get(f"{where}?file={original.pk}&page=1")
    assert answer.content[:4] == b"\x89PNG"
    assert desk.get(f"{where}?file={original.pk}&page=7").status_code == 409
    assert desk.get(f"{where}?file={application.key}&page=1").status_code == 404
    assert desk.get(f"{where}?file=x&page=1").status_code == 404


def test_seeing_a_page_is_written_down_once_a_day_by_whichever_address(desk, application, original) -> None:
    where = reverse("applications:attach_redaction", args=[application.key])
    desk.get(f"{where}?file={original.pk}&page=1")
    desk.get(f"{where}?file={original.pk}")
    (look,) = Look.objects.filter(stream_id=str(application.key))
    assert (look.why, str(original.key) in look.what) == ("区分处理", True)


def test_a_picture_is_brought_and_severed_too(desk, application) -> None:
    out = BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "PNG")
    file = BytesIO(out.getvalue())
    file.name = "照片.png"
    where = reverse("applications:attach_redaction", args=[application.key])
    chosen = desk.post(where, {"on": "2025-03-20", "file": file})
    assert chosen.status_code == 302, page_of(chosen).text
    form = filled(page_of(desk.get(chosen["Location"])))
    form |= {"box0_page": "1", "box0_x0": "10", "box0_y0": "10", "box0_x1": "90", "box0_y1": "60", "sever": "1"}
    assert desk.post(where, form).status_code == 302
