"""The pages: upload, columns put right, rehearsal, taking over, refused lines; nobody else's register is seen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.web.applications.models import Application, RegisterRun
from gongkai.web.applications.registers import runs
from gongkai.web.audit.models import Look
from tests.web.applications.registers.sheets import GOOD, HEADS, OPEN, book, line
from tests.web.work import work_off

UPLOAD = "/office/applications/registers/"


@pytest.fixture
def desk(client: Client, clerk, settings) -> Client:
    settings.MFA_REQUIRED = False
    client.force_login(clerk)
    return client


def uploaded(desk: Client, water, data: bytes) -> RegisterRun:
    file = SimpleUploadedFile("登记簿.xlsx", data)
    answer = desk.post(UPLOAD, {"organ": water.code, "file": file})
    assert answer.status_code == 302, answer.content.decode()
    return RegisterRun.objects.latest("pk")


def asked(run: RegisterRun, way: str, **changed: str) -> dict[str, str]:
    return {**{name: str(place) for name, place in run.mapping.items()}, "how": way, **changed}


def test_a_register_is_rehearsed_and_taken_over(desk, water) -> None:
    run = uploaded(desk, water, book(GOOD, line(登记编号="2号", 收到日期="2025-02-30")))
    address = f"{UPLOAD}{run.key}/"
    assert "列的对照" in desk.get(address).content.decode()
    desk.post(address, asked(run, "rehearse"))
    assert "2月30日不存在" in desk.get(address).content.decode()
    assert not Application.objects.exists()
    desk.post(address, asked(run, "good"))
    assert Application.objects.get().number == GOOD[0]
    answer = desk.get(f"{address}refused/")
    assert answer.content[:2] == b"PK"
    assert Look.objects.filter(what="登记簿中要改的行").count() == 1


def test_columns_that_were_not_known_are_put_right(desk, water) -> None:
    heads = ("代号", *HEADS[1:])
    run = uploaded(desk, water, book(GOOD, heads=(heads,)))
    address = f"{UPLOAD}{run.key}/"
    page = desk.post(address, asked(run, "all"))
    assert "请指明哪一列是“登记编号”。" in page.content.decode()
    desk.post(address, asked(run, "all", number="0"))
    assert Application.objects.count() == 1


def test_two_columns_from_one_are_refused(desk, water) -> None:
    run = uploaded(desk, water, book(GOOD))
    page = desk.post(f"{UPLOAD}{run.key}/", asked(run, "all", sent_on=str(run.mapping["decided_on"])))
    assert "指到了同一列" in page.content.decode()


def test_a_long_register_is_left_to_a_worker_with_its_progress(desk, water, monkeypatch) -> None:
    monkeypatch.setattr(runs, "AT_ONCE", 1)
    run = uploaded(desk, water, book(GOOD, OPEN))
    address = f"{UPLOAD}{run.key}/"
    desk.post(address, asked(run, "all"))
    assert "已处理 0 行，共 2 行" in desk.get(address).content.decode()
    assert "请等它完成" in desk.post(address, asked(run, "all")).content.decode()
    work_off()
    run.refresh_from_db()
    assert (run.state, run.entered, run.done) == ("done", 2, 2)


def test_a_file_that_is_no_register_is_refused_on_the_page(desk, water) -> None:
    file = SimpleUploadedFile("别的.csv", "甲,乙\n1,2\n".encode())
    page = desk.post(UPLOAD, {"organ": water.code, "file": file})
    assert (page.status_code, "没有找到登记簿的列名" in page.content.decode()) == (409, True)


def test_nobody_sees_the_register_of_another_organ(desk, water, school) -> None:
    run = uploaded(desk, water, book(GOOD))
    RegisterRun.objects.update(organ=school)
    for address in (f"{UPLOAD}{run.key}/", f"{UPLOAD}{run.key}/refused/"):
        page = desk.get(address).content.decode()
        assert "没有这份登记簿，或者它不在您的工作范围内" in page
        assert "登记簿.xlsx" not in page
    assert desk.get(f"{UPLOAD}template/").content[:2] == b"PK"


def test_whatever_stops_a_run_its_row_says_that_it_failed(desk, water, monkeypatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of the program")

    run = uploaded(desk, water, book(GOOD))
    monkeypatch.setattr(runs, "enter", broken)
    with pytest.raises(RuntimeError):
        runs.carry_out.call(run.pk)
    run.refresh_from_db()
    assert (run.state, run.finished_at is not None) == ("failed", True)
    assert "程序出了故障" in run.why
