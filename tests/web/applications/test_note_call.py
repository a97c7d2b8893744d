import json

from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.sealing import opened
from gongkai.web.audit.models import Event
from tests.web.applications.conftest import day


def test_the_words_are_sealed_and_nothing_else_changes(application, handler) -> None:
    before = (application.state, application.due_on)
    do(application, "note_call", by=handler, on=day("2025-03-04"), words={"note": "申请人沈不凡来电"})
    event = Event.objects.get(kind="note_call")
    assert set(event.payload) == {"sealed"}
    assert "沈不凡" not in json.dumps(event.payload, ensure_ascii=False)
    key = event.payload["sealed"]["key"]
    assert opened([key])[key] == {"note": "申请人沈不凡来电"}
    assert (application.state, application.due_on) == before
