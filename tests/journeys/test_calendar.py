"""Calendar and settings in a real browser: a notice from its paper to the year that everyone sees, by two people; and a
choice that the law leaves open."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.cli.test_serve import env_with, free_port, wait_until_ready
from tests.journeys.conftest import PHONE, WIDE
from tests.regulation.holiday_papers import OF_2027

pytestmark = pytest.mark.journey
DAY = "2026-11-10"
HOME = "/office/settings/kaifeng-zhengwufuwu/"


@pytest.fixture(scope="module")
def office(database: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a demonstration on a day in November 2026, and the password of its accounts."""
    port, home = free_port(), tmp_path_factory.mktemp("calendar")
    printed = home / "printed"
    with printed.open("w") as file:
        command = [Path(sys.executable).with_name("gongkai"), "demo", "--port", str(port)]
        env = {**env_with(home), **database, "GONGKAI_TODAY": DAY}
        process = subprocess.Popen(command, env=env, stdout=file, stderr=subprocess.PIPE, text=True)
        wait_until_ready(port, process)
        password = re.search(r"密码都是 (\S+?)）", printed.read_text("utf-8"))
        assert password is not None
        yield f"http://127.0.0.1:{port}", password[1]
        process.terminate()
        process.communicate(timeout=20)


def entered(browser: Browser, office: tuple[str, str], who: str, **how) -> BrowserContext:
    """A context in which that person has signed in."""
    address, password = office
    context = browser.new_context(base_url=address, locale="zh-CN", **how)
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.locator("[name=login]").fill(who)
    page.locator("[name=password]").fill(password)
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/office/$"))
    page.close()
    return context


def looked_at(page: Page, name: str) -> list[object]:
    """What is wrong with the page for people and screens, in both widths."""
    wrong: list[object] = []
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        wrong += [(name, one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            wrong.append((name, size["width"], "wider than the screen"))
        if folder := os.environ.get("GONGKAI_PICTURES"):
            page.screenshot(path=f"{folder}/{name}-{size['width']}.png", full_page=True)
    page.set_viewport_size(WIDE)
    return wrong


def test_a_notice_is_entered_by_one_confirmed_by_another_and_seen_by_all(browser: Browser, office) -> None:
    operator = entered(browser, office, "demo-operator", viewport=WIDE)
    page = operator.new_page()
    page.goto("/office/memberships/appoint/")
    page.get_by_label("人员").select_option("demo-head")
    page.get_by_label("机关").select_option("henan")
    page.get_by_label("岗位").select_option("head")
    page.get_by_label("自", exact=True).fill(DAY)
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("status").first).to_contain_text("已经办理")

    page.goto("/office/calendar/2027/")
    wrong = looked_at(page, "provisional")
    page.get_by_role("link", name="登记放假通知").click()
    page.get_by_label("通知全文").fill(OF_2027.replace("共7天。2月14日", "共8天。2月14日"))
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_role("alert")).to_contain_text("“春节”写明共 8 天")
    wrong += looked_at(page, "refused")
    page.get_by_label("通知全文").fill(OF_2027)
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_role("row", name="春节")).to_contain_text(
        re.compile("2027-02-05（周五）.*2027-02-11（周四）", re.DOTALL)
    )
    wrong += looked_at(page, "read")
    page.get_by_role("button", name="安排无误，登记").click()
    expect(page.get_by_role("status").first).to_contain_text("等待另一人确认")
    wrong += looked_at(page, "notice")
    notice = page.url
    page.goto(f"{notice}confirm/")
    page.get_by_role("button", name="确认放假通知").click()
    expect(page.get_by_role("alert")).to_contain_text("登记人以外的另一人")
    operator.close()

    head = entered(browser, office, "demo-head", viewport=WIDE)
    page = head.new_page()
    page.goto("/office/")
    page.get_by_role("link", name=re.compile("2027年放假通知")).first.click()
    expect(page).to_have_url(notice)
    page.get_by_role("link", name="确认放假通知").click()
    wrong += looked_at(page, "confirm")
    page.get_by_role("button", name="确认放假通知").click()
    expect(page.locator("h1")).to_contain_text("已生效")
    page.goto("/office/calendar/2027/")
    expect(page.locator("main")).to_contain_text("国办发明电〔2026〕9号")
    wrong += looked_at(page, "year")
    page.goto("/office/holiday-notices/2027-1/moves/application/")
    wrong += looked_at(page, "moves")
    head.close()

    visitor = browser.new_context(base_url=office[0], locale="zh-CN", java_script_enabled=False).new_page()
    visitor.goto("/calendar/2027/")
    expect(visitor.locator("main")).to_contain_text("国办发明电〔2026〕9号")
    visitor.context.close()
    page = browser.new_context(base_url=office[0], locale="zh-CN").new_page()
    page.goto("/calendar/2026/")
    wrong += looked_at(page, "public")
    page.context.close()
    assert wrong == []


def test_a_choice_is_looked_at_before_it_is_saved(browser: Browser, office) -> None:
    head = entered(browser, office, "demo-head", viewport=WIDE)
    page = head.new_page()
    page.goto("/office/settings/")
    wrong = looked_at(page, "settings-list")
    page.get_by_role("link", name=re.compile("开封市政务服务和大数据管理局")).click()
    expect(page).to_have_url(re.compile(HOME))
    wrong += looked_at(page, "settings")
    page.get_by_role("link", name="修改办理口径").click()
    wrong += looked_at(page, "change")
    page.get_by_label("补正的合理期限").select_option("10")
    page.get_by_role("button", name="下一步：核对改动").click()
    expect(page.get_by_role("row", name="补正的合理期限")).to_contain_text("10个工作日")
    wrong += looked_at(page, "differences")
    page.get_by_role("button", name="核对无误，保存").click()
    expect(page.get_by_role("status").first).to_contain_text(f"自 {DAY} 起生效")
    expect(page.locator("main")).to_contain_text(f"自 {DAY} 自设")
    head.close()
    assert wrong == []
