"""The work on a case in a real browser: a letter with its act, severing with the mouse, signing on a phone."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gongkai.papers.letters.elements import Paragraph, Title
from gongkai.papers.writers.pdf import set_elements
from tests.journeys.conftest import PHONE, WIDE

pytestmark = pytest.mark.journey
_CASE = re.compile(r"/office/applications/[0-9a-f-]{36}/$")
_COVERED = "13800138000"


def signed_in(browser: Browser, office: tuple[str, str], who: str, **how) -> BrowserContext:
    address, password = office
    context = browser.new_context(base_url=address, locale="zh-CN", **how)
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.locator("[name=login]").fill(who)
    page.locator("[name=password]").fill(password)
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/office/$"))
    return context


def first_case(page: Page, query: str) -> str:
    page.goto(f"/office/applications/?{query}")
    found = [link.get_attribute("href") or "" for link in page.locator("main tbody a").all()]
    return next(href for href in found if _CASE.search(href))


def accessible(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_correction_and_its_letter_are_done_in_one_go(browser: Browser, office: tuple[str, str]) -> None:
    context = signed_in(browser, office, "demo-handler", viewport=WIDE)
    page = context.new_page()
    case = first_case(page, "state=handling&sort=due_on")
    page.goto(f"{case}request_correction/")
    for field, text in (("unclear", "请写明年度"), ("guidance", "可以写明文号"), ("contact", "公开科，0371-00000000")):
        page.locator(f"[name=letter_{field}]").fill(text)
    page.locator("[name=workdays]").fill("10")
    page.get_by_role("button", name="告知补正").click()
    expect(page.locator(".paper")).to_contain_text("自收到本告知书之日起10个工作日内")
    accessible(page)
    page.get_by_role("button", name="确认告知补正").click()
    expect(page.locator("#papers + ul")).to_contain_text("补正告知书")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    assert Path(download.value.path()).read_bytes()[:5] == b"%PDF-"
    context.close()


def test_boxes_are_drawn_and_the_proven_copy_is_kept(browser: Browser, office: tuple[str, str], tmp_path: Path) -> None:
    file = tmp_path / "鉴定书.pdf"
    file.write_bytes(set_elements([Title("鉴定书"), Paragraph(f"联系电话{_COVERED}。")], title="鉴定书"))
    context = signed_in(browser, office, "demo-handler", viewport=WIDE)
    page = context.new_page()
    case = first_case(page, "state=handling&sort=-due_on")
    page.goto(f"{case}attach_redaction/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传并打开").click()
    image = page.locator(".sheet img").first
    expect(image).to_be_visible()
    expect(page.locator("[name=box0_note]")).to_have_value("手机号码")
    expect(image).to_have_js_property("complete", True)
    image.scroll_into_view_if_needed()
    edge = image.bounding_box()
    page.mouse.move(edge["x"] + 60, edge["y"] + 80)
    page.mouse.down()
    page.mouse.move(edge["x"] + 260, edge["y"] + 130)
    page.mouse.up()
    expect(page.locator("[name=box1_page]")).to_have_value("1")
    expect(page.locator(".box")).to_have_count(2)
    accessible(page)
    page.get_by_role("button", name="遮挡并复核").click()
    expect(page.get_by_role("status").first).to_contain_text("没有留下被遮挡的内容")
    expect(page.locator("#papers + ul")).to_contain_text("遮挡后的复制件")
    context.close()


def test_a_leader_signs_on_a_phone(browser: Browser, office: tuple[str, str]) -> None:
    handler = signed_in(browser, office, "demo-leader", viewport=PHONE)
    page = handler.new_page()
    case = first_case(page, "waits_for=leader")
    page.goto(f"{case}decide/")
    expect(page.get_by_role("link", name="退回修改")).to_be_visible()
    accessible(page)
    for field, text in (("contact", "公开科，0371-00000000"), ("how_supplied", "邮寄")):
        if page.locator(f"[name=letter_{field}]").is_visible():
            page.locator(f"[name=letter_{field}]").fill(text)
    page.locator(".signing button").click()
    confirm = page.get_by_role("button", name="确认作出决定")
    expect(confirm).to_be_visible()
    expect(page.locator(".paper")).to_contain_text("公开科")
    confirm.click()
    expect(page).to_have_url(_CASE)
    expect(page.locator("#papers + ul")).to_contain_text("〔")
    handler.close()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "390"])
def test_the_pages_of_the_work_are_accessible(
    browser: Browser, office: tuple[str, str], viewport: dict[str, int]
) -> None:
    context = signed_in(browser, office, "demo-head", viewport=viewport)
    page = context.new_page()
    case = first_case(page, "state=handling")
    for address in (case, f"{case}related/", f"{case}make_letter/", "/office/organs/kaifeng-zhengwufuwu/templates/"):
        page.goto(address)
        accessible(page)
    context.close()
