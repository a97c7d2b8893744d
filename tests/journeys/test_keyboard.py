"""The counter by keyboard alone: from signing in to the registered case and its slip. The mouse is never used."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import WIDE
from tests.journeys.keys import Keys

pytestmark = pytest.mark.journey


def test_an_application_is_registered_at_the_counter_without_a_mouse(browser: Browser, office: tuple[str, str]) -> None:
    address, password = office
    context = browser.new_context(viewport=WIDE, base_url=address, locale="zh-CN")
    page = context.new_page()
    keys = Keys(page)
    page.goto("/account/sign-in/")
    keys.write("login", "demo-clerk")
    keys.write("password", password)
    keys.press("Enter")
    expect(page).to_have_url(re.compile("/office/$"))
    keys.to("依申请公开")
    keys.press("Enter")
    keys.to("登记到达的申请")
    keys.press("Enter")
    keys.is_on("登记到达的申请")

    keys.to_field("description")
    keys.to("登记到达的申请")
    keys.press("Space")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".error-summary a").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("姓名或者名称")).to_be_focused()
    page.keyboard.type("孙不凡")

    keys.stops.clear()
    keys.choose("identity_kind", "护照")
    keys.write("identity_number", "E12345678")
    keys.write("phone", "13800138000")
    keys.write("description", "2025 年政务服务大厅改造的竣工图")
    keys.choose("form", "电子文档")
    keys.write("summary", "服务大厅改造的竣工图")
    keys.to("登记到达的申请")
    places = [place for _, place in keys.stops]
    assert places == sorted(places), "the focus goes down the page, as one reads"
    keys.press("Enter")

    keys.is_on(re.compile(r"已经登记：\S+-\d+"))
    assert re.fullmatch(r"(\w{4}-){2}\w{4}", page.locator(".code").inner_text())
    number = page.get_by_role("heading", level=1).inner_text().removeprefix("已经登记：")
    keys.to("打开这件申请")
    keys.press("Enter")
    keys.is_on(number)
    expect(page.locator("main")).to_contain_text("孙**")
    context.close()
