"""The year of one application, from the citizen's form to the file in the archive, over Spring Festival 2026: walked
through at 1280 and at 390 pixels, side by side, on a server whose day is moved on. Every page on the way is looked at.

Whoever is at 1280 is answered in time; at 390 the answer is posted late, and the screen says so.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from gongkai.papers.letters.elements import Paragraph, Title
from gongkai.papers.writers.pdf import set_elements
from tests.journeys.conftest import PHONE, WIDE
from tests.journeys.days_of_2026 import (
    ANSWER_BY,
    APPLIED,
    ARCHIVED,
    ASKED_TO_CORRECT,
    CONSULTED,
    CORRECT_BY,
    CORRECTED,
    DELIVERED,
    DELIVERED_LATE,
    DUE,
    DUE_AFTER_CONSULTING,
    DUE_AT_FIRST,
    DUE_AT_LAST,
    EXTENDED,
    EXTENSION_ASKED,
    LETTER_CAME,
    OBJECTED,
    POSTED,
    POSTED_LATE,
    PROPOSED,
    REVIEWED,
    SEVERED,
    SIGNED,
    TOLD_SO,
)
from tests.journeys.rehearsal import Rehearsal, one_of_the_office, rehearsing, someone
from tests.journeys.walking import Year, a_picture, is_whole, text_of

pytestmark = pytest.mark.journey

TELEPHONE, CONTACT = "13800138000", "公开科，0371-00000000"


def test_the_days_of_the_notice_are_reckoned_as_one_does_with_a_calendar() -> None:
    found = [DUE_AT_FIRST, CORRECT_BY, DUE, ANSWER_BY, DUE_AFTER_CONSULTING, DUE_AT_LAST]
    wanted = ["2026-02-14", "2026-02-06", "2026-03-02", "2026-03-03", "2026-03-17", "2026-03-31"]
    assert [str(day) for day in found] == wanted


def applies(year: Year) -> None:
    page = year.citizen.page
    year.citizen.open("/apply/")
    page.get_by_label("机关名称").fill("政务服务和大数据")
    year.citizen.press("查找")
    page.get_by_role("link", name="开封市政务服务和大数据管理局").click()
    year.citizen.press("公民申请")
    page.get_by_label("姓名").fill("沈不凡")
    page.get_by_label("证件号码").fill("11010519491231002X")
    page.get_by_label("电话").fill(TELEPHONE)
    page.get_by_label("要什么信息").fill("机房改造的合同")
    year.citizen.press("下一步：核对")
    page.wait_for_timeout(3_000)  # whoever sends a form within three seconds is taken for a machine
    year.citizen.press("提交申请")
    year.number, year.code = page.locator("#number").inner_text().strip(), page.locator("#code").inner_text().strip()
    year.citizen.press("我已记下，确认收到")


def is_asked_to_correct(year: Year) -> None:
    page = year.of("clerk")
    page.goto(f"/office/applications/?q={year.number}")
    year.staff["clerk"].look()
    page.get_by_role("link", name=year.number).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(year.number)
    year.case = page.url.partition("?")[0]
    year.due(DUE_AT_FIRST)
    year.act("clerk", "set_summary", "修改内容摘要", summary="机房改造项目的采购合同")
    year.act("clerk", "assign", "分派承办人", handler="demo-handler")
    year.act(
        "handler", "request_correction", "告知补正", workdays="10", letter_unclear="没有写明哪一年的合同",
        letter_guidance="请写明合同签订的年份", letter_contact=CONTACT,
    )  # fmt: skip


def is_told_so(year: Year) -> None:
    year.act("clerk", "record_correction_notice_received", "登记申请人收到补正告知书")


def corrects(year: Year) -> None:
    year.track()
    page = year.citizen.page
    expect(page.locator(".todo h2")).to_contain_text(f"{CORRECT_BY.year}年{CORRECT_BY.month}月{CORRECT_BY.day}日")
    page.get_by_role("link", name="补正申请").click()
    page.get_by_label("要什么信息").fill("2025 年机房改造项目的采购合同")
    page.get_by_label("其他说明").fill("合同大约在秋天签订")
    year.citizen.press("提交")
    expect(page.get_by_role("status")).to_contain_text("补正已经提交")
    year.due(DUE)


def asks_the_third_party(year: Year) -> None:
    year.act(
        "handler", "consult_third_party", "书面征求第三方意见", name="虚构甲建设有限公司", concerns="合同的单价",
        letter_contact=CONTACT,
    )  # fmt: skip


def third_party_has_the_letter(year: Year) -> None:
    year.act("handler", "record_third_party_notice_received", "登记第三方收到征求意见书")


def third_party_objects(year: Year) -> None:
    desk, page = year.staff["handler"], year.of("handler")
    desk.open(year.case)
    page.get_by_role("link", name=re.compile("答复码")).click()
    desk.press("显示答复码")
    code = page.locator("td strong").first.inner_text()
    party = year.party.page
    year.party.open("/reply/")
    party.get_by_label("编号", exact=True).fill(year.number)
    party.get_by_label("答复码", exact=True).fill(code)
    year.party.press("打开")
    expect(party.locator("main")).to_contain_text(f"{ANSWER_BY.year}年{ANSWER_BY.month}月{ANSWER_BY.day}日")
    party.get_by_label("不同意公开").check()
    party.get_by_label("理由").fill("单价属于商业秘密")
    party.get_by_label("答复人").fill("虚构甲建设有限公司")
    year.party.press("提交意见")
    expect(party.get_by_role("status")).to_contain_text("不同意公开")
    year.due(DUE_AFTER_CONSULTING)


def extension_is_asked_for(year: Year) -> None:
    year.act("handler", "ask_extension", "提请延长答复期限", workdays="10", reason="合同附件多，需要逐页区分处理")


def extension_is_granted(year: Year) -> None:
    year.act("head", "extend", "延长答复期限", workdays="10", letter_contact=CONTACT)
    year.due(DUE_AT_LAST)


def contract_is_severed(year: Year) -> None:
    """A box that the program proposes and one that is drawn with the mouse; what lay under them is gone."""
    file = year.home / f"contract-{year.size['width']}.pdf"
    file.write_bytes(set_elements([Title("采购合同"), Paragraph(f"联系电话{TELEPHONE}。")], title="采购合同"))
    desk, page = year.staff["handler"], year.of("handler")
    desk.open(f"{year.case}attach_redaction/")
    page.locator("input[type=file]").set_input_files(file)
    desk.press("上传并打开")
    image = page.locator(".sheet img").first
    expect(page.locator("[name=box0_note]")).to_have_value("手机号码")
    expect(image).to_have_js_property("complete", True)
    image.scroll_into_view_if_needed()
    edge = image.bounding_box()
    page.mouse.move(edge["x"] + 40, edge["y"] + 60)
    page.mouse.down()
    page.mouse.move(edge["x"] + 140, edge["y"] + 110)
    page.mouse.up()
    expect(page.locator("[name=box1_page]")).to_have_value("1")
    page.locator("[name=box1_ground]").select_option("third_party")
    desk.press("遮挡并复核")
    expect(page.get_by_role("status").first).to_contain_text("没有留下被遮挡的内容")
    with page.expect_download() as download:
        page.locator("section[aria-labelledby=papers] li", has_text="遮挡").get_by_role("link").first.click()
    assert TELEPHONE not in text_of(Path(download.value.path()))


def reply_is_proposed(year: Year) -> None:
    desk, page = year.staff["handler"], year.of("handler")
    year.act(
        "handler", "log_search", "登记查找经过", what="机房改造的采购合同", where="采购档案", keywords="机房改造",
        result="找到一份",
    )  # fmt: skip
    desk.open(year.case)
    page.locator("main a[href$='/propose_reply/']").first.click()
    page.get_by_label("第 1 项：查明的情况").select_option("partly_granted/severed")
    page.get_by_label("第 1 项：不予公开的理由").select_option("third_party")
    desk.press("填写各项内容")
    for words in page.locator("main form textarea").all():
        words.fill("第三方以商业秘密为由不同意公开单价，理由成立；其余予以公开。")
    desk.press("提出拟办意见")
    expect(page.get_by_role("status").first).to_contain_text("“提出拟办意见”已经办理")


def reply_is_reviewed(year: Year) -> None:
    year.act("secrecy-reviewer", "give_secrecy_opinion", "出具保密审查意见", opinion="may")
    year.act("reviewer", "review_reply", "审核拟办意见", approves="1")


def leader_signs_on_a_phone(year: Year) -> None:
    desk, page = year.staff["leader"], year.of("leader")
    desk.open("/office/")
    page.locator(f"main a[href='{urlsplit(year.case).path}']").first.click()
    page.locator("main a[href$='/decide/']").first.click()
    desk.look()
    for name in ("letter_contact", "letter_how_supplied"):
        page.locator(f"main [name={name}]").fill(CONTACT)
    desk.press("作出决定")
    expect(page.locator(".paper")).to_contain_text("商业秘密")
    desk.press("确认作出决定")
    expect(page.get_by_role("status").first).to_contain_text("“作出决定”已经办理")


def is_posted(year: Year) -> None:
    year.act("handler", "send", "发出答复", way="post", tracking="1099000000000", proofs=a_picture(year.home))


def is_delivered(year: Year) -> None:
    year.act("handler", "serve", "登记送达", tracking="本人签收", proofs=a_picture(year.home))
    late = year.of("handler").get_by_text("逾期答复", exact=True)
    expect(late).to_have_count(1 if year.size is PHONE else 0)
    year.track()
    page = year.citizen.page
    expect(page.locator("#result + p")).to_contain_text("送达")
    with page.expect_download() as download:
        page.locator(".papers").get_by_role("link", name="政府信息部分公开答复书").click()
    assert "商业秘密" in text_of(Path(download.value.path()))


def is_archived(year: Year) -> None:
    year.act("handler", "archive", "归档")
    kept = year.of("handler").locator("#timeline ~ ol, .timeline")
    for _ in range(60):  # the worker makes the file beside the site
        year.of("handler").goto(year.case)
        if kept.get_by_text("形成案卷文件").count():
            break
        year.of("handler").wait_for_timeout(500)
    expect(kept).to_contain_text("形成案卷文件")
    page = year.of("handler")
    page.get_by_text("下载案卷（一案一档）").click()
    page.get_by_label("用途").fill("核对归档内容")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载案卷（ZIP）").click()
    file = year.home / f"case-{year.size['width']}.zip"
    download.value.save_as(file)
    is_whole(year, file)


def clock_is_set_back(year: Year) -> None:
    """What was typed is still there, and nothing was recorded."""
    walker, page = year.staff["handler"], year.of("handler")
    walker.open(f"{year.case}add_note/")
    page.locator("main [name=note]").fill("补记一次电话")
    walker.press("写办理备注")
    expect(page.get_by_role("alert")).to_contain_text("时钟被拨回了")
    expect(page.locator("main [name=note]")).to_have_value("补记一次电话")


IN_TIME, LATE, BOTH = (WIDE,), (PHONE,), (WIDE, PHONE)
STATIONS = (
    (APPLIED, applies, BOTH), (ASKED_TO_CORRECT, is_asked_to_correct, BOTH), (TOLD_SO, is_told_so, BOTH),
    (CORRECTED, corrects, BOTH), (CONSULTED, asks_the_third_party, BOTH),
    (LETTER_CAME, third_party_has_the_letter, BOTH), (OBJECTED, third_party_objects, BOTH),
    (EXTENSION_ASKED, extension_is_asked_for, BOTH), (EXTENDED, extension_is_granted, BOTH),
    (SEVERED, contract_is_severed, BOTH), (PROPOSED, reply_is_proposed, BOTH), (REVIEWED, reply_is_reviewed, BOTH),
    (SIGNED, leader_signs_on_a_phone, BOTH), (POSTED, is_posted, IN_TIME), (DELIVERED, is_delivered, IN_TIME),
    (POSTED_LATE, is_posted, LATE), (DELIVERED_LATE, is_delivered, LATE), (ARCHIVED, is_archived, BOTH),
    (POSTED, clock_is_set_back, BOTH),
)  # fmt: skip


@pytest.fixture(scope="module")
def site(database: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    with rehearsing(tmp_path_factory.mktemp("year"), APPLIED, database) as found:
        yield found


def test_an_application_from_the_form_to_the_archive(browser: Browser, site: Rehearsal) -> None:
    roles = ("clerk", "handler", "reviewer", "secrecy-reviewer", "leader", "head")
    staff = {role: one_of_the_office(browser, site, WIDE, role) for role in roles}
    years = [
        Year(site, size, someone(browser, site, size, "citizen"), someone(browser, site, size, "party"), staff)
        for size in (WIDE, PHONE)
    ]
    for day, station, sizes in STATIONS:
        site.turn_to(day)
        for year in years:
            if year.size in sizes:
                station(year)
    verified = site.gongkai("verify")
    assert verified.returncode == 0, verified.stdout
    walkers = [*staff.values(), *(one for year in years for one in (year.citizen, year.party))]
    assert [wrong for walker in walkers for wrong in walker.wrong] == []
