"""From the wish for some information to an answer: the applicant's way, and that of a party that was asked."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.test_office import entered

pytestmark = pytest.mark.journey

_SECONDS_OF_A_PERSON = 3_000


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "证件.png"
    Image.new("RGB", (400, 250), "white").save(path)
    return path


@pytest.fixture(params=[WIDE, PHONE], ids=["1280", "390"])
def scripted(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A visitor whose browser runs scripts."""
    context = browser.new_context(viewport=request.param, base_url=site, locale="zh-CN")
    yield context
    context.close()


def begin(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="申请公开").click()
    page.get_by_label("机关名称").fill("社会事业局")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="郑州市郑东新区社会事业局").click()
    page.get_by_role("button", name="公民申请").click()


def fill(page: Page) -> None:
    page.get_by_label("姓名").fill("沈不凡")
    page.get_by_label("证件号码").fill("11010519491231002X")
    page.get_by_label("电话").fill("13800138000")
    page.get_by_label("要什么信息").fill("2023 年义务教育阶段招生计划的批复")


def check(page: Page) -> None:
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("核对并提交")


def send(page: Page) -> tuple[str, str]:
    """Number and code."""
    page.wait_for_timeout(_SECONDS_OF_A_PERSON)
    page.get_by_role("button", name="提交申请").click()
    return page.locator("#number").inner_text().strip(), page.locator("#code").inner_text().strip()


def track(page: Page, number: str, code: str) -> None:
    page.goto("/track/")
    page.get_by_label("编号", exact=True).fill(number)
    page.get_by_label("查询码", exact=True).fill(code)
    page.get_by_role("button", name="查询", exact=True).click()


def test_a_citizen_applies_without_script_and_takes_the_draft_up_again(page: Page, picture: Path) -> None:
    begin(page)
    page.get_by_role("button", name="下一步：核对").click()
    expect(page.get_by_role("alert")).to_contain_text("请填写姓名")
    page.get_by_role("alert").get_by_role("link", name=re.compile("请填写姓名")).click()
    expect(page.get_by_label("姓名")).to_be_in_viewport()
    fill(page)
    page.get_by_label("身份证明的照片或者扫描件").set_input_files(picture)
    page.get_by_role("button", name="保存，以后再填").click()
    expect(page.get_by_role("status")).to_contain_text("已经保存")

    page.goto("/apply/")
    page.get_by_role("link", name="接着填写").click()
    expect(page.get_by_label("姓名")).to_have_value("沈不凡")
    expect(page.locator(".upload-kept")).to_contain_text("证件.png")
    check(page)
    number, code = send(page)
    assert re.search(r"\d{4}-\d+$", number)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载申请表（PDF）").click()
    assert number in download.value.suggested_filename
    page.get_by_role("button", name="我已记下，确认收到").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("收到已经确认")

    track(page, number, "AAAA-BBBB-CCCC")
    expect(page.get_by_role("alert")).to_contain_text("对不上")
    track(page, number, code.lower())
    expect(page.locator("#answer")).to_contain_text("答复")
    expect(page.locator(".months table").first).to_be_visible()
    expect(page.locator(".papers")).to_contain_text("证件.png")
    page.get_by_role("link", name="撤回申请").click()
    page.get_by_label("我要撤回这件申请").check()
    page.get_by_role("button", name="撤回申请").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("申请人已撤回")


def test_going_back_and_sending_again_makes_no_second_application(page: Page) -> None:
    begin(page)
    fill(page)
    check(page)
    number, _ = send(page)
    page.go_back()
    again = page.get_by_role("button", name="提交申请")
    expect(again.or_(page.locator("#number"))).to_be_visible()
    if again.is_visible():
        again.click()
    expect(page.locator("#number")).to_have_text(number)


def test_with_script_what_is_published_shows_while_one_types(scripted: BrowserContext) -> None:
    page = scripted.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    begin(page)
    page.get_by_label("要什么信息").press_sequentially("2023年政府信息公开年度报告")
    expect(page.locator(".found")).to_contain_text("2023 年政府信息公开工作年度报告")
    assert complaints == []


def test_axe_finds_nothing_serious_on_any_page_of_the_way(scripted: BrowserContext) -> None:
    page, axe, found = scripted.new_page(), Axe(), {}

    def look(name: str) -> None:
        violations = axe.run(page).response["violations"]
        heavy = [(v["id"], v["nodes"][0]["html"]) for v in violations if v["impact"] in ("serious", "critical")]
        if heavy:
            found[name] = heavy
        usual = page.viewport_size
        for width in (usual["width"], 640, 320):  # 1280 px at 200 % and at 400 %
            page.set_viewport_size({**usual, "width": width})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        page.set_viewport_size(usual)

    page.goto("/apply/")
    look("start")
    begin(page)
    look("form")
    page.get_by_role("button", name="下一步：核对").click()
    look("form with faults")
    fill(page)
    check(page)
    look("check")
    number, code = send(page)
    look("receipt")
    page.get_by_role("button", name="我已记下，确认收到").click()
    look("confirmed")
    page.goto("/track/")
    look("door")
    track(page, number, code)
    look("case")
    page.get_by_role("link", name="撤回申请").click()
    look("withdraw")
    page.goto("/reply/")
    look("reply")
    assert found == {}


def test_it_can_be_applied_with_the_keyboard_alone(page: Page) -> None:
    begin(page)
    page.get_by_label("姓名").focus()
    for words in ("沈不凡", None, "11010519491231002X", None, "13800138000"):
        if words:
            page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.get_by_label("要什么信息").focus()
    page.keyboard.type("2023 年义务教育阶段招生计划的批复")
    page.get_by_label("文号").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("核对并提交")


def someone(browser: Browser, office: tuple[str, str], size: dict[str, int]) -> Page:
    """A visitor without script, at the demonstration whose staff can be signed in too."""
    return browser.new_context(viewport=size, base_url=office[0], locale="zh-CN", java_script_enabled=False).new_page()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1280", "390"])
def test_a_citizen_corrects_what_the_office_asks_him_to(
    browser: Browser, office: tuple[str, str], size: dict[str, int]
) -> None:
    citizen = someone(browser, office, size)
    citizen.goto("/apply/?organ=kaifeng-zhengwufuwu")
    citizen.get_by_role("button", name="公民申请").click()
    fill(citizen)
    check(citizen)
    number, code = send(citizen)
    citizen.get_by_role("button", name="我已记下，确认收到").click()

    staff = entered(browser, office, viewport=WIDE, user="demo-handler").new_page()
    staff.goto(f"/office/applications/?q={number}")
    staff.get_by_role("link", name=number).first.click()
    staff.goto(f"{staff.url.partition('?')[0]}request_correction/")
    for words in staff.locator("main form textarea:not([disabled])").all():
        if not words.input_value():
            words.fill("请写明要哪一年、哪个学段的招生计划。")
    staff.locator("main form button[type=submit]").first.click()
    expect(staff.locator(".paper")).to_contain_text("15个工作日内")
    staff.get_by_role("button", name=re.compile("^确认")).click()
    expect(staff.get_by_role("status").first).to_be_visible()

    track(citizen, number, code)
    expect(citizen.get_by_role("heading", name=re.compile("以前补正"))).to_be_visible()
    citizen.get_by_role("link", name="补正申请").click()
    expect(citizen.get_by_label("要什么信息")).to_have_value("2023 年义务教育阶段招生计划的批复")
    citizen.get_by_label("要什么信息").fill("2023 年秋季义务教育阶段招生计划的批复文件")
    citizen.get_by_role("button", name="提交").click()
    expect(citizen.get_by_role("status")).to_contain_text("补正已经提交")
    expect(citizen.locator(".course")).to_contain_text("收到您的补正")
    staff.reload()
    staff.goto(f"/office/applications/?q={number}")
    staff.get_by_role("link", name=number).first.click()
    expect(staff.locator("main")).to_contain_text("2023 年秋季义务教育阶段招生计划的批复文件")
    staff.context.close()
    citizen.context.close()


def test_a_third_party_objects_by_the_code_in_its_letter(browser: Browser, office: tuple[str, str]) -> None:
    staff = entered(browser, office, viewport=WIDE, user="demo-handler").new_page()
    staff.goto("/office/applications/?waits_for=others")
    rows = staff.locator("main tbody th a")
    for address in [rows.nth(place).get_attribute("href") for place in range(rows.count())]:
        staff.goto(address)
        if "第三方1" in staff.locator("main").inner_text():
            break
    staff.get_by_role("link", name=re.compile("答复码")).click()
    number = staff.locator("main strong").nth(1).inner_text()
    staff.get_by_role("button", name="显示答复码").click()
    code = staff.locator("td strong").first.inner_text()

    party = someone(browser, office, PHONE)
    party.goto("/reply/")
    party.get_by_label("编号", exact=True).fill(number)
    party.get_by_label("答复码", exact=True).fill("AAAA-BBBB-CCCC")
    party.get_by_role("button", name="打开").click()
    expect(party.get_by_role("alert")).to_contain_text("对不上")
    party.get_by_label("答复码", exact=True).fill(code)
    party.get_by_role("button", name="打开").click()
    expect(party.locator("main")).to_contain_text("15 个工作日")
    party.get_by_label("不同意公开").check()
    party.get_by_label("答复人").fill("虚构甲建设有限公司")
    party.get_by_role("button", name="提交意见").click()
    expect(party.get_by_role("alert")).to_contain_text("请写明理由")
    party.get_by_label("理由").fill("合同报价属于商业秘密")
    party.get_by_role("button", name="提交意见").click()
    expect(party.get_by_role("status")).to_contain_text("不同意公开")

    staff.goto(address)
    expect(staff.locator("section[aria-labelledby=letters]")).to_contain_text("已答复")
    expect(staff.locator("section[aria-labelledby=timeline]")).to_contain_text("合同报价属于商业秘密")
    staff.context.close()
    party.context.close()
