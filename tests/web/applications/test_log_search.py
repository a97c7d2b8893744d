import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications import sealing
from gongkai.web.applications.acts import keeping
from gongkai.web.audit.models import Event
from tests.web.applications.conftest import day

WORDS = {"what": "鉴定书", "where": "档案室", "keywords": "城东泵站", "searcher": "承办员", "result": "没有找到"}


def test_what_was_searched_where_and_by_whom_is_kept(application, handler) -> None:
    keeping.log_search(application, by=handler, on=day("2025-03-05"), **WORDS)
    key = Event.objects.get(kind="log_search").payload["sealed"]["key"]
    assert sealing.opened([key]) == {key: WORDS}


@pytest.mark.parametrize("left_out", WORDS)
def test_a_search_that_proves_nothing_is_refused(application, handler, left_out) -> None:
    with pytest.raises(NotAllowed, match="合理查找"):
        keeping.log_search(application, by=handler, on=day("2025-03-05"), **{**WORDS, left_out: " "})
