"""Every page in a real browser: what axe finds, what the policy blocks, what does not fit a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.annual_report.papers import Paper, tabs
from tests.journeys.conftest import PHONE, WIDE

pytestmark = pytest.mark.journey

PAGES = (
    "/",
    "/reports/",
    "/reports/?organ=minquan&year=2021",
    "/reports/zhengdong-shehuishiye/2023/",
    "/reports/kaifeng-zhengwufuwu/2023/",
    "/reports/sanmenxia-jingkai/2021/",
    "/reports/kaifeng-biandong/1999/",
    "/organs/",
    "/organs/henan/",
    "/organs/kaifeng-biandong/",
    "/reports/try/",
    "/apply/?q=开封",
    "/apply/?organ=kaifeng-biandong",
    "/track/",
    "/reply/",
    "/deadline/?channel=registered_mail&arrived=2025-01-14&1=extended&1.on=2025-02-10&1.workdays=20",
    "/nothing",
)
TRIED = Paper(
    cells={
        "table2.licensing": "1,207（其中延续16件）",
        "table3.received.total": "",
        "table3.refused.process.total": "3",
    }
).text(tabs)


@pytest.fixture
def watched(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A visitor whose browser runs scripts, if there were any; what goes wrong is written down."""
    context = browser.new_context(base_url=site, locale="zh-CN")
    yield context
    context.close()


def open_all(page: Page) -> Iterator[str]:
    """Each page in turn, and the page of a tried paper and of one that could not be read."""
    for address in PAGES:
        page.goto(address)
        yield address
    for text in (TRIED, "便条"):
        page.goto("/reports/try/")
        page.get_by_label("或者粘贴全文").fill(text)
        with page.expect_navigation():
            page.get_by_role("button", name="读取并核对").click()
        yield f"tried: {text[:6]}"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1280", "390"])
def test_axe_finds_nothing_serious(size: dict[str, int], watched: BrowserContext) -> None:
    page, axe = watched.new_page(), Axe()
    page.set_viewport_size(size)
    found = {}
    for address in open_all(page):
        violations = axe.run(page).response["violations"]
        heavy = [(v["id"], v["nodes"][0]["html"]) for v in violations if v["impact"] in ("serious", "critical")]
        if heavy:
            found[address] = heavy
    assert found == {}


def test_a_browser_has_nothing_to_complain_of_and_asks_nobody_else(watched: BrowserContext, site: str) -> None:
    page = watched.new_page()
    complaints, asked = [], set()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))
    for _ in open_all(page):
        pass
    # a browser itself notes answers of 404 and 422; anything else is ours
    assert [text for text in complaints if "404" not in text and "422" not in text] == []
    assert asked == {site.removeprefix("http://")}


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large type"])
@pytest.mark.parametrize("width", [320, 390, 640, 1280])
def test_no_page_is_wider_than_the_screen(width: int, large: bool, watched: BrowserContext) -> None:
    """320 px is what is left of 1280 px at 400 % zoom, 640 px at 200 %."""
    page = watched.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    if large:
        page.goto("/view/large")
    too_wide = [a for a in open_all(page) if page.evaluate("document.documentElement.scrollWidth") > width]
    assert too_wide == []


def test_a_report_prints_without_the_site_around_it_and_with_its_whole_tables(watched: BrowserContext) -> None:
    page = watched.new_page()
    page.set_viewport_size({"width": 680, "height": 1000})  # what A4 leaves between its margins
    page.goto("/reports/zhengdong-shehuishiye/2023/")
    page.emulate_media(media="print")
    assert page.locator(".site-nav").is_hidden()
    assert page.locator(".downloads").is_hidden()
    assert page.locator("table.table3").is_visible()
    widths = page.evaluate("[...document.querySelectorAll('table.form')].map(t => t.getBoundingClientRect().right)")
    assert max(widths) <= 680


def test_no_page_shifts_while_it_loads(watched: BrowserContext) -> None:
    page = watched.new_page()
    for address in PAGES:
        page.goto(address)
        shift = page.evaluate(
            "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
            " sum += e.value }).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 100) })"
        )
        assert shift < 0.01, address
