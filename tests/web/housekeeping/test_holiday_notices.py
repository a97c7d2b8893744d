"""The pages of a holiday notice, as a browser without script uses them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.regulation.dates import in_words
from gongkai.regulation.events import Received
from gongkai.web.calendar import due_days, queries
from gongkai.web.calendar.models import HolidayNotice
from gongkai.web.directory.organ_acts import set_day
from tests.regulation.holiday_papers import OF_2027
from tests.web.calendar.conftest import DAY
from tests.web.calendar.things import Applications
from tests.web.housekeeping.conftest import signed_in
from tests.web.page import page_of

PROPOSE = "/office/holiday-notices/propose/"
YAML = """title: 国务院办公厅关于2027年部分节假日安排的通知
number: 国办发明电〔2026〕9号
issued: 2026-11-04
holidays:
  元旦: {first: 2027-01-01, last: 2027-01-03}
"""
CSV = """假日,放假开始,放假结束,调休上班,年度,文号,成文日期
元旦,2027-01-01,2027-01-03,,2027,国办发明电〔2026〕9号,2026-11-04
春节,2027-02-05,2027-02-11,2027-02-14、2027-02-20,,,
"""


def text_of(response) -> str:
    return response.content.decode()


def test_from_the_pasted_paper_to_the_year_that_everyone_sees(first, second, water, client) -> None:
    due_days.register(Applications([[Received(date(2027, 1, 20))]], organ_id=water.pk).provider())
    desk = signed_in(first)
    look = text_of(desk.post(PROPOSE, {"text": OF_2027, "look": "1"}))
    assert "2027-02-05（周五）" in look
    assert "2月14日（周日）、2月20日（周六）上班" in look
    assert not HolidayNotice.objects.exists()
    entered = desk.post(PROPOSE, {"text": OF_2027, "link": "https://www.gov.cn/x.htm", "enter": "1"}, follow=True)
    assert entered.redirect_chain == [("/office/holiday-notices/2027-1/", 302)]
    assert "1 件有变动" in text_of(entered)
    assert "等待另一人确认" in text_of(desk.get("/office/calendar/2027/"))
    offered = [link["href"] for link in page_of(entered).all("a") if link["class"].startswith("button")]
    assert offered == ["/office/holiday-notices/2027-1/withdraw_notice/"]
    refused = desk.post("/office/holiday-notices/2027-1/confirm/", {"version": "1"})
    assert (refused.status_code, "登记人以外的另一人" in text_of(refused)) == (409, True)

    other = signed_in(second)
    assert "2027年放假通知" in text_of(other.get("/office/"))
    page = page_of(other.get("/office/holiday-notices/2027-1/confirm/"))
    version = next(field["value"] for field in page.all("input") if field["name"] == "version")
    done = other.post("/office/holiday-notices/2027-1/confirm/", {"version": version}, follow=True)
    assert "变动的到期日" in text_of(done)
    public = text_of(client.get("/calendar/2027/"))
    assert "国办发明电〔2026〕9号，2026年11月4日" in public
    assert "https://www.gov.cn/x.htm" in public
    moved = b"".join(other.get("/office/holiday-notices/2027-1/moves/application/?format=csv").streaming_content)
    assert "申请0" in moved.decode("utf-8-sig")


@pytest.mark.parametrize("data", [YAML, CSV, OF_2027], ids=["yaml", "csv", "text"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_file_is_what_its_content_is(first, data: str, encoding: str) -> None:
    file = SimpleUploadedFile("通知.dat", data.encode(encoding))
    answer = signed_in(first).post(PROPOSE, {"file": file, "enter": "1"}, follow=True)
    assert answer.redirect_chain == [("/office/holiday-notices/2027-1/", 302)], text_of(answer)
    assert HolidayNotice.objects.get().notice.breaks[0].first == date(2027, 1, 1)


WRONG = {
    "nothing": ("", "没有内容。请粘贴通知全文"),
    "no notice": ("今天天气很好。", "这不像放假通知"),
    "bytes": (b"\xff\xfe\x00\x81", "不是文本"),
    "broken sheet": (b"PK\x03\x04nothing", "已经损坏"),
    "yaml": (YAML.replace("{first", "[first"), "不是能读懂的 YAML"),
    "yaml of odd shape": (YAML.replace("{first: 2027-01-01, last: 2027-01-03}", "三天"), "应当写成"),
    "yaml without year": (YAML.replace("关于2027年", ""), "title 里没有年度"),
    "days of another year": (YAML.replace("last: 2027-01-03", "last: 2027-01-03, makeup: [2028-01-08]"), "不在该年"),
    "too long": ("长" * 100_001, "放假通知没有这么长"),
    "table without day": (CSV.replace("2026-11-04", ""), "要写明年度、文号、成文日期"),
    "table with a bad day": (CSV.replace("2027-02-11", "二月十一"), "第 3 行“放假结束”"),
    "table with twice a name": (CSV.replace("春节", "元旦"), "同名的假日"),
    "table of a strange year": (CSV.replace(",2027,国", ",明年,国"), "不是年份"),
}


@pytest.mark.parametrize(("data", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_entered_is_refused_with_the_reason_and_kept_on_the_page(first, data, said: str) -> None:
    words = {"file": SimpleUploadedFile("x", data)} if isinstance(data, bytes) else {"text": data}
    answer = signed_in(first).post(PROPOSE, {**words, "enter": "1"})
    assert answer.status_code == 409
    assert said in text_of(answer)
    assert not HolidayNotice.objects.exists()
    if isinstance(data, str):
        box = next(element for element in page_of(answer).all("textarea"))
        assert box.text.strip() == data.strip()


def test_an_address_that_is_none_is_refused(first) -> None:
    answer = signed_in(first).post(PROPOSE, {"text": OF_2027, "link": "javascript:alert(1)", "enter": "1"})
    assert "应当以 https:// 开头" in text_of(answer)


def test_sending_back_wants_a_reason_that_the_other_reads(first, second) -> None:
    signed_in(first).post(PROPOSE, {"text": OF_2027, "enter": "1"})
    other = signed_in(second)
    assert "请写明退回的原因" in text_of(other.post("/office/holiday-notices/2027-1/reject/", {"version": "1"}))
    other.post("/office/holiday-notices/2027-1/reject/", {"version": "1", "why": "春节少了一天"})
    assert "退回的原因：春节少了一天" in text_of(signed_in(first).get("/office/holiday-notices/2027-1/"))


def test_an_old_page_is_told_so(first, second) -> None:
    signed_in(first).post(PROPOSE, {"text": OF_2027, "enter": "1"})
    answer = signed_in(second).post("/office/holiday-notices/2027-1/confirm/", {"version": "0"})
    assert (answer.status_code, "重新打开页面" in text_of(answer)) == (409, True)


def test_a_site_whose_worker_does_not_run_goes_on_by_a_click(first, water, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.web.housekeeping.office.holiday_notices._AT_ONCE", -1.0)
    monkeypatch.setattr("gongkai.web.calendar.reckoning.SLICE", 1)
    received = [[Received(date(2027, 1, 20))]] * 3
    due_days.register(Applications(received, organ_id=water.pk).provider())
    desk = signed_in(first)
    entered = desk.post(PROPOSE, {"text": OF_2027, "enter": "1"}, follow=True)
    assert "正在核对：1 / 3 件" in text_of(entered)
    assert "已核对全部 3 件" in text_of(desk.post("/office/holiday-notices/2027-1/go-on/", follow=True))


def test_people_of_another_organ_see_none_of_its_moves(first, head, county, water, monkeypatch) -> None:
    provider = Applications([[Received(date(2027, 1, 20))]], organ_id=county.pk).provider()
    due_days.register(provider)
    signed_in(first).post(PROPOSE, {"text": OF_2027, "enter": "1"})
    page = text_of(signed_in(head).get("/office/holiday-notices/2027-1/moves/rehearsal/"))
    assert "您工作范围内没有到期日变动" in page
    assert "申请0" in text_of(signed_in(first).get("/office/holiday-notices/2027-1/moves/rehearsal/"))


def test_a_year_draws_every_day_once_and_an_organ_s_own_over_it(first, water) -> None:
    set_day(water, by=first, on=DAY, day=date(2026, 4, 3), works=False, reason="三月三")
    page = page_of(signed_in(first).get("/office/calendar/2026/?organ=qingshi-shuili"))
    drawn = [cell for cell in page.all("td") if cell["class"]]
    assert len(drawn) == 365
    assert [cell["class"] for cell in drawn].count("closed") == 1
    assert "本机关停止办公（三月三）" in page.html
    assert queries.source_of(2026).number in page.html
    assert "暂定" in text_of(signed_in(first).get("/office/calendar/2027/"))
    assert signed_in(first).get("/office/calendar/1999/").status_code == 404


def test_the_public_year(client, db) -> None:
    assert "248 个工作日" in text_of(client.get("/calendar/2025/"))
    assert "暂定" in text_of(client.get("/calendar/2027/"))
    answer = client.get("/calendar/2099/")
    assert (answer.status_code, "已知 2004 年至 2026 年" in text_of(answer)) == (404, True)


def test_the_public_calculator_reckons_by_what_was_confirmed_here(first, second, client) -> None:
    address = "/deadline/?arrived=2027-01-20"
    before = in_words(queries.national().add(date(2027, 1, 20), 20))
    assert before in text_of(client.get(address))
    signed_in(first).post(PROPOSE, {"text": OF_2027, "enter": "1"})
    signed_in(second).post("/office/holiday-notices/2027-1/confirm/", {"version": "1"})
    after = in_words(queries.national().add(date(2027, 1, 20), 20))
    assert after != before
    assert after in text_of(client.get(address))
