"""An organ's own template: taken only where it can be used, and used from then on."""

from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from gongkai.papers.errors import BadTemplate
from gongkai.papers.own_templates.default import default_template
from gongkai.web.applications.acts.lettering import make_letter
from gongkai.web.applications.acts.severing import bytes_of
from gongkai.web.files.models import StoredFile
from gongkai.web.stationery.actions import adopt_template
from gongkai.web.stationery.models import LetterTemplate
from gongkai.web.stationery.queries import own_template
from tests.web.applications.conftest import day
from tests.web.page import page_of
from tests.web.stationery.templates import DAY, a_docx

GIVEN = {"unclear": "哪一年", "guidance": "写明文号", "period": 10, "contact": "公开办"}


def changed(*, without: str = "", extra: str = "") -> bytes:
    """The default with a sentence more or a paragraph less."""
    document = Document(BytesIO(default_template("correction_notice", on=DAY)))
    for paragraph in document.paragraphs:
        if without and without in paragraph.text:
            paragraph._element.getparent().remove(paragraph._element)
    if extra:
        document.add_paragraph(extra)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_letters_are_written_into_the_organs_own_template(application, head, handler, water) -> None:
    data = changed(extra="本机关地址：青石县中心路1号")
    adopt_template(water, "correction_notice", a_docx(data=data), by=head, on=day("2025-03-04"))
    make_letter(application, by=handler, on=day("2025-03-05"), letter="correction_notice", given=GIVEN)
    made = bytes_of(StoredFile.objects.get(stream_id=str(application.key), type="docx"))
    text = "\n".join(one.text for one in Document(BytesIO(made)).paragraphs)
    assert "青石县中心路1号" in text
    assert "哪一年" in text


def test_before_its_day_the_template_is_not_used(water, head) -> None:
    adopt_template(water, "correction_notice", a_docx(), by=head, on=day("2025-03-04"))
    assert own_template(water, "correction_notice", on=day("2025-03-03")) is None
    assert own_template(water, "correction_notice", on=day("2025-03-04"))


@pytest.mark.parametrize(("words", "why"), [({"extra": "{{ nobody }}"}, "不认识"), ({"without": "period"}, "缺少")])
def test_a_template_that_cannot_be_used_is_not_taken(water, head, words, why) -> None:
    with pytest.raises(BadTemplate, match=why):
        adopt_template(water, "correction_notice", a_docx(data=changed(**words)), by=head, on=DAY)
    assert not LetterTemplate.objects.exists()


def test_the_page_offers_the_default_and_takes_the_changed_one(client, settings, water, head) -> None:
    settings.MFA_REQUIRED = False
    client.force_login(head)
    page = page_of(client.get(reverse("stationery:templates", args=[water.code])))
    assert "补正告知书" in page.text
    answer = client.get(f"{reverse('stationery:default', args=[water.code])}?letter=correction_notice")
    assert answer.content[:2] == b"PK"
    address = f"{reverse('stationery:adopt_template')}?organ={water.code}&letter=correction_notice&choice="
    file = BytesIO(changed(extra="{{ nobody }}"))
    file.name = "模板.docx"
    bad = client.post(address, {"on": "2025-03-04", "file": file})
    assert bad.status_code == 409
    assert "nobody" in page_of(bad).text
    good = BytesIO(changed(extra="中心路1号"))
    good.name = "模板.docx"
    assert client.post(address, {"on": "2025-03-04", "file": good}).status_code == 302
    assert LetterTemplate.objects.get().state == "in_use"
