"""A visitor's whole way, with no script in the browser: with a mouse, and with the keyboard alone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.annual_report.papers import Paper, tabs
from tests.web.factories import EIGHT_APPLICATIONS

pytestmark = pytest.mark.journey


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A paper with one remark in a cell, so that it has a finding."""
    cells = {**EIGHT_APPLICATIONS, "table2.normative_documents.in_force": "22（其中修订16件）"}
    path = tmp_path / "水利局2024.txt"
    path.write_bytes(Paper(cells=cells).text(tabs).encode("gb18030"))
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "便条.txt"
    path.write_text("明天上午九点开会，请带上材料。", encoding="utf-8")
    return path


def test_it_leads_from_home_to_a_report_and_its_data(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="查看年度报告").click()
    page.get_by_label("年度", exact=True).select_option("2023")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="郑州市郑东新区社会事业局").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("郑州市郑东新区社会事业局 2023 年")
    page.get_by_role("navigation", name="本页内容").get_by_role(
        "link", name="三、收到和处理政府信息公开申请情况"
    ).click()
    expect(page.locator("#section-3 table.form")).to_be_in_viewport()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 CSV").click()
    assert download.value.suggested_filename == "zhengdong-shehuishiye-2023.csv"


def test_it_leads_from_a_report_to_its_finding_and_back(page: Page) -> None:
    page.goto("/reports/")
    page.get_by_role("link", name="河南三门峡经济开发区管理委员会").click()
    mark = page.locator("th.marked a.mark").first
    mark.click()
    finding = page.locator(".finding:target")
    expect(finding).to_be_in_viewport()
    expect(finding).to_contain_text("本年度止件数")
    expect(finding).to_contain_text("依据：《")
    finding.get_by_role("link", name="回到标记处").click()
    expect(mark).to_be_in_viewport()


def test_it_leads_through_trying_a_bad_file_and_a_good_one(page: Page, good: Path, bad: Path) -> None:
    page.goto("/")
    page.get_by_role("link", name="试读报告").click()
    page.get_by_label("选择文件").set_input_files(bad)
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_role("alert")).to_contain_text("没有读成")
    expect(page.locator("#file-error")).to_be_visible()
    page.get_by_label("选择文件").set_input_files(good)
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("青石县水利局")

    mark = page.locator("td.marked a.mark").first
    mark.click()
    finding = page.locator(".finding:target")
    expect(finding).to_be_in_viewport()
    expect(finding).to_contain_text("22（其中修订16件）")
    finding.get_by_role("link", name="回到标记处").click()
    expect(mark).to_be_in_viewport()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 JSON").click()
    assert download.value.suggested_filename == "tried-report.json"


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says these words."""
    for _ in range(150):
        page.keyboard.press("Tab")
        element = "document.activeElement"
        said = page.evaluate(f"{element} === document.body ? '' : ({element}.labels?.[0] ?? {element}).innerText")
        if said.strip().startswith(words):
            assert page.evaluate(f"{element}.matches(':focus-visible')")
            assert page.evaluate(f"parseFloat(getComputedStyle({element}).outlineWidth)") >= 2
            return
    pytest.fail(f"the keyboard never reaches “{words}”")


def test_it_can_be_done_with_the_keyboard_alone(page: Page, good: Path, bad: Path) -> None:
    page.on("filechooser", lambda _: None)  # from here on the browser hands its choosers over
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "跳到正文"
    page.keyboard.press("Enter")
    tab_to(page, "查看年度报告")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/reports/$"))
    tab_to(page, "开封市政务服务和大数据管理局")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("开封市政务服务和大数据管理局")
    tab_to(page, "办理结果：数字和比例")
    page.keyboard.press("Enter")
    expect(page.locator("details[open] table")).to_be_visible()

    page.goto("/reports/try/")
    tab_to(page, "选择文件")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(bad)
    tab_to(page, "读取并核对")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    tab_to(page, "选择文件")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(good)
    tab_to(page, "读取并核对")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("青石县水利局")
    tab_to(page, "提醒")
    page.keyboard.press("Enter")
    expect(page.locator(".finding:target")).to_be_in_viewport()


def test_it_tells_of_a_file_that_is_too_large_in_a_sentence(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "扫描件.txt"
    large.write_bytes(b"0" * 20_000_000)
    page.goto("/reports/try/")
    page.get_by_label("选择文件").set_input_files(large)
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("文件太大")
