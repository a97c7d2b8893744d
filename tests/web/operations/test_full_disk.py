"""An act on a disk that is full: a page that says so, nothing half done; and it works again when there is space."""

import errno
import json
import sqlite3
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from gongkai.web.config import urls
from gongkai.web.ui.errors import is_full
from tests.web.operations.sites import Site

_FILL = """
import json
from pathlib import Path
from django.test import Client
from django.urls import reverse
from gongkai.web.accounts.models import User
from gongkai.web.audit.models import AuditRow, Event
from gongkai.web.organs.models import Organ

client = Client(raise_request_exception=False)
User.objects.filter(username="wang").update(password_is_issued=False)
client.force_login(User.objects.get(username="wang"))
address = reverse("directory:rename", args=["calm"])


def rename(name):
    organ = Organ.objects.get(code="calm")
    return client.post(address, {"name": name, "on": "2025-02-18", "version": organ.version})


def counts():
    return [Event.objects.filter(stream_id="calm").count(), AuditRow.objects.filter(stream_id="calm").count()]


answer = rename("有空间的名称")
first = answer.status_code if answer.headers.get("Location") == "/office/organs/calm/" else answer.headers
disk = Path("PLACE")
with (disk / "filler").open("wb", buffering=0) as filler:
    try:
        while True:
            filler.write(b"x" * 4096)
    except OSError:
        pass
done, refused, page = 0, None, ""
for number in range(400):
    before = counts()
    answer = rename(f"名称{number}")
    if answer.status_code != 302:
        refused, page = answer.status_code, answer.content.decode()
        assert counts() == before, "half done"
        break
    done += 1
read = client.get("/organs/calm/").status_code
(disk / "filler").unlink()
again = rename("又有空间").status_code
says = ["本站的存储空间已满" in page, "这次提交没有生效" in page]
print(json.dumps([first, done, refused, *says, read, again, counts()]))
"""


def test_nothing_is_half_done_and_it_works_again_when_there_is_space(small_disk: Path, tmp_path: Path) -> None:
    site = Site(tmp_path / "home", {"DATABASE_URL": f"sqlite:///{small_disk}/db.sqlite3"})
    site.env |= {"GONGKAI_WITHOUT_SECOND_FACTOR": "1", "GONGKAI_ALLOWED_HOSTS": "testserver"}
    site.set_up()
    assert site.gongkai("operator", "wang", "王某").returncode == 0
    first, done, refused, says_full, says_undone, read, again, counts = json.loads(
        site.python(_FILL.replace("PLACE", str(small_disk))).splitlines()[-1]
    )
    assert (first, again, read) == (302, 302, 200)
    assert (refused, says_full, says_undone) == (507, True, True)
    assert counts == [3 + done, 3 + done]
    assert site.gongkai("verify").returncode == 0


def test_a_command_says_so_in_one_sentence(small_disk: Path, tmp_path: Path) -> None:
    site = Site(tmp_path / "home", {"DATABASE_URL": f"sqlite:///{small_disk}/db.sqlite3"}).set_up()
    (small_disk / "filler").write_bytes(b"")
    with (small_disk / "filler").open("ab", buffering=0) as filler, pytest.raises(OSError, match="No space"):
        while True:
            filler.write(b"x" * 4096)
    for number in range(200):
        done = site.gongkai("operator", f"wang{number}", "王某")
        if done.returncode:
            break
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert "磁盘空间不够" in done.stderr


def full_file(request: HttpRequest) -> HttpResponse:
    raise OSError(errno.ENOSPC, "No space left on device")


def full_sqlite(request: HttpRequest) -> HttpResponse:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    raise OperationalError("database or disk is full") from error


def full_postgresql(request: HttpRequest) -> HttpResponse:
    cause = RuntimeError("could not extend file")
    cause.sqlstate = "53100"
    raise OperationalError("could not extend file") from cause


urlpatterns = [
    *urls.urlpatterns,
    path("full/file", full_file),
    path("full/sqlite", full_sqlite),
    path("full/postgresql", full_postgresql),
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.django_db
@pytest.mark.parametrize("where", ["file", "sqlite", "postgresql"])
def test_whatever_is_full_it_is_told_from_other_faults(where: str) -> None:
    answer = Client(raise_request_exception=False).get(f"/full/{where}")
    assert answer.status_code == 507
    assert "本站的存储空间已满" in answer.content.decode()


def test_other_faults_are_no_full_disk() -> None:
    assert not is_full(None)
    assert not is_full(OSError(errno.EACCES, "denied"))
    assert not is_full(OperationalError("locked"))


def test_a_file_for_which_there_is_no_space_is_that_error(small_disk: Path, settings) -> None:
    with pytest.raises(OSError, match="No space") as caught:
        FileSystemStorage(small_disk).save("large", ContentFile(b"x" * 10 * 1024 * 1024))
    assert is_full(caught.value)
