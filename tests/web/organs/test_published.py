"""What is published already, by the words of somebody who is about to apply for it."""

import pytest

from gongkai.web.organs import published
from gongkai.web.organs.models import Organ
from tests.web.factories import a_report, an_organ

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ() -> Organ:
    return an_organ("青石县水利局")


def test_it_finds_a_report_by_its_title(organ: Organ) -> None:
    report = a_report(organ, year=2023)
    found = published.search("2023 年政府信息公开年度报告", organ=organ)
    assert report.get_absolute_url() in [one.url for one in found]


def test_it_does_not_give_out_what_has_nothing_to_do_with_the_words(organ: Organ) -> None:
    a_report(organ, year=2023)
    assert published.search("月球背面的地形测绘", organ=organ) == []


def test_it_keeps_to_the_organ_and_those_below(organ: Organ) -> None:
    other = an_organ("白沙县教育局")
    a_report(other, year=2023)
    urls = [one.url for one in published.search("2023 年政府信息公开年度报告", organ=organ)]
    assert f"/reports/{other.code}/2023/" not in urls


@pytest.mark.parametrize("words", ["", "  ", "水", "！？"])
def test_words_that_say_nothing_find_nothing(words: str, organ: Organ) -> None:
    a_report(organ)
    assert list(published.search(words, organ=organ)) == []


def test_another_app_says_how_to_search_what_it_publishes(organ: Organ, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "_finders", dict(published._finders))
    document = published.Found("水库工程资金公告", "/documents/1/", "文件", organ.name, score=0.9)
    published.register("documents", lambda *_: [document])
    assert published.search("水库资金", organ=organ)[0] is document
