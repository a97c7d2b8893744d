import json

import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications.acts.consulting import consult_third_party
from gongkai.web.audit.models import AuditRow, Event
from tests.web.applications.conftest import day

PARTY = {"name": "钱无此人", "contact": "13900139000", "concerns": "合同价款"}


def test_the_record_knows_a_mark_and_not_the_name(application, handler) -> None:
    assert consult_third_party(application, by=handler, on=day("2025-03-05"), party=PARTY) == "第三方1"
    assert consult_third_party(application, by=handler, on=day("2025-03-06"), party=PARTY) == "第三方2"
    assert (application.state, application.waits_for) == ("consulting", "others")
    kept = json.dumps([*Event.objects.values_list("payload", flat=True), *AuditRow.objects.values_list("changes")])
    assert json.dumps("钱无此人")[1:-1] not in kept
    assert "13900139000" not in kept


def test_it_needs_a_name(application, handler) -> None:
    with pytest.raises(NotAllowed, match="应当写明第三方"):
        consult_third_party(application, by=handler, on=day("2025-03-05"), party={})
