"""The office in a real browser: every page at two widths and in both schemes, keyboard in lists, and without script."""

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import PHONE, WIDE

pytestmark = pytest.mark.journey
PAGES = (
    "/office/",
    "/office/lists/",
    "/office/search/?q=%E5%BC%80%E5%B0%81",
    "/office/notices/",
    "/office/ui/",
    "/office/organs/",
    "/office/people/?sort=-username",
    "/office/memberships/",
    "/office/substitutions/",
    "/office/looks/",
    "/office/organs/kaifeng-zhengwufuwu/",
    "/office/organs/kaifeng-zhengwufuwu/rename/",
    "/office/intake/",
    "/office/status/",
)


def entered(browser: Browser, office: tuple[str, str], *, user: str = "demo-operator", **how) -> BrowserContext:
    """A context in which someone of the demonstration has signed in."""
    address, password = office
    context = browser.new_context(base_url=address, locale="zh-CN", **how)
    page = context.new_page()
    page.goto("/account/sign-in/")
    page.locator("[name=login]").fill(user)
    page.locator("[name=password]").fill(password)
    page.locator("main button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"/office/$"))
    return context


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "390"])
def test_every_page_is_accessible_fits_the_screen_and_breaks_no_policy(
    browser: Browser, office: tuple[str, str], viewport: dict[str, int], scheme: str
) -> None:
    context = entered(browser, office, viewport=viewport, color_scheme=scheme)
    page, said, wrong = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    for address in PAGES:
        page.goto(address)
        wrong += [(address, one["id"]) for one in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > viewport["width"]:
            wrong.append((address, "wider than the screen"))
        if folder := os.environ.get("GONGKAI_PICTURES"):
            name = re.sub(r"\W+", "-", address).strip("-")
            page.screenshot(path=f"{folder}/{name}-{viewport['width']}-{scheme}.png")
    context.close()
    assert wrong == []
    assert said == []


def test_the_keyboard_walks_through_a_list_and_opens_a_row(browser: Browser, office: tuple[str, str]) -> None:
    context = entered(browser, office, viewport=WIDE)
    page = context.new_page()
    page.goto("/office/organs/")
    for key in "jjk":
        page.keyboard.press(key)
    expect(page.locator("tr.chosen")).to_contain_text("河南省人民政府")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("河南省人民政府")
    page.go_back()
    page.keyboard.press("/")
    page.keyboard.type("kaifeng")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"q=kaifeng"))
    context.close()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["1280", "390"])
def test_an_act_is_done_without_script(browser: Browser, office: tuple[str, str], viewport: dict[str, int]) -> None:
    context = entered(browser, office, viewport=viewport, java_script_enabled=False)
    page: Page = context.new_page()
    page.goto("/office/organs/?q=minquan-gaoxin")
    page.locator("tbody th a").first.click()
    page.get_by_role("link", name="更新公开机构联系方式").click()
    page.get_by_label("电话").fill("0370-0000000")
    page.locator("main button[type=submit]").first.click()
    expect(page.get_by_role("status").first).to_contain_text("已经办理")
    expect(page.locator(".timeline li").first).to_contain_text("更新公开机构联系方式")
    context.close()


_DROP = """(box) => {
  const taken = new DataTransfer();
  for (let number = 1; number <= 7; number++) taken.items.add(new File(["a".repeat(2048)], `材料${number}.pdf`));
  box.dispatchEvent(new DragEvent("drop", { dataTransfer: taken, bubbles: true, cancelable: true }));
}"""


def test_files_are_dropped_on_their_field_and_a_large_one_is_said_at_once(
    browser: Browser, office: tuple[str, str]
) -> None:
    context = entered(browser, office, viewport=WIDE)
    page = context.new_page()
    page.goto("/office/ui/")
    box, lines = page.locator("[data-upload]"), page.locator(".upload-list li")
    box.evaluate(_DROP)
    expect(lines).to_have_count(5)
    expect(lines.first).to_have_text("材料1.pdf2 KB")
    large = {"name": "很大的说明.txt", "mimeType": "text/plain", "buffer": b"a" * (21 * 2**20)}
    page.get_by_label("证明材料").set_input_files([large])
    expect(lines).to_have_count(1)
    expect(lines.first).to_contain_text("超过 20.0 MB，不能提交。请缩小后重新选择。")
    context.close()


def test_the_field_for_files_works_without_script(browser: Browser, office: tuple[str, str]) -> None:
    context = entered(browser, office, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto("/office/ui/")
    expect(page.get_by_label("证明材料")).to_be_visible()
    expect(page.get_by_text("也可以把文件拖到这里")).to_be_hidden()
    page.get_by_text("可以收的文件和大小").click()
    expect(page.get_by_text("每个不超过 200 MB：PDF 文件")).to_be_visible()
    context.close()
