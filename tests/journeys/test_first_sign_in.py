"""From a password that someone else gave out to a finished act, and in again with a passkey.

In a real browser, on a site that demands a second factor. axe looks at every page that is passed through.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.cli.test_serve import env_with, free_port, wait_until_ready
from tests.journeys.conftest import PHONE, WIDE
from tests.web.accounts.test_sign_in import code_of

pytestmark = pytest.mark.journey
CHOSEN = "qing-shi-shui-li-7"
SIZES = pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "390"])
_numbers = count(1)
_ENROL = """
import sys, django; django.setup()
from datetime import date
from gongkai.regulation.organs import Kind, Level
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.directory import organ_acts, people_acts
code, by, on = sys.argv[1], CONSOLE, date(2019, 5, 15)
level, kind = Level.COUNTY, Kind.DEPARTMENT
organ = organ_acts.register(by=by, on=on, code=code, name="青石县水利局", level=level, kind=kind)
for role in (Role.HEAD, Role.CLERK):
    user = people_acts.enrol(by=by, on=on, username=f"{role}-{code}", name=role.label, organ=organ)
    people_acts.appoint(user, by=by, on=on, organ=organ, role=role, since=on)
    if role is Role.HEAD:
        print(people_acts.issue_password(user, by=by, on=on))
"""


@pytest.fixture(scope="module")
def env(database: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {**env_with(tmp_path_factory.mktemp("home")), **database}


@pytest.fixture(scope="module")
def real(env: dict[str, str]) -> Iterator[str]:
    """The address of a site that is no demonstration. By its name: passkeys belong to names, not to numbers."""
    port = free_port()
    command = [Path(sys.executable).with_name("gongkai"), "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_until_ready(port, process)
    yield f"http://localhost:{port}"
    process.terminate()
    _, errors = process.communicate(timeout=20)
    assert errors == ""


@pytest.fixture
def organ(env: dict[str, str], real: str) -> tuple[str, str]:
    """An organ with a head and a clerk: its code, and the password that the head was given."""
    code = f"qingshi-{next(_numbers)}"
    settings = {"DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
    command = [sys.executable, "-c", _ENROL, code]
    done = subprocess.run(command, env={**env, **settings}, capture_output=True, text=True, check=True)
    return code, done.stdout.strip()


class Walk:
    """One person's way through the site. Each page is looked at when it is named."""

    def __init__(self, context: BrowserContext, width: int) -> None:
        self.page, self.width, self.wrong, self.said = context.new_page(), width, [], []
        self.page.on("console", lambda message: self.said.append(message.text))

    def look(self, name: str) -> Page:
        found = Axe().run(self.page).response["violations"]
        self.wrong += [(name, one["id"], one["nodes"][0]["html"][:120]) for one in found]
        if self.page.evaluate("document.documentElement.scrollWidth") > self.width:
            self.wrong.append((name, "wider than the screen"))
        if folder := os.environ.get("GONGKAI_PICTURES"):
            self.page.screenshot(path=f"{folder}/{name}-{self.width}.png", full_page=True)
        return self.page

    def send(self, words: str) -> None:
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=words, exact=True).click()

    def sign_in(self, username: str, password: str) -> None:
        self.page.goto("/account/sign-in/")
        self.look("sign-in")
        self.page.get_by_label("账号").fill(username)
        self.page.get_by_label("密码").fill(password)
        self.send("登录")

    def change(self, issued: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text("修改密码")
        self.look("change-password")
        self.page.locator("[name=oldpassword]").fill(issued)
        for name in ("password1", "password2"):
            self.page.locator(f"[name={name}]").fill(CHOSEN)
        self.send("修改密码")
        expect(self.page).to_have_url(re.compile("/account/second-factor/$"))
        self.look("second-factor")

    def confirm(self) -> None:
        """That it is still oneself, before ways of signing in are changed."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text("请确认是您本人")
        self.look("confirm")
        self.page.get_by_label("密码").fill(CHOSEN)
        self.send("确认")

    def set_up_app(self) -> list[str]:
        """With an authenticator app: the recovery codes."""
        self.page.get_by_role("link", name="启用验证器应用").click()
        self.confirm()
        secret = self.look("authenticator-app").locator("code.secret").inner_text()
        self.page.locator("[name=code]").fill(code_of(secret))
        self.send("启用")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("恢复代码")
        return self.look("recovery-codes").locator(".codes li").all_inner_texts()

    def leave(self) -> None:
        self.page.goto("/office/")
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="退出").click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text("已经退出登录")
        self.look("signed-out")


@pytest.fixture
def walks(browser: Browser, real: str) -> Iterator:
    made, contexts = [], []

    def begin(viewport: dict[str, int], **how) -> Walk:
        contexts.append(browser.new_context(base_url=real, locale="zh-CN", viewport=viewport, **how))
        contexts[-1].set_default_timeout(10_000)
        made.append(Walk(contexts[-1], viewport["width"]))
        return made[-1]

    yield begin
    for context in contexts:
        context.close()
    assert [(walk.wrong, walk.said) for walk in made] == [([], [])] * len(made)


@SIZES
def test_from_a_password_given_by_the_head_to_a_finished_act(viewport: dict[str, int], walks, organ) -> None:
    code, password = organ
    head = walks(viewport)
    head.sign_in(f"head-{code}", password)
    head.change(password)
    head.set_up_app()
    head.page.get_by_role("link", name="已经存好，进入办公平台").click()
    head.page.goto(f"/office/people/?q=clerk-{code}")
    head.page.locator("tbody th a").first.click()
    head.look("person")
    head.send("发给新密码")
    issued = head.look("issued-password").locator("code").inner_text()

    clerk = walks(viewport)
    clerk.sign_in(f"clerk-{code}", issued)
    clerk.change(issued)
    codes = clerk.set_up_app()
    assert len(set(codes)) == 10
    with clerk.page.expect_download() as downloaded:
        clerk.page.get_by_role("link", name="下载").click()
    assert Path(downloaded.value.path()).read_text().split() == codes
    clerk.page.get_by_role("link", name="已经存好，进入办公平台").click()
    expect(clerk.look("desk").get_by_role("heading", level=1)).to_be_visible()
    clerk.page.goto(f"/office/organs/{code}/")
    clerk.look("organ").get_by_role("link", name="更新公开机构联系方式").click()
    clerk.look("act").get_by_label("联系电话").fill("0370-2211000")
    clerk.send("更新公开机构联系方式")
    expect(clerk.look("done").locator(".timeline li").first).to_contain_text("更新公开机构联系方式")
    expect(clerk.page.locator(".timeline li").first).to_contain_text("收件人员")

    clerk.leave()
    clerk.sign_in(f"clerk-{code}", CHOSEN)
    expect(clerk.look("second-step").get_by_role("heading", level=1)).to_have_text("第二道验证")
    clerk.page.locator("[name=code]").fill(codes[0])
    clerk.send("登录")
    expect(clerk.page).to_have_url(re.compile("/office/$"))
    clerk.page.goto("/office/me/")
    expect(clerk.look("me").locator("main")).to_contain_text("青石县水利局：收件人员")


@SIZES
def test_the_same_without_script_up_to_the_desk(viewport: dict[str, int], browser: Browser, real: str, organ) -> None:
    code, password = organ
    context = browser.new_context(base_url=real, locale="zh-CN", viewport=viewport, java_script_enabled=False)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/account/sign-in/")
    assert "您的浏览器没有运行脚本" in page.content()
    page.get_by_label("账号").fill(f"head-{code}")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()
    page.locator("[name=oldpassword]").fill(password)
    for name in ("password1", "password2"):
        page.locator(f"[name={name}]").fill(CHOSEN)
    page.locator("main").get_by_role("button", name="修改密码").click()
    page.get_by_role("link", name="启用验证器应用").click()
    page.get_by_label("密码").fill(CHOSEN)
    page.get_by_role("button", name="确认").click()
    page.locator("[name=code]").fill(code_of(page.locator("code.secret").inner_text()))
    page.get_by_role("button", name="启用").click()
    page.get_by_role("link", name="已经存好，进入办公平台").click()
    expect(page).to_have_url(re.compile("/office/$"))
    context.close()


@SIZES
def test_a_passkey_is_added_and_opens_alone(viewport: dict[str, int], walks, organ) -> None:
    code, password = organ
    walk = walks(viewport)
    devices = walk.page.context.new_cdp_session(walk.page)
    devices.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
    walk.sign_in(f"head-{code}", password)
    walk.change(password)
    walk.page.get_by_role("link", name="添加密钥").click()
    walk.confirm()
    expect(walk.look("add-passkey").get_by_label("用作通行密钥")).to_be_checked()
    walk.send("添加")
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("恢复代码")
    (credential,) = devices.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    assert (credential["rpId"], credential["isResidentCredential"]) == ("localhost", True)
    walk.page.goto("/account/second-factor/webauthn/")
    expect(walk.look("passkeys").locator(".keys li")).to_contain_text("通行密钥")
    walk.leave()
    walk.page.get_by_role("link", name="重新登录").click()
    walk.send("使用通行密钥登录")
    expect(walk.page).to_have_url(re.compile("/office/$"))
    walk.leave()

    devices.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    walk.page.goto("/account/sign-in/")
    walk.page.get_by_role("button", name="使用通行密钥登录").click()
    expect(walk.page.locator("#passkey-trouble")).to_be_visible()
    walk.look("passkey-trouble")
