"""Two people at two browsers on one case, at the same moment: one wins, the other is told and keeps what he typed."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.test_work import first_case, signed_in

pytestmark = pytest.mark.journey
FIRST, SECOND = "政务服务大厅改造工程的验收材料", "大厅改造的竣工验收鉴定书和工程决算"


def written(page: Page, case: str, summary: str) -> None:
    """The form, filled in and not yet sent."""
    page.goto(f"{case}set_summary/")
    page.get_by_label("内容摘要").fill(summary)


def test_of_two_one_wins_and_the_other_is_told_and_loses_nothing(browser: Browser, office: tuple[str, str]) -> None:
    clerk = signed_in(browser, office, "demo-clerk", viewport=WIDE)
    handler = signed_in(browser, office, "demo-handler", viewport=PHONE)
    one, other = clerk.new_page(), handler.new_page()
    case = first_case(one, "state=handling&sort=due_on")
    written(one, case, FIRST)
    written(other, case, SECOND)
    one.get_by_role("button", name="修改内容摘要").click()
    expect(one.get_by_role("status").first).to_contain_text("已经办理")

    other.get_by_role("button", name="修改内容摘要").click()
    told = other.get_by_role("alert")
    expect(told).to_contain_text("已经由他人（或者您在另一窗口）办理过，这次提交没有生效。请重新打开页面")
    expect(told).to_be_focused()
    expect(other.get_by_label("内容摘要")).to_have_value(SECOND)

    other.goto(case)
    expect(other.get_by_role("heading", level=1)).to_contain_text(FIRST)
    written(other, case, SECOND)
    other.get_by_role("button", name="修改内容摘要").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text(SECOND)
    lines = other.locator("section[aria-labelledby=timeline] li").filter(has_text=re.compile("修改内容摘要"))
    expect(lines).to_have_count(2)
    clerk.close()
    handler.close()
