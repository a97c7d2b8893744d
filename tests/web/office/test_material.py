"""The page of a thing shows its files, and to those who answer for it who saw what."""

import uuid

import pytest
from django.utils import timezone

from gongkai.web.accounts.roles import Role
from gongkai.web.audit.looks import record_look
from gongkai.web.files.models import StoredFile
from tests.web.factories import an_organ
from tests.web.office.cases import a_case, a_handler, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_day")]


@pytest.fixture
def case():
    return a_case(an_organ("青石县水利局"))


@pytest.fixture
def file(case) -> StoredFile:
    return StoredFile.objects.create(
        key=uuid.uuid4(), organ=case.organ, stream_kind="case", stream_id=case.number, purpose="证明材料",
        name='身份证<"明>.pdf', type="pdf", size=2048, sha256="a" * 64, sm3="b" * 64, is_sealed=True,
        holds_personal_data=True, added_at=timezone.now(),
    )  # fmt: skip


def page(case, role: Role) -> str:
    return signed_in(a_handler(case.organ, role)).get(f"/office/case/{case.number}/").content.decode()


def test_files_stand_with_their_digests_and_what_a_download_means(case, file) -> None:
    shown = page(case, Role.HANDLER)
    assert f'href="/office/files/{file.key}/"' in shown
    assert "身份证&lt;&quot;明&gt;.pdf" in shown
    assert "含个人信息，下载会记入查看记录" in shown
    assert "a" * 64 in shown
    assert "b" * 64 in shown


def test_an_erased_file_has_no_link(case, file) -> None:
    StoredFile.objects.update(purged_at=timezone.now(), name="")
    shown = page(case, Role.HANDLER)
    assert "/office/files/" not in shown
    assert f"内容已于 {timezone.localdate()} 清除" in shown


def test_only_those_who_answer_for_it_see_who_saw_it(case) -> None:
    clerk = a_handler(case.organ)
    record_look(clerk, kind="case", stream_id=case.number, organ=case.organ, what="显示身份证号", why="核对申请人")
    for role in (Role.HEAD, Role.SUPERVISOR, Role.OPERATOR):
        assert "核对申请人" in page(case, role)
    for role in (Role.HANDLER, Role.CLERK, Role.LEADER):
        assert "核对申请人" not in page(case, role)


def test_a_thing_without_files_and_looks_says_nothing_of_them(case) -> None:
    shown = page(case, Role.HEAD)
    assert "谁看过个人信息" not in shown
    assert '<h2 id="files">' not in shown
