"""What holds of every page: well-formed, headed, labelled, light, and free of anything the policy forbids."""

import gzip
import itertools

import pytest
from django.test import Client
from django.urls import reverse

from tests.web.factories import a_filed, a_finding, a_reading, a_report, an_organ
from tests.web.page import Page, page_of

pytestmark = pytest.mark.django_db

PAGES = (
    "home",
    "organs",
    "organ",
    "empty_organ",
    "reports",
    "report",
    "report_with_findings",
    "try",
    "calendar",
    "apply",
    "apply_to",
    "track",
    "reply",
    "deadline",
    "deadline_answer",
    "missing",
)


@pytest.fixture
def addresses() -> dict[str, str]:
    government = an_organ("青石县人民政府")
    bureau = an_organ("青石县水利局", under=government)
    a_report(bureau, year=2023)
    found = a_filed(a_reading(a_finding("table3.received.total"), a_finding("section.5"), a_finding("title")), bureau)
    return {
        "home": "/",
        "organs": reverse("portal:organs"),
        "organ": bureau.get_absolute_url(),
        "empty_organ": government.get_absolute_url(),
        "reports": reverse("reports:index"),
        "report": reverse("reports:report", args=[bureau.code, 2023]),
        "report_with_findings": found.get_absolute_url(),
        "try": reverse("reports:try"),
        "calendar": "/calendar/2026/",
        "apply": "/apply/?q=青石",
        "apply_to": f"/apply/?organ={bureau.code}",
        "track": "/track/",
        "reply": "/reply/",
        "deadline": "/deadline/",
        "deadline_answer": "/deadline/?arrived=2025-01-14&1=extended&1.on=2025-02-10&1.workdays=20&2=corrected",
        "missing": "/nothing-here/",
    }


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, addresses: dict[str, str], client: Client) -> Page:
    return page_of(client.get(addresses[request.param]))


def test_it_has_one_first_heading_and_skips_no_level(page: Page) -> None:
    levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_it_names_its_language_its_title_and_its_main_part(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "zh-Hans"
    assert page.all("title")[0].text.strip()
    assert len(page.all("main")) == 1
    assert page.all("a")[0]["href"] == "#content"


def test_it_uses_each_id_once_and_every_link_within_it_arrives(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    inner = {link["href"][1:] for link in page.all("a") if link["href"].startswith("#")}
    assert inner <= set(page.ids)


def test_it_labels_every_field(page: Page) -> None:
    fields = [field["id"] for field in page.all("input", "select", "textarea") if field["type"] != "hidden"]
    assert set(fields) <= {label["for"] for label in page.all("label")}


def test_it_tells_every_number_of_a_table_its_heads(page: Page) -> None:
    heads = {head["id"] for head in page.all("th")}
    for cell in page.all("td"):
        assert set(cell["headers"].split()) <= heads
    assert all(head["scope"] or head["id"] for head in page.all("th"))


def test_it_holds_nothing_that_its_policy_forbids(page: Page) -> None:
    assert not page.all("script", "style", "iframe", "object")
    assert not [element for element in page.elements if element["style"]]
    assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]
    outside = [e["href"] or e["src"] for e in page.elements if "//" in (e["href"] + e["src"])]
    assert not outside


@pytest.mark.parametrize("name", PAGES)
def test_it_stays_light_and_sends_its_policy(name: str, addresses: dict[str, str], client: Client) -> None:
    response = client.get(addresses[name], headers={"Accept-Encoding": "gzip"})
    assert len(response.content) < 40_000
    assert gzip.decompress(response.content)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "Cookie" in response.headers["Vary"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
