"""The list as a file: marked with who took it; applicants' data only for whoever says what for."""

import csv
from io import StringIO

import pytest
from django.test import Client

from gongkai.web.audit.models import Look
from tests.web.applications.cases import IDENTITY, NAME, PHONE

CSV, XLSX = "/office/lists/applications/csv/", "/office/lists/applications/xlsx/"


@pytest.fixture
def desk(client: Client, handler, settings) -> Client:
    settings.MFA_REQUIRED = False
    client.force_login(handler)
    return client


def test_a_file_of_the_list_names_nobody_but_who_took_it(desk, application, handler) -> None:
    text = desk.get(CSV).getvalue().decode()
    assert NAME not in text
    assert f"{handler.name}（handler）于" in text.splitlines()[-1]
    assert not Look.objects.exists()


def test_applicants_data_want_a_reason_and_leave_a_look(desk, application) -> None:
    refused = desk.post(CSV, {"why": " "})
    assert (refused.status_code, "应当写明用途" in refused.content.decode()) == (409, True)
    assert not Look.objects.exists()
    lines = list(csv.reader(StringIO(desk.post(CSV, {"why": "季度核对"}).getvalue().decode("utf-8-sig"))))
    assert lines[0][-6:] == ["申请人", "证件号码", "联系电话", "电子邮箱", "通信地址", "申请内容"]
    assert lines[1][-6:-3] == [NAME, IDENTITY, PHONE]
    assert "用途：季度核对，含个人信息" in lines[-1][0]
    look = Look.objects.get()
    assert (look.why, look.stream_kind) == ("季度核对", "application")
    assert NAME not in look.what


def test_the_workbook_has_the_same(desk, application) -> None:
    assert desk.post(XLSX, {"why": "季度核对"}).getvalue()[:2] == b"PK"
    assert Look.objects.count() == 1


def test_the_case_file_wants_a_reason_and_leaves_a_look(desk, application) -> None:
    address = f"/office/applications/{application.key}/case-file/"
    assert "下载前请写明用途" in desk.post(address, {"format": "pdf"}, follow=True).content.decode()
    assert not Look.objects.exists()
    assert desk.post(address, {"format": "pdf", "why": "复议答复"}).content[:5] == b"%PDF-"
    assert b"".join(desk.post(address, {"format": "zip", "why": "复议答复"}))[:2] == b"PK"
    assert list(Look.objects.values_list("what", "why")) == [("下载案卷", "复议答复")] * 2
