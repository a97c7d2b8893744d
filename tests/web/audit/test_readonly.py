"""While the site is read-only it is read as always, and nothing is written by any door."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse

from gongkai.web.accounts.models import User
from gongkai.web.audit import middleware, readonly
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.errors import ReadOnly
from gongkai.web.audit.models import AuditRow, Event
from gongkai.web.directory import organ_acts
from gongkai.web.organs.models import Organ
from tests.web.directory.conftest import DAY
from tests.web.page import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_home_of_its_own(settings, tmp_path: Path):
    settings.HOME, settings.MFA_REQUIRED, settings.TODAY = tmp_path, False, DAY


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client


def counts() -> tuple[int, int]:
    return Event.objects.count(), AuditRow.objects.count()


def test_an_act_is_refused_wherever_it_comes_from_and_leaves_no_row(water: Organ) -> None:
    before = counts()
    with readonly.during("正在升级"), pytest.raises(ReadOnly, match="暂时只能查看，不能办理：正在升级"):
        organ_acts.rename(water, by=CONSOLE, on=DAY, name="青石县水务局")
    assert counts() == before
    organ_acts.rename(water, by=CONSOLE, on=DAY, name="青石县水务局")
    assert counts() == (before[0] + 1, before[1] + 1)


def test_a_form_is_refused_with_a_page_and_reading_goes_on_under_a_banner(desk: Client, water: Organ) -> None:
    address = reverse("directory:rename", args=[water.code])
    assert "只能查看" not in page_of(desk.get(address)).text
    readonly.turn_on("正在升级")
    answer = desk.post(address, {"name": "青石县水务局"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    assert "暂时只能查看，不能办理：正在升级。这次提交没有生效" in page_of(answer).text
    for shown in (address, "/office/", "/office/organs/", f"/office/organs/{water.code}/"):
        page = page_of(desk.get(shown))
        assert "本站现在只能查看，不能办理：正在升级。" in page.text
    assert desk.get("/").status_code == 200
    readonly.turn_off()
    assert "只能查看" not in page_of(desk.get(address)).text


def test_what_makes_no_record_goes_on(client: Client) -> None:
    readonly.turn_on("正在升级")
    assert client.post("/reports/try/", {"text": "x"}).status_code != 503
    assert client.post(reverse("account_login"), {"login": "nobody", "password": "x"}).status_code == 200
    assert client.post("/nowhere/").status_code == 503


@pytest.mark.parametrize("name", sorted(middleware._KEEPS_NO_RECORD))
def test_every_exception_is_an_address_of_the_site(name: str) -> None:
    try:
        assert reverse(name)
    except NoReverseMatch:
        pytest.fail(f"{name} is the name of no address")


def test_it_is_said_to_whoever_supervises_the_process(client: Client) -> None:
    assert client.get("/readyz").content == b"ok\n"
    readonly.turn_on("正在升级")
    assert (client.get("/readyz").status_code, client.get("/readyz").content) == (200, b"ok, read-only\n")


def test_it_is_kept_by_a_file_that_counts_even_where_it_cannot_be_read(settings) -> None:
    assert readonly.state() is None
    (settings.HOME / "read-only.json").write_text("{")
    assert readonly.state() == readonly.Switched("")
    readonly.turn_on("系统维护")
    assert readonly.state().why == "系统维护"
    assert readonly.state().since_moment is not None
    readonly.turn_off()
    readonly.turn_off()
    assert readonly.state() is None


def test_a_block_leaves_it_as_it_was_before() -> None:
    with pytest.raises(RuntimeError), readonly.during("正在升级"):
        raise RuntimeError
    assert readonly.state() is None
    readonly.turn_on("停机维护")
    with readonly.during("正在升级"):
        assert readonly.state().why == "停机维护"
    assert readonly.state().why == "停机维护"


def test_the_environment_holds_it_and_the_command_says_so(settings) -> None:
    settings.READ_ONLY = True
    assert readonly.state().why == "由运行环境设定（GONGKAI_READ_ONLY）"
    with pytest.raises(CommandError, match="GONGKAI_READ_ONLY"):
        call_command("readonly", "off")


def test_the_command_turns_it_on_and_off(capsys) -> None:
    call_command("readonly", "on", "--why", "搬迁机房")
    assert readonly.state().why == "搬迁机房"
    call_command("readonly", "off")
    assert capsys.readouterr().out.splitlines() == ["本站现在只能查看：搬迁机房。", "本站现在可以办理。"]
