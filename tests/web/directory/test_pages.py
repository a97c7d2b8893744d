"""The office's pages of organs and people, as a browser without script uses them."""

import itertools

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.audit.models import Event
from gongkai.web.directory import organ_acts, people_acts
from gongkai.web.organs.models import Organ
from tests.web.directory.conftest import DAY, enrolled, registered
from tests.web.page import Page, page_of


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.MFA_REQUIRED = False
    settings.TODAY = DAY


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client


def filled(page: Page, **words: str) -> dict[str, str]:
    """The form as it stands on the page, with some fields filled in."""
    fields = {field["name"]: field["value"] for field in page.all("input") if field["name"]}
    return {**fields, **words}


def test_an_act_goes_from_page_to_click_to_the_organs_page(desk: Client, water: Organ) -> None:
    address = reverse("directory:rename", args=[water.code])
    form = filled(page_of(desk.get(address)), name="青石县水务局")
    answer = desk.post(address, form, follow=True)
    assert answer.redirect_chain == [(f"/office/organs/{water.code}/", 302)]
    page = page_of(answer)
    assert "“机关更名”已经办理。" in page.text
    assert "自 2025-02-17：青石县水务局" in page.text
    assert "机关更名 OPERATOR" in page.text


def test_the_second_of_two_tabs_reads_why_and_what_now(desk: Client, water: Organ) -> None:
    address = reverse("directory:rename", args=[water.code])
    first = filled(page_of(desk.get(address)), name="甲局")
    second = {**first, "name": "乙局"}
    desk.post(address, first)
    answer = desk.post(address, second)
    assert answer.status_code == 409
    assert "您打开页面以后，这项内容已经由他人" in page_of(answer).text
    assert Organ.objects.get(pk=water.pk).name == "甲局"


def test_a_refusal_of_the_law_stands_on_the_form_with_its_article(desk: Client, water: Organ) -> None:
    address = reverse("directory:rename", args=[water.code])
    answer = desk.post(address, filled(page_of(desk.get(address)), name="甲局", on="2026-01-01"))
    assert "还没有到" in page_of(answer).by_id("content").text
    answer = desk.post(address, filled(page_of(desk.get(address)), name=""))
    assert page_of(answer).all("a")[0]["href"] == "#content"
    assert "#id_name" in {link["href"] for link in page_of(answer).all("a")}


def test_a_role_that_was_withdrawn_between_page_and_click_is_gone(client: Client, water, head, operator) -> None:
    client.force_login(head)
    address = reverse("directory:update_contact", args=[water.code])
    form = filled(page_of(client.get(address)), phone="0371-1")
    people_acts.withdraw(Membership.objects.get(user=head), by=operator, on=DAY)
    answer = client.post(address, form)
    assert answer.status_code == 404
    assert "您的账号今天没有任何岗位" in page_of(answer).text


def test_who_keeps_another_role_reads_whose_act_it_is_now(client: Client, water, head, operator) -> None:
    people_acts.appoint(head, by=operator, on=DAY, organ=water, role=Role.HANDLER, since=DAY)
    client.force_login(head)
    address = reverse("directory:update_contact", args=[water.code])
    form = filled(page_of(client.get(address)), phone="0371-1")
    people_acts.withdraw(Membership.objects.get(user=head, role="head"), by=operator, on=DAY)
    answer = client.post(address, form)
    assert answer.status_code == 403
    assert "要由在“青石县水利局”担任收件人员、政府信息公开工作机构负责人" in page_of(answer).text
    assert water.versions.latest("since").contact.get("phone", "") == ""


def test_an_organ_that_is_merged_while_a_page_is_open_takes_nothing_new_and_says_who_goes_on(
    desk: Client, water, school, clerk, operator
) -> None:
    rename, appoint = reverse("directory:rename", args=[water.code]), reverse("directory:appoint")
    renaming = filled(page_of(desk.get(rename)), name="水务局")
    words = {"user": "clerk", "organ": water.code, "role": "handler", "since": "2025-02-17"}
    appointing = filled(page_of(desk.get(appoint)), **words)
    organ_acts.merge(water, by=CONSOLE, on=DAY, into=school)
    answer = desk.post(rename, renaming)
    assert answer.status_code == 409
    assert "已经由他人（或者您在另一窗口）办理过" in page_of(answer).text
    answer = desk.post(appoint, appointing)
    assert answer.status_code == 409
    assert "可能在您打开页面以后刚刚变动过" in page_of(answer).text
    with pytest.raises(NotAllowed, match="请由承继机关“青石县教育局”办理"):
        people_acts.appoint(clerk, by=CONSOLE, on=DAY, organ=water, role=Role.HANDLER, since=DAY)


def test_a_form_that_lay_too_long_does_nothing_and_says_so(operator: User, water: Organ) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(operator)
    address = reverse("directory:rename", args=[water.code])
    form = filled(page_of(browser.get(address)), name="甲局")
    for token in ("", "x" * 64):
        answer = browser.post(address, {**form, "csrfmiddlewaretoken": token})
        assert answer.status_code == 403
        assert "您填写的内容没有被处理。请返回上一页，刷新后重新提交。" in page_of(answer).text
    browser.logout()
    answer = browser.get(address)
    assert answer.headers["Location"] == f"{reverse('account_login')}?next={address}"
    assert Organ.objects.get(pk=water.pk).name == "青石县水利局"


POSTED = {
    "an organ": ("/office/memberships/appoint/", {"organ": "qingshi-jiaoyu"}),
    "a person": ("/office/memberships/appoint/", {"user": "stranger"}),
    "a colleague": ("/office/substitutions/substitute/", {"substitute": "stranger"}),
    "who is away": ("/office/substitutions/substitute/", {"user": "stranger"}),
    "where he goes": ("/office/people/{key}/transfer/", {"organ": "qingshi-jiaoyu"}),
    "where he comes in": ("/office/people/enrol/", {"organ": "qingshi-jiaoyu"}),
    "a role for operators": ("/office/memberships/appoint/", {"role": "operator"}),
}


@pytest.mark.parametrize(("address", "posted"), POSTED.values(), ids=POSTED)
def test_what_another_organ_has_cannot_be_posted(
    address: str, posted: dict[str, str], client: Client, water, school, head, clerk
) -> None:
    enrolled("stranger", Role.HANDLER, at=school)
    client.force_login(head)
    before = Event.objects.count()
    address = address.format(key=clerk.key)
    right = {
        "user": clerk.username, "substitute": head.username, "organ": water.code, "role": "clerk", "username": "new",
        "name": "新人", "since": "2025-02-17", "until": "2025-03-17", "on": "2025-02-17",
    }  # fmt: skip
    page = client.get(address)
    answer = client.post(address, {**filled(page_of(page)), **right, **posted}) if page.status_code == 200 else page
    assert answer.status_code in (403, 409)
    assert Event.objects.count() == before


def test_an_act_whose_time_is_over_has_no_button_and_says_why(desk: Client, water: Organ, school: Organ) -> None:
    address = reverse("directory:merge", args=[water.code])
    desk.post(address, filled(page_of(desk.get(address)), into=school.code))
    page = page_of(desk.get(reverse("directory:organ", args=[water.code])))
    assert "机关更名" not in {link.text.strip() for link in page.all("a")}
    assert "青石县教育局" in page.text
    answer = desk.post(address, {"into": school.code, "on": "2025-02-17"})
    assert "现在是“已合并”" in page_of(answer).text


def test_people_are_enrolled_appointed_and_get_a_password(desk: Client, water: Organ) -> None:
    enrol = reverse("directory:enrol")
    form = filled(page_of(desk.get(enrol)), username="zhang", name="张三", organ=water.code)
    assert desk.post(enrol, form).status_code == 302
    assert desk.post(enrol, form).status_code == 409
    person = User.objects.get(username="zhang")
    appoint = reverse("directory:appoint")
    words = {"user": "zhang", "organ": water.code, "role": "clerk", "since": "2025-02-17"}
    assert desk.post(appoint, filled(page_of(desk.get(appoint)), **words)).status_code == 302
    assert Membership.objects.get(user=person).role == "clerk"
    page = page_of(desk.post(reverse("directory:issue_password", args=[person.key])))
    person.refresh_from_db()
    assert person.check_password(page.all("code")[0].text)


@pytest.mark.parametrize(("name", "what"), [("appoint", "系统管理员"), ("entrust", "收件人员")])
def test_each_page_offers_the_roles_that_it_gives(desk: Client, name: str, what: str) -> None:
    page = page_of(desk.get(reverse(f"directory:{name}")))
    assert what not in {option.text for option in page.all("option")}


def test_a_table_is_rehearsed_and_entered(desk: Client, county: Organ) -> None:
    text = "机关代码,名称,层级,类别,上级代码\nnew,青石县新局,县级,工作部门,{}\n"
    for above, button, said in (
        ("nowhere", "enter", "第 2 行“上级代码”"),
        ("qingshi", "rehearse", "可以导入：机关 1 个"),
        ("qingshi", "enter", "已导入：机关 1 个"),
    ):
        file = SimpleUploadedFile("a.csv", text.format(above).encode())
        answer = desk.post(reverse("directory:intake"), {"what": "organs", "file": file, button: "1"}, follow=True)
        assert said in page_of(answer).text
        assert Organ.objects.filter(code="new").exists() is said.startswith("已导入")
    assert "请选择" in page_of(desk.post(reverse("directory:intake"), {})).text


@pytest.mark.parametrize("name", ["organs", "people", "memberships", "substitutions"])
def test_a_list_costs_the_same_however_long_it_is(
    desk: Client, county, water, clerk, name, django_assert_max_num_queries
) -> None:
    for number in range(60):
        person = enrolled(f"person-{number}", Role.CLERK, at=registered(f"organ-{number}", "某局", under=county))
        Substitution.objects.create(user=person, substitute=clerk, organ=water, role="clerk", since=DAY, until=DAY)
    with django_assert_max_num_queries(10):
        page = page_of(desk.get(reverse(f"office:{name}")))
    assert len(page.all("tr")) == 51
    Substitution.objects.all().delete()


def test_a_list_is_searched_and_shows_nothing_of_other_organs(client: Client, water, school, head, operator) -> None:
    client.force_login(head)
    address = reverse("office:people")
    assert {"HEAD"} == {
        link.text
        for link in page_of(client.get(address)).all("a")
        if "/office/people/" in link["href"] and "-" in link["href"]
    }
    assert "没有符合这些条件" in page_of(client.get(address, {"q": "operator"})).text
    assert "共 1 项" in page_of(client.get(address, {"q": "HEA"})).text


def test_its_pages_are_well_formed_headed_and_labelled(desk: Client, water, clerk, operator, head) -> None:
    other = enrolled("other", at=water)
    people_acts.substitute(
        by=head, on=DAY, user=clerk, substitute=other, organ=water, role=Role.CLERK, since=DAY, until=DAY
    )
    on_organ = [
        reverse(f"directory:{act}", args=[water.code])
        for act in ("organ", "rename", "set_day", "adjust_leading_group", "merge")
    ]
    on_person = [reverse(f"directory:{act}", args=[clerk.key]) for act in ("person", "suspend", "transfer")]
    starts = [reverse(f"directory:{name}") for name in ("register", "enrol", "appoint", "substitute", "intake")] + [
        reverse(f"office:{name}") for name in ("organs", "people", "memberships", "substitutions")
    ]
    for address in [*on_organ, *on_person, *starts]:
        page = page_of(desk.get(address))
        levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
        fields = {one["id"] for one in page.all("input", "select", "textarea") if one["type"] != "hidden"}
        assert fields <= {label["for"] for label in page.all("label")}
        assert len(page.ids) == len(set(page.ids))
        assert not page.all("style")
        assert all(script["src"].startswith("/static/ui/") for script in page.all("script"))
