"""The pages of an organ's settings, as a browser without script uses them."""

from datetime import timedelta

from gongkai.web.accounts.roles import Role
from gongkai.web.rules.models import OrganSettings
from gongkai.web.rules.queries import settings_of
from tests.web.calendar.conftest import DAY
from tests.web.directory.conftest import enrolled
from tests.web.housekeeping.conftest import signed_in
from tests.web.page import Page, page_of

HOME = "/office/settings/qingshi-shuili/"


def text_of(response) -> str:
    return response.content.decode()


def filled(page: Page, **words: str) -> dict[str, str]:
    fields = {field["name"]: field["value"] for field in page.all("input") if field["name"]}
    return {**fields, **words}


def opened(head):
    desk = signed_in(head)
    desk.post("/office/settings/open_settings/", {"organ": "qingshi-shuili"})
    return desk


def test_every_setting_says_what_holds_why_and_on_which_article(head) -> None:
    page = text_of(opened(head).get(HOME))
    assert "《中华人民共和国政府信息公开条例》第三十三条第三款：没有明文，由机关选定" in page
    assert "有文件依据，原文待核" in page
    assert "程序默认" in page
    assert f"下一个编号：qingshi-shuili-{DAY.year}-00001" in page


def test_a_change_is_looked_at_before_it_is_saved(head, water) -> None:
    desk, address = opened(head), f"{HOME}set_policies/"
    form = filled(page_of(desk.get(address)), suspended_days="both_ends")
    look = desk.post(address, form)
    assert "沿用程序默认：发出之日照计，返回之日不计" in text_of(look)
    assert settings_of(water, on=DAY)["suspended_days"] == "after_sending"
    again = desk.post(address, {**filled(page_of(look)), "back": "1"})
    assert again.status_code == 200
    done = desk.post(address, {**filled(page_of(look)), "enter": "1"}, follow=True)
    assert done.redirect_chain == [(HOME, 302)]
    assert settings_of(water, on=DAY)["suspended_days"] == "both_ends"
    assert f"自 {DAY} 自设" in text_of(done)
    assert settings_of(water, on=DAY - timedelta(1))["suspended_days"] == "after_sending"


def test_what_cannot_be_is_refused_beside_its_field(head) -> None:
    desk = opened(head)
    for act, words, said in (
        ("set_policies", {}, "没有改动任何一项"),
        ("set_policies", {"suspended_days": "both_ends", "since": "2026-01-01"}, "已经过去的日子仍按当时的设置"),
        ("set_numbering", {"number_letter": "{mark}{year}"}, "{serial} 应当恰好出现一次"),
        ("set_hours", {"hours_morning_to": "25:00"}, "读不成时间"),
    ):
        address = f"{HOME}{act}/"
        answer = desk.post(address, filled(page_of(desk.get(address)), enter="1", **words))
        assert (answer.status_code, said in text_of(answer)) == (409, True), text_of(answer)


def test_hours_out_of_order_are_refused_by_the_rule(head) -> None:
    desk, address = opened(head), f"{HOME}set_hours/"
    answer = desk.post(address, filled(page_of(desk.get(address)), enter="1", hours_morning_to="15:00"))
    assert (answer.status_code, "从早到晚" in text_of(answer)) == (409, True)


def test_an_old_page_is_told_so(head) -> None:
    desk, address = opened(head), f"{HOME}set_policies/"
    form = filled(page_of(desk.get(address)), suspended_days="both_ends", enter="1")
    desk.post(address, form)
    answer = desk.post(address, {**form, "suspended_days": "between"})
    assert (answer.status_code, "重新打开页面" in text_of(answer)) == (409, True)


def test_the_default_of_the_site_is_set_by_whoever_looks_after_all(water) -> None:
    desk = signed_in(enrolled("all", Role.OPERATOR, at=None))
    desk.post("/office/settings/open_settings/", {"organ": "_site"})
    assert OrganSettings.objects.get().organ is None
    address = "/office/settings/_site/set_policies/"
    form = filled(page_of(desk.get(address)), correction_workdays="10", enter="1")
    assert desk.post(address, form, follow=True).redirect_chain == [("/office/settings/_site/", 302)]
    assert settings_of(water, on=DAY).held["correction_workdays"].origin == "全站默认"
    assert "全站默认" in text_of(desk.get(HOME))


def test_the_list_says_who_has_settings_of_his_own(head) -> None:
    page = text_of(opened(head).get("/office/settings/"))
    assert "有自己的设置" in page
    answer = signed_in(head).post("/office/settings/open_settings/", {"organ": "qingshi-shuili"})
    assert (answer.status_code, "还没有自己的设置的机关" in text_of(answer)) == (409, True)
