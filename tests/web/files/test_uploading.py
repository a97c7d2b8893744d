"""A form with files, from the request to the row: memory, full disks, refusals, and sending it again."""

import errno
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from gongkai.web.config.urls import handler400, handler403, handler404, handler500
from gongkai.web.config.urls import urlpatterns as site
from gongkai.web.files.forms import UploadField
from gongkai.web.files.incoming import AROUND, takes_files
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import attach
from gongkai.web.organs.models import Organ
from tests.web.files import samples as made

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
MB = 2**20


def parse(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


class Application(forms.Form):
    title = forms.CharField(label="内容")
    papers = UploadField(label="证明材料", personal=True, types=("pdf", "text"), most=2)


def apply(request: HttpRequest) -> HttpResponse:
    form = Application(request.POST or None, request.FILES or None)
    form.fields["papers"].owner = "session-1"
    if form.is_valid():
        organ = Organ.objects.get()
        with transaction.atomic():
            for one in form.cleaned_data["papers"]:
                attach(one, to=organ, organ=organ, purpose="证明材料", by=None)
        return HttpResponse("ok")
    page = f"<!DOCTYPE html><html lang='zh'><body><form>{form}</form></body></html>"
    return HttpResponse(page, status=422 if form.is_bound else 200)


takes_files(apply, how_many=2)
urlpatterns = [path("apply-here/", apply), *site]


@pytest.fixture
def client(settings, organ: Organ) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client()


def paper(data: bytes = b"", name: str = "身份证.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data or made.pdf())


def test_it_says_types_and_sizes_before_anything_is_chosen(client: Client) -> None:
    page = parse(client.get("/apply-here/"))
    field = page.select_one("input[type=file]")
    assert field["accept"] == ".pdf,.txt,.csv"
    assert field.has_attr("multiple")
    limits = page.find(id=field["aria-describedby"].split()[-1]).get_text(" ", strip=True)
    assert "最多 2 个文件" in limits
    assert "每个不超过 200 MB：PDF 文件" in limits
    assert "每个不超过 20 MB：纯文本和 CSV 表格" in limits


def test_it_takes_several(client: Client) -> None:
    answer = client.post("/apply-here/", {"title": "x", "papers": [paper(), paper(b"abc", "a.txt")]})
    assert answer.content == b"ok"
    assert sorted(StoredFile.objects.values_list("type", flat=True)) == ["pdf", "text"]


@pytest.mark.parametrize(
    ("papers", "sentence"),
    [
        ([], "请选择文件。"),
        ([paper(name=f"{n}.pdf") for n in range(3)], "最多 2 个文件，这次有 3 个。请减少后再提交。"),
        ([paper(made.picture(), "图.png")], "文件“图.png”没有收下：它是PNG 图片，这里不收。"),
        ([paper(b"<html>", "a.pdf")], "文件“a.pdf”没有收下：它是网页，网页里可以带脚本。"),
    ],
    ids=["none", "too many", "another type", "a lie"],
)
def test_it_refuses_in_a_sentence(papers: list, sentence: str, client: Client) -> None:
    answer = client.post("/apply-here/", {"title": "x", "papers": papers})
    assert answer.status_code == 422
    assert sentence in parse(answer).get_text()
    assert not StoredFile.objects.exists()


def test_what_it_took_in_need_not_be_sent_again(client: Client) -> None:
    answer = client.post("/apply-here/", {"title": "", "papers": [paper(), paper(b"<html>", "坏.txt")]})
    kept = parse(answer).select("input[name=papers-kept]")
    assert len(kept) == 1
    assert "身份证.pdf" in parse(answer).select_one(".upload-kept").get_text()
    answer = client.post("/apply-here/", {"title": "x", "papers-kept": kept[0]["value"]})
    assert answer.content == b"ok"
    assert StoredFile.objects.get().name == "身份证.pdf"
    again = client.post("/apply-here/", {"title": "x", "papers-kept": kept[0]["value"]})
    assert "请选择文件。" in parse(again).get_text()


def test_a_hostile_name_comes_back_harmless(client: Client) -> None:
    answer = client.post("/apply-here/", {"title": "", "papers": [paper(name='"><script>alert(1)</script>.pdf')]})
    assert "<script>" not in answer.content.decode()


def test_a_large_file_waits_on_the_disk_under_no_name(client: Client, settings) -> None:
    size = settings.BODY_LIMIT + MB
    answer = client.post("/apply-here/", {"title": "x", "papers": [paper(b"a" * size, "大.txt")]})
    assert answer.content == b"ok"
    assert StoredFile.objects.get().size == size
    assert list(settings.FILES_INCOMING.iterdir()) == []
    assert oct(settings.FILES_INCOMING.stat().st_mode)[-3:] == "700"


def test_a_page_that_takes_no_files_takes_no_large_body(client: Client, settings) -> None:
    large = {"file": paper(b"a" * (settings.BODY_LIMIT + MB), "大.txt")}
    assert client.post("/reports/try/", large).status_code == 413


def test_more_than_the_largest_files_is_refused_unread(client: Client, settings, monkeypatch) -> None:
    assert apply.body_limit == 2 * 200 * MB + AROUND
    monkeypatch.setattr(apply, "body_limit", settings.BODY_LIMIT + 1)
    answer = client.post("/apply-here/", {"papers": [paper(b"a" * (settings.BODY_LIMIT + MB), "大.txt")]})
    assert answer.status_code == 413
    assert "这个页面一次最多接受" in parse(answer).get_text()
    assert not settings.FILES_INCOMING.exists()


class Full:
    """A spool on a disk with room for 1 MB."""

    def __init__(self, **_: Any) -> None:
        self.room = MB

    def write(self, data: bytes) -> None:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    def truncate(self, size: int) -> None:
        self.room = MB

    def close(self) -> None:
        pass


def no_room(**_: Any) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("disk", [Full, no_room], ids=["fills up", "is full"])
def test_a_disk_that_is_full_while_the_file_comes_in_is_said(disk, client: Client, settings, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.web.files.incoming.tempfile.TemporaryFile", disk)
    data = b"a" * (settings.BODY_LIMIT + MB)
    answer = client.post("/apply-here/", {"title": "我填的内容", "papers": [paper(data, "大.txt")]})
    assert answer.status_code == 422
    text = parse(answer)
    assert "文件“大.txt”没有收下：本站存放文件的空间已满" in text.get_text()
    assert text.find("input", {"name": "title"})["value"] == "我填的内容"
    assert not StoredFile.objects.exists()
