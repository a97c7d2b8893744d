"""Every paper that belongs to an application can be made from its page, with what the form asks for."""

import pytest

from gongkai.regulation.letters import letters, letters_sent_on
from gongkai.web.applications.letters.drafting import drafted, letters_of_act, letters_of_case
from gongkai.web.applications.office.forms.lettering import PREFIX, LetterFields
from gongkai.web.applications.table import BY_LAW
from gongkai.web.organs.models import Organ
from tests.web.applications.cases import passed
from tests.web.applications.conftest import day
from tests.web.applications.test_make_letter import water as under_its_government

water = under_its_government
_VALUES = {"day": day("2025-03-20"), "count": 10, "yuan": "100", "rows": "甲|乙|丙\n丁|戊|己"}


@pytest.mark.parametrize("key", [one.key for one in letters_of_case()])
def test_what_the_form_asks_is_all_that_it_needs(key: str, application, water: Organ) -> None:
    passed(application, day("2025-03-10"))
    fields = LetterFields(application, key)
    names = {name for name, _ in fields.form_fields()}
    assert names == {PREFIX + one.key for one in fields.asked}
    entered = {PREFIX + one.key: _VALUES.get(one.kind, "已经写明") for one in fields.asked}
    letter = drafted(fields.facts, key, on=day("2025-03-12"), given=fields.given(entered))
    assert {one.key for one in letter.missing} <= {"number"}


def test_every_letter_that_an_event_calls_for_belongs_to_an_act() -> None:
    called = {letter.key for act in BY_LAW for letter in letters_of_act(act)}
    assert called >= {one.key for one in letters().values() if one.sent_on and letters_sent_on(one.sent_on)}
