"""Number and code, what they open, and what an applicant does behind that door."""

from datetime import date
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.regulation.acts import ACTS, Outsider
from gongkai.regulation.events import DeliveryWay
from gongkai.regulation.organs import Kind
from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.applications import sealing
from gongkai.web.applications.acts import deciding
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.lettering import make_letter, with_letter
from gongkai.web.applications.codes import as_typed, new_code, written
from gongkai.web.applications.models import Application
from gongkai.web.apply import limits
from gongkai.web.apply.track.steps import steps
from gongkai.web.apply.track.story import papers, record
from gongkai.web.apply.track.views import DOOR
from gongkai.web.audit.acting import CONSOLE, Outside, together
from gongkai.web.audit.models import AuditRow, Event
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import attach, receive
from gongkai.web.organs.models import Organ
from gongkai.web.ui import clock
from tests.web.applications.cases import passed
from tests.web.apply.conftest import DAY, NAMED, WORDS, let_in, submitted
from tests.web.directory.conftest import registered
from tests.web.page import page_of


def test_number_and_code_open_the_case_however_the_code_is_typed(client: Client, water: Organ) -> None:
    thing, code = submitted(client, water)
    for typed in (code, code.lower(), code.replace("-", ""), code.replace("-", " ")):
        response = Client().post("/track/", {"number": thing.number, "code": typed})
        assert response.url == "/track/case/"


def test_a_wrong_code_and_a_number_that_there_is_not_get_the_same_answer(client: Client, water: Organ) -> None:
    thing, code = submitted(client, water)
    wrong = client.post("/track/", {"number": thing.number, "code": written(new_code())})
    unknown = client.post("/track/", {"number": "2025-99999", "code": code})
    assert wrong.status_code == unknown.status_code == 422
    told = [[one.text for one in page_of(answer).all("li") if "对不上" in one.text] for answer in (wrong, unknown)]
    assert told[0] == told[1] != []


def test_after_five_wrong_codes_the_right_one_waits_too(client: Client, water: Organ) -> None:
    thing, code = submitted(client, water)
    for _ in range(limits.WRONG_FROM_ADDRESS_FOR_NUMBER.most):
        client.post("/track/", {"number": thing.number, "code": written(new_code())})
    response = client.post("/track/", {"number": thing.number, "code": code})
    assert "次数太多" in page_of(response).text
    elsewhere = Client(REMOTE_ADDR="198.51.100.7").post("/track/", {"number": thing.number, "code": code})
    assert elsewhere.url == "/track/case/"


def test_one_address_cannot_try_many_numbers(client: Client, water: Organ) -> None:
    for number in range(limits.WRONG_FROM_ADDRESS.most):
        client.post("/track/", {"number": f"2025-{number:05d}", "code": written(new_code())})
    assert "次数太多" in page_of(client.post("/track/", {"number": "2025-00099", "code": "X"})).text


def test_the_door_is_shut_without_a_code_after_leaving_and_to_a_forged_cookie(client: Client, water: Organ) -> None:
    let_in(client, water)
    assert client.get("/track/case/").status_code == 200
    client.cookies[DOOR.name] = client.cookies[DOOR.name].value[:-2] + "xx"
    assert client.get("/track/case/").url == "/track/"
    assert Client().get("/track/case/").url == "/track/"


def test_no_address_carries_the_code_and_nothing_is_kept_by_caches(client: Client, water: Organ) -> None:
    thing, code = submitted(client, water)
    response = client.post("/track/", {"number": thing.number, "code": code}, follow=True)
    assert [url for url, _ in response.redirect_chain] == ["/track/case/"]
    assert "no-store" in response.headers["Cache-Control"]
    assert code not in response.content.decode()


def test_the_case_tells_the_due_day_how_it_was_found_and_what_happened(client: Client, water: Organ) -> None:
    let_in(client, water)
    page = page_of(client.get("/track/case/"))
    assert "最迟 2025年3月31日（星期一）答复" in page.text
    assert "双方确认之日为收到申请之日" in page.text
    assert "申请到达青石县水利局" in page.text
    assert len(page.all("caption")) == 1


def test_a_case_that_is_not_confirmed_is_confirmed_here(client: Client, water: Organ) -> None:
    thing, code = submitted(client, water)
    client.post("/track/", {"number": thing.number, "code": code})
    assert "请确认收到" in page_of(client.get("/track/case/")).text
    with clock.fixed(date(2025, 3, 5)):
        client.post("/track/case/confirm/")
        assert "收到已经确认" not in page_of(client.get("/track/case/")).text
    thing.refresh_from_db()
    assert thing.received_on == date(2025, 3, 5)


def test_he_corrects_with_text_and_files_and_the_period_begins_anew(client: Client, water: Organ) -> None:
    thing = let_in(client, water)
    do(thing, "request_correction", by=CONSOLE, on=DAY, fields={"workdays": 10})
    assert "补正" in page_of(client.get("/track/case/")).text
    assert page_of(client.get("/track/case/correct/")).by_id("id_item-1").text.strip() == WORDS["item-1-description"]
    file = SimpleUploadedFile("说明.txt", "补充说明".encode(), "text/plain")
    with clock.fixed(date(2025, 3, 6)):
        response = client.post(
            "/track/case/correct/", {"item-1": "2024 年的鉴定书", "note": "只要这一份", "files": file}
        )
        assert response.url == "/track/case/?done=record_correction"
        assert "说明.txt" in page_of(client.get("/track/case/")).text
    thing.refresh_from_db()
    words = sealing.opened([thing.particulars])[str(thing.particulars)]
    assert (words["items"][0]["description"], words["note"]) == ("2024 年的鉴定书", "只要这一份")
    assert words["applicant"]["name"] == "沈不凡"
    assert (thing.state, thing.due_on.isoformat()) == ("handling", "2025-04-03")
    assert Event.objects.get(kind="record_correction").who == "申请人"


def test_he_gives_the_reasons_that_were_asked_for(client: Client, water: Organ) -> None:
    thing = let_in(client, water)
    do(thing, "demand_reasons", by=CONSOLE, on=DAY)
    assert "说明理由" in page_of(client.get("/track/case/")).text
    assert client.post("/track/case/reasons/", {"note": ""}).status_code == 422
    assert client.post("/track/case/reasons/", {"note": "研究需要"}).url.endswith("done=record_reasons")
    thing.refresh_from_db()
    assert thing.state != "awaiting_reasons"


def test_he_withdraws_only_when_he_says_so_twice(client: Client, water: Organ) -> None:
    thing = let_in(client, water)
    assert client.post("/track/case/withdraw/").status_code == 422
    client.post("/track/case/withdraw/", {"sure": "on"})
    thing.refresh_from_db()
    assert thing.state == "withdrawn"
    assert "撤回申请</a>" not in client.get("/track/case/").content.decode()


def test_what_the_law_does_not_allow_is_refused_with_its_sentence_and_nothing_is_lost(
    client: Client, water: Organ
) -> None:
    thing = let_in(client, water)
    response = client.post("/track/case/correct/", {"item-1": "改写", "note": "留着"})
    page = page_of(response)
    assert response.status_code == 422
    assert ACTS[next(k for k, act in ACTS.items() if act.name == "record_correction")].rule[:6] in page.text
    assert page.by_id("id_note").text.strip() == "留着"
    thing.refresh_from_db()
    assert thing.state == "handling"


def test_a_fee_notice_tells_what_to_pay_until_when(client: Client, water: Organ) -> None:
    thing = let_in(client, water)
    do(thing, "notify_fee", by=CONSOLE, on=DAY, fields={"yuan": 110})
    assert "110 元" in page_of(client.get("/track/case/")).text


def a_paper(thing: Application, name: str, **entry: str) -> StoredFile:
    accepted = receive(SimpleUploadedFile(name, "补正告知书".encode(), "text/plain"), personal=True)
    with together():
        row = attach(accepted, to=thing, organ=thing.organ, purpose="文书", by=None)
        office = {"files": [{"key": str(row.key), "sha256": row.sha256, **entry}]}
        do(thing, "attach_paper", by=CONSOLE, on=DAY, office=office)
    return row


def test_he_downloads_letters_to_him_and_no_other_paper_of_the_case(client: Client, water: Organ) -> None:
    thing = let_in(client, water)
    letter, inside = (
        a_paper(thing, "补正.txt", letter="correction_notice"),
        a_paper(thing, "审批.txt", letter="handling_form"),
    )
    page = page_of(client.get("/track/case/"))
    assert "补正告知书" in page.text
    response = client.get(f"/track/case/files/{letter.pk}/")
    assert b"".join(response.streaming_content).decode() == "补正告知书"
    assert "attachment" in response.headers["Content-Disposition"]
    assert client.get(f"/track/case/files/{inside.pk}/").status_code == 404


def test_an_outsider_does_what_the_table_leaves_to_him_on_his_own_case_alone(client: Client, water: Organ) -> None:
    thing = let_in(client, water)
    with pytest.raises(Hidden):
        do(thing, "withdraw", by=Outside(Outsider.APPLICANT, "00000000-0000-0000-0000-000000000000"), on=DAY)
    with pytest.raises(Forbidden):
        do(thing, "withdraw", by=Outside(Outsider.THIRD_PARTY, str(thing.key)), on=DAY)
    with pytest.raises(Forbidden, match="审签负责人"):
        do(thing, "transfer", by=Outside(Outsider.APPLICANT, str(thing.key)), on=DAY, fields={"to": "别的机关"})
    refused = AuditRow.objects.filter(outcome="refused")
    assert all(row.why.startswith(("申请人：", "第三方：")) for row in refused)
    assert refused.count() == 3


def test_the_form_as_he_filled_it_in_is_there_for_him(client: Client, water: Organ) -> None:
    let_in(client, water)
    assert client.get("/track/case/form.pdf").content.startswith(b"%PDF")


def test_the_page_asks_few_questions_of_the_database(
    client: Client, water: Organ, django_assert_max_num_queries: Any
) -> None:
    let_in(client, water)
    with django_assert_max_num_queries(8):
        client.get("/track/case/")


def test_every_act_of_the_law_is_told_in_plain_words_or_is_no_affair_of_his() -> None:
    silent = {act.name for act in ACTS.values()} - set(steps())
    parties = {"third_party", "joint_organ", "other_organ"}
    assert silent == {"correct_record", *(f"record_{party}_notice_received" for party in parties)}
    assert not [name for name, step in steps().items() if set(NAMED) & set(step.told)]


def test_a_code_has_sixty_bits_and_no_signs_that_look_alike() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert not set("".join(codes)) & set("01IO")
    assert len(set("".join(codes))) == 32
    assert as_typed("ｋ7qm 2xwp－9fta") == "K7QM2XWP9FTA"


def made_letters(thing: Application) -> None:
    """A letter of correction that was made twice, since the first was wrong; corrected; decided, with its reply."""
    given = {"unclear": "年度", "guidance": "写明文号", "contact": "公开办，0378-1"}
    for _ in range(2):
        make_letter(thing, by=CONSOLE, on=DAY, letter="correction_notice", given=given)
    passed(thing, DAY)
    with_letter(
        thing, lambda number: deciding.decide(thing, by=CONSOLE, on=DAY, number=number), "reply", by=CONSOLE, on=DAY,
        given={"contact": "公开办，0378-1"},
    )  # fmt: skip


def test_he_downloads_the_letters_that_were_made_and_the_reply_once_it_was_sent(client: Client) -> None:
    county = registered("qingshi", "青石县人民政府", kind=Kind.GOVERNMENT)
    thing = let_in(client, registered("qingshi-shuiwu", "青石县水务局", under=county))
    made_letters(thing)
    shown = [one.title for one in papers(thing, record(thing))]
    assert shown == ["补正告知书"]
    do(thing, "send", by=CONSOLE, on=DAY, fields={"way": DeliveryWay.ELECTRONIC})
    his = papers(thing, record(thing))
    assert sorted(one.title for one in his) == ["政府信息公开申请答复书", "补正告知书"]
    assert {one.file.type for one in his} == {"pdf"}
    for one in his:
        response = client.get(f"/track/case/files/{one.file.pk}/")
        assert sha256(b"".join(response.streaming_content)).hexdigest() == one.file.sha256
