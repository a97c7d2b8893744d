from typing import Any

import pytest

from gongkai.regulation import errors
from gongkai.regulation.citation import cite
from gongkai.regulation.event_records import from_record
from gongkai.regulation.procedure import standing
from gongkai.regulation.workdays import national_calendar

from .case_files import cases


@cases("refusals")
def test_it_refuses_with_the_rule_the_article_and_a_way_out(case: dict[str, Any]) -> None:
    with pytest.raises(getattr(errors, case["error"])) as caught:
        standing([from_record(record) for record in case["events"]], calendar=national_calendar(), on=case.get("on"))
    refusal = caught.value
    assert refusal.citation == cite(case["article"])
    assert refusal.instead.endswith("。")
    assert "\n" not in str(refusal)
    for phrase in case["says"]:
        assert phrase in str(refusal)
