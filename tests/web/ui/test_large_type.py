import pytest
from django.test import Client

from tests.web.page import page_of

pytestmark = pytest.mark.django_db


def test_it_turns_large_type_on_and_off_and_goes_back(client: Client) -> None:
    link = next(a["href"] for a in page_of(client.get("/organs/?a=1")).all("a") if "大字版" in a.text)
    assert client.get(link).headers["Location"] == "/organs/?a=1"
    page = page_of(client.get("/organs/"))
    assert page.all("html")[0]["class"] == "large"
    back = next(a["href"] for a in page.all("a") if "标准字号" in a.text)
    client.get(back)
    assert page_of(client.get("/organs/")).all("html")[0]["class"] == ""


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_it_never_leads_away_from_the_site(back: str, client: Client) -> None:
    assert client.get("/view/large", {"back": back}).headers["Location"] == "/"
