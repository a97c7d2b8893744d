"""随答复提供: what is named with the sending goes to the applicant, and nothing else of the case does."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from gongkai.regulation.outcomes import Outcome
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.handing import given, to_choose
from gongkai.web.applications.acts.severing import keep_original
from gongkai.web.applications.models import Application
from gongkai.web.apply.track.story import papers, record
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import receive
from gongkai.web.ui import clock
from tests.web.applications.cases import a_draft, decided
from tests.web.applications.conftest import day
from tests.web.directory.test_pages import filled
from tests.web.page import page_of

ON = day("2025-03-20")


@pytest.fixture
def desk(client: Client, settings, handler) -> Client:
    settings.MFA_REQUIRED = False
    client.force_login(handler)
    with clock.fixed(ON):
        yield client


def brought(thing: Application, by, name: str) -> StoredFile:
    """A paper that staff put to the case."""
    accepted = receive(ContentFile("鉴定书".encode(), name), personal=True)
    do(thing, "attach_paper", by=by, on=ON, words={"title": "鉴定书"}, proofs=[accepted])
    return StoredFile.objects.latest("added_at")


def sent(desk: Client, thing: Application, **words: object) -> int:
    where = reverse("applications:send", args=[thing.key])
    form = {**filled(page_of(desk.get(where))), "way": "electronic", **words}
    seen = desk.post(where, form)
    if seen.status_code != 200:
        return seen.status_code
    return desk.post(where, {**filled(page_of(seen)), "way": "electronic", **words}).status_code


def test_what_is_chosen_with_the_sending_is_his_and_nothing_else(desk, application, handler) -> None:
    one, other = (brought(application, handler, name) for name in ("鉴定书.txt", "内部说明.txt"))
    original = keep_original(application, receive(ContentFile(b"x", "原件.txt"), personal=True), by=handler, on=ON)
    decided(application, ON)
    assert {file.pk for file in to_choose(application)} == {one.pk, other.pk}
    assert original.pk not in {file.pk for file in to_choose(application)}
    assert sent(desk, application, given=[str(one.pk)]) == 302
    application.refresh_from_db()
    his = papers(application, record(application))
    assert [paper.title for paper in his if paper.file.pk == one.pk] == ["提供的信息：鉴定书.txt"]
    assert other.pk not in {paper.file.pk for paper in his}
    assert set(given(record(application))) == {str(one.pk)}
    assert "1 个文件" in page_of(desk.get(reverse("applications:case", args=[application.key]))).text


def test_a_file_of_elsewhere_is_refused_in_a_sentence(desk, application, handler) -> None:
    brought(application, handler, "鉴定书.txt")
    decided(application, ON)
    where = reverse("applications:send", args=[application.key])
    form = {**filled(page_of(desk.get(where))), "way": "electronic", "given": [str(application.key)]}
    assert "不在这件申请里" in page_of(desk.post(where, form)).text
    application.refresh_from_db()
    assert application.sent_on is None


def test_where_the_case_holds_nothing_to_give_it_is_said_how_that_is_done(desk, application) -> None:
    decided(application, ON)
    assert "请先用“随卷材料”" in page_of(desk.get(reverse("applications:send", args=[application.key]))).text


def test_where_nothing_is_given_nothing_can_be_chosen(desk, application, handler) -> None:
    brought(application, handler, "鉴定书.txt")
    decided(application, ON, a_draft(Outcome.UNAVAILABLE_NOT_HELD, finding="does_not_exist"))
    assert to_choose(application) == []
    assert 'name="given"' not in page_of(desk.get(reverse("applications:send", args=[application.key]))).html
