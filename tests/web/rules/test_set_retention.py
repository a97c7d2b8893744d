import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.rules.queries import settings_of
from tests.web.directory.conftest import DAY
from tests.web.rules.setting import set_in

KINDS = ("keep_case_files", "keep_personal_data", "keep_looks", "keep_logs")


def test_terms_are_told_in_months(water, head) -> None:
    assert [settings_of(water, on=DAY).months_kept(kind) for kind in KINDS] == [120, 60, 36, 6]
    set_in(water, head, "set_retention", keep_case_files="permanent", keep_logs="12")
    assert [settings_of(water, on=DAY).months_kept(kind) for kind in KINDS] == [None, 60, 36, 12]


def test_what_the_law_wants_kept_is_not_thrown_away_earlier(water, head) -> None:
    for values in ({"keep_logs": "3"}, {"keep_looks": "1"}):
        with pytest.raises(NotAllowed, match="不能是"):
            set_in(water, head, "set_retention", **values)
