"""Who gets a file, as what, and what is written down about it."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.models import Substitution, User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.looks import looked_at, looks_at
from gongkai.web.audit.models import Look
from gongkai.web.files import giving
from gongkai.web.files.models import StoredFile
from gongkai.web.organs.models import Organ
from tests.web.factories import a_person, an_organ
from tests.web.files import samples as made

pytestmark = pytest.mark.django_db
Make = Callable[..., StoredFile]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(organ: Organ) -> User:
    return a_person("李科员", Role.CLERK, at=organ)


def get(user: User | None, file: StoredFile, **words: Any) -> Any:
    """The answer, with what came as `body`."""
    client = Client() if user is None else client_of(user)
    response = client.get(address(file), **words)
    response.body = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def address(file: StoredFile) -> str:
    return reverse("files:download", args=[file.key])


def test_it_is_a_download_that_no_browser_shows_or_keeps(a_file: Make, clerk: User) -> None:
    data = made.pdf()
    file = a_file(data, "申请书（张三）.pdf")
    response = get(clerk, file)
    assert response.body == data
    headers = response.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Disposition"] == (
        'attachment; filename="download.pdf"; '
        "filename*=UTF-8''%E7%94%B3%E8%AF%B7%E4%B9%A6%EF%BC%88%E5%BC%A0%E4%B8%89%EF%BC%89.pdf"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert {"private", "no-store"} <= set(headers["Cache-Control"].split(", "))
    assert headers["ETag"] == f'"{file.sha256}"'
    assert headers["Content-Length"] == str(len(data))
    assert "张三" not in address(file)


def test_what_is_compressed_on_its_way_elsewhere_is_not_here(a_file: Make, clerk: User) -> None:
    file = a_file("字".encode() * 5000, "a.txt")
    response = get(clerk, file, headers={"Accept-Encoding": "gzip"})
    assert response.body == "字".encode() * 5000


def test_strangers_find_nothing(a_file: Make, organ: Organ, settings) -> None:
    file = a_file()
    assert get(None, file).status_code == 302
    assert get(a_person(), file).status_code == 404
    assert get(a_person("别处的人", Role.HEAD, at=an_organ()), file).status_code == 404
    assert not Look.objects.exists()


def test_the_kinds_own_rule_decides_who_may_open(a_file: Make, clerk: User, organ: Organ, monkeypatch) -> None:
    head = a_person("王主任", Role.HEAD, at=organ)
    monkeypatch.setitem(giving._openers, "organ", lambda user, _, thing: user == head and thing == organ)
    file = a_file()
    assert get(clerk, file).status_code == 404
    assert get(head, file).status_code == 200
    assert giving.files_of(clerk, organ, kind="organ", stream_id=organ.code) == []
    assert giving.files_of(head, organ, kind="organ", stream_id=organ.code) == [file]
    assert Look.objects.count() == 1


def test_a_file_of_a_kind_that_nobody_registered_is_closed(clerk: User, a_file: Make, monkeypatch) -> None:
    file = a_file()
    monkeypatch.setattr(giving, "kinds", tuple)
    assert get(clerk, file).status_code == 404


def test_each_download_of_personal_data_is_written_down_before_a_byte_goes(a_file: Make, clerk: User) -> None:
    file = a_file()
    response = get(clerk, file)
    (look,) = Look.objects.all()
    assert (look.user, look.on_behalf_of, look.organ) == (clerk, None, file.organ)
    assert (look.stream_kind, look.stream_id, look.why) == ("organ", file.organ.code, "证明材料")
    assert look.what == f"下载文件 {file.key}"
    assert look.request_id == response.headers["X-Request-Id"]


def test_what_holds_none_is_not(a_file: Make, clerk: User) -> None:
    get(clerk, a_file(personal=False))
    client_of(clerk).head(address(a_file()))
    assert not Look.objects.exists()


def test_whoever_stands_in_for_another_is_written_down_so(a_file: Make, organ: Organ, clerk: User) -> None:
    substitute = a_person("代班人")
    Substitution.objects.create(
        user=clerk, substitute=substitute, organ=organ, role=Role.CLERK, since="2019-05-15", until="2999-12-31"
    )
    get(substitute, a_file())
    assert Look.objects.get().on_behalf_of == clerk


def test_a_look_can_be_neither_changed_nor_deleted(clerk: User, organ: Organ) -> None:
    look = looked_at(clerk, organ, what="显示身份证号", why="核对申请人")
    for attempt in (lambda: Look.objects.update(why="x"), look.delete):
        with pytest.raises(DatabaseError, match="只能增加，不能修改或者删除"), transaction.atomic():
            attempt()
    assert list(looks_at("organ", organ.code)) == [look]


def test_an_erased_file_leaves_its_digests(
    a_file: Make, clerk: User, folder: Path, django_capture_on_commit_callbacks
) -> None:
    file = a_file()
    with django_capture_on_commit_callbacks(execute=True):
        giving.purge(file)
    assert not [path for path in folder.rglob("*") if path.is_file()]
    file.refresh_from_db()
    assert file.sha256
    assert file.name == ""
    response = get(clerk, file)
    assert response.status_code == 410
    assert f"已于 {timezone.localdate()} 按规定清除" in response.content.decode()


def test_lost_content_is_said_and_logged(a_file: Make, clerk: User, folder: Path, caplog) -> None:
    file = a_file()
    (folder / file.place).unlink()
    logging.getLogger("gongkai").addHandler(caplog.handler)
    response = get(clerk, file)
    logging.getLogger("gongkai").removeHandler(caplog.handler)
    assert response.status_code == 410
    assert "现在取不到" in response.content.decode()
    assert str(file.key) in caplog.text
    assert not Look.objects.exists()


def test_a_proxy_gives_out_what_is_not_sealed(a_file: Make, clerk: User, settings) -> None:
    settings.FILES_ACCEL = "/stored/"
    plain, sealed = a_file(personal=False), a_file()
    response = get(clerk, plain)
    assert response.headers["X-Accel-Redirect"] == f"/stored/{plain.place}"
    assert response.body == b""
    assert "X-Accel-Redirect" not in get(clerk, sealed).headers


@pytest.mark.parametrize("role", [Role.HEAD, Role.SUPERVISOR, Role.OPERATOR])
def test_those_who_answer_for_it_read_the_record(role: Role, a_file: Make, clerk: User, organ: Organ) -> None:
    get(clerk, a_file())
    page = client_of(a_person("查阅人", role, at=organ)).get("/office/looks/")
    assert page.status_code == 200
    assert "李科员" in page.content.decode()
    assert "证明材料" in page.content.decode()
    elsewhere = client_of(a_person("外人", role, at=an_organ())).get("/office/looks/")
    assert "李科员" not in elsewhere.content.decode()


def test_others_do_not(clerk: User) -> None:
    assert client_of(clerk).get("/office/looks/").status_code == 403


def test_the_record_can_be_narrowed_to_days(clerk: User, organ: Organ) -> None:
    looked_at(clerk, organ, what="显示电话", why="联系申请人")
    client = client_of(a_person("王主任", Role.HEAD, at=organ))
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    assert "显示电话" in client.get(f"/office/looks/?at_from={today}&at_to={today}").content.decode()
    assert "显示电话" not in client.get(f"/office/looks/?at_from={tomorrow}").content.decode()
    assert client.get("/office/looks/?sort=at").status_code == 200
