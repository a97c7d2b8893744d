"""水印 on what staff download; none on what is sent, on what the applicant downloads, and on what is stored."""

from hashlib import sha256
from io import BytesIO

import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime
from PIL import Image

from gongkai.papers.errors import BadFile
from gongkai.papers.letters.elements import Paragraph, Title
from gongkai.papers.watermark import service
from gongkai.papers.writers.pdf import set_elements
from gongkai.papers.writers.proof import text_of_pdf
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.lettering import make_letter
from gongkai.web.applications.acts.severing import bytes_of
from gongkai.web.audit.models import Look
from gongkai.web.files import marking
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import receive
from gongkai.web.ui import clock
from tests.web.applications.conftest import day
from tests.web.applications.test_make_letter import UNCLEAR
from tests.web.rules.setting import set_in

ON = day("2025-03-20")


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.MFA_REQUIRED = False
    with clock.fixed(ON):
        yield


@pytest.fixture
def desk(client: Client, handler) -> Client:
    client.force_login(handler)
    return client


def a_pdf(words: str = "身份证复印件") -> bytes:
    return set_elements([Title(words), Paragraph("虚构的内容")], title=words, numbered=False)


def attached(thing, by, data: bytes, name: str) -> StoredFile:
    scan = receive(ContentFile(data, name), personal=True)
    do(thing, "attach_paper", by=by, on=ON, words={"title": "材料"}, proofs=[scan])
    return StoredFile.objects.latest("added_at")


def got(client: Client, file: StoredFile, **words: str) -> bytes:
    response = client.get(reverse("files:download", args=[file.pk]), words)
    return b"".join(response.streaming_content) if response.streaming else response.content


def flat(data: bytes) -> str:
    return "".join(text_of_pdf(data).split())


def test_a_copy_says_who_took_it_and_the_number_of_the_look_and_the_original_stays(desk, application, handler) -> None:
    data = a_pdf()
    file = attached(application, handler, data, "证件.pdf")
    first, second = got(desk, file), got(desk, file)
    looks = list(Look.objects.order_by("pk"))
    for copy, look in zip((first, second), looks, strict=True):
        assert f"HANDLER{localtime(look.at):%Y-%m-%d%H:%M}" in flat(copy)
        assert f"查看记录第{look.pk}号" in flat(copy)
        assert "虚构的内容" in flat(copy)
    assert bytes_of(file) == data
    assert sha256(bytes_of(file)).hexdigest() == file.sha256


def test_the_mark_can_be_seen_and_leaves_the_paper_readable(desk, application, handler) -> None:
    plain, copy = a_pdf(), got(desk, attached(application, handler, a_pdf(), "证件.pdf"))
    before, after = (pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L") for data in (plain, copy))
    pairs = list(zip(before.tobytes(), after.tobytes(), strict=True))
    assert 0.005 < sum(x != y for x, y in pairs) / len(pairs) < 0.2
    darkest = min(y for x, y in pairs if x == 255)
    assert darkest > 60


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_pages_that_lie_or_are_turned_are_marked_as_they_are_shown(turned: int) -> None:
    document = pypdfium2.PdfDocument.new()
    for size in ((842, 595), (300, 400)):
        document.new_page(*size).set_rotation(turned)
    out = BytesIO()
    document.save(out)
    copy = service.marked(out.getvalue(), "某人 查看记录第7号")
    shown = pypdfium2.PdfDocument(copy)
    for page in shown:
        picture = page.render(scale=3).to_pil().convert("L")
        foot = picture.crop((0, int(picture.height * 0.93), picture.width // 2, picture.height))
        assert min(foot.tobytes()) < 200
    assert flat(copy).count("查看记录第7号") >= 2


def test_a_letter_that_is_sent_is_given_without_a_mark_where_that_is_asked_for(desk, application, handler) -> None:
    make_letter(application, by=handler, on=ON, letter="correction_notice", given=UNCLEAR)
    file = StoredFile.objects.get(type="pdf")
    assert "查看记录" in flat(got(desk, file))
    assert got(desk, file, use="sending") == bytes_of(file)
    assert "发出用" in Look.objects.latest("pk").what
    page = desk.get(reverse("applications:case", args=[application.key])).content.decode()
    assert f"{file.pk}/?use=sending" in page


def test_what_somebody_handed_in_is_marked_whatever_is_asked_for(desk, application, handler) -> None:
    file = attached(application, handler, a_pdf(), "证件.pdf")
    assert "查看记录" in flat(got(desk, file, use="sending"))
    assert "发出用" not in Look.objects.latest("pk").what


def test_an_organ_may_do_without(desk, application, handler, water, head) -> None:
    set_in(water, head, "set_protection", watermark="off")
    file = attached(application, handler, a_pdf(), "证件.pdf")
    assert got(desk, file) == bytes_of(file)
    assert Look.objects.count() == 1


def test_other_types_are_given_as_they_are_and_the_look_is_written_down(desk, application, handler) -> None:
    out = BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    file = attached(application, handler, out.getvalue(), "证件.png")
    assert got(desk, file) == out.getvalue()
    assert Look.objects.get().what == f"下载文件 {file.pk}"


def test_one_that_cannot_be_marked_is_given_and_that_is_written_down(desk, application, handler, monkeypatch) -> None:
    def refuse(*_, **__) -> bytes:
        raise BadFile("不能改写。")

    file = attached(application, handler, a_pdf(), "证件.pdf")
    monkeypatch.setattr(marking, "marked", refuse)
    assert got(desk, file) == bytes_of(file)
    assert "没有水印" in Look.objects.latest("pk").what


def test_the_bound_case_is_marked_and_its_archive_keeps_its_digests(desk, application) -> None:
    page = reverse("applications:case-file", args=[application.key])
    bound = desk.post(page, {"why": "核对", "format": "pdf"}).content
    assert f"查看记录第{Look.objects.latest('pk').pk}号" in flat(bound)
    archive = b"".join(desk.post(page, {"why": "核对", "format": "zip"}).streaming_content)
    assert archive.startswith(b"PK")
