"""更正记录, in two steps: first which record, then what is right in its place, or that nothing is."""

from copy import deepcopy
from dataclasses import MISSING
from dataclasses import fields as fields_of_class
from typing import Any

from django import forms

from gongkai.regulation.acts import Act
from gongkai.regulation.events import EVENT_TYPES, Event
from gongkai.regulation.receipt import RECEIPT_RULES
from gongkai.web.applications.acts.keeping import correct_record
from gongkai.web.applications.office.forms.base import ActForm, day, line
from gongkai.web.applications.office.forms.of_law import form_of_law
from gongkai.web.applications.queries import record_of_case
from gongkai.web.applications.recorded import in_force, is_of_law, legal
from gongkai.web.applications.table import BY_LAW, CORRECT
from gongkai.web.audit.acting import Actor
from gongkai.web.audit.chain import Recorded

_KEPT = frozenset({"name", "into", "to", "split_from", "outcome"})
"""Fields that a correction takes over as they are: they point to others, or were reviewed."""


class CorrectRecord(ActForm):
    """number, in the address: the ledger's event that was wrong."""

    act = CORRECT
    first_step = "填写正确的内容"

    def __init__(self, *args: Any, thing: Any, **kwargs: Any) -> None:
        self.record = [one for one in in_force(record_of_case(thing)) if is_of_law(one) and one.kind != CORRECT]
        super().__init__(*args, thing=thing, **kwargs)

    def first(self) -> dict[str, Any]:
        wrong = self._wrong()
        if wrong is None:
            return {}
        event = legal(wrong)
        values = {f"right_{name}": getattr(event, name) for name in self._asked(self._law(wrong))}
        return {"number": wrong.number, "right_on": wrong.on, **values}

    @property
    def is_whole(self) -> bool:
        """Whether a record is chosen."""
        return self._wrong() is not None

    def _wrong(self) -> Recorded | None:
        number = str(self.asked.get("number", ""))
        return next((one for one in self.record if str(one.number) == number), None)

    def _law(self, wrong: Recorded) -> Act:
        return BY_LAW[wrong.kind]

    def _asked(self, act: Act) -> list[str]:
        return [name for name in form_of_law(act).of_event if name not in _KEPT]

    def narrow(self) -> None:
        choices = [(str(one.number), f"{one.on} {BY_LAW[one.kind].label}") for one in self.record]
        self.fields["number"] = forms.ChoiceField(label="记错的一条", choices=choices)
        wrong = self._wrong()
        if wrong is not None:
            self._ask(wrong)
            self.fields["reason"] = line("更正的原因", longest=200, help_text="记入办理过程，不写个人信息。")
        self.order_fields(["number", "strikes", "right_on"])

    def _ask(self, wrong: Recorded) -> None:
        words = [("", "改为以下内容"), ("1", "删去：这件事没有发生")]
        self.fields["strikes"] = forms.TypedChoiceField(
            label="如何更正", choices=words, coerce=bool, required=False, empty_value=False
        )
        self.fields["right_on"] = day("正确的日期")
        template = form_of_law(self._law(wrong))
        needed = {one.name for one in fields_of_class(type(legal(wrong))) if one.default is MISSING}
        for name in self._asked(self._law(wrong)):
            self.fields[f"right_{name}"] = deepcopy(template.base_fields[name])
            self.fields[f"right_{name}"].required = name in needed
        if "right_channel" in self.fields:
            channels = [(one.value, rule.label) for one, rule in RECEIPT_RULES.items()]
            self.fields["right_channel"] = forms.ChoiceField(label="收到方式", choices=channels)

    def _replacement(self, wrong: Recorded) -> Event | None:
        said = self.cleaned_data
        if said["strikes"]:
            return None
        law, old = self._law(wrong), legal(wrong)
        asked = self._asked(law)
        kept = {name: getattr(old, name) for name in form_of_law(law).of_event if name not in asked}
        if hasattr(old, "name") and "name" not in kept:
            kept["name"] = old.name
        right = {name: said[f"right_{name}"] for name in asked}
        values = {name: value for name, value in {**kept, **right}.items() if value not in (None, "")}
        return EVENT_TYPES[law.records](on=said["right_on"], **_typed(old, values))

    def done(self, by: Actor) -> None:
        wrong = self._wrong()
        if wrong is None:
            raise forms.ValidationError("请选择要更正的记录。")
        said = self.cleaned_data
        correct_record(
            self.thing, by=by, on=said["on"], number=wrong.number, reason=said["reason"],
            replacement=self._replacement(wrong), proofs=self.proofs, version=said["version"],
        )  # fmt: skip


def _typed(old: Event, values: dict[str, Any]) -> dict[str, Any]:
    """Words of a closed list as the event holds them."""
    return {
        name: type(getattr(old, name))(value) if isinstance(value, str) and getattr(old, name) is not None else value
        for name, value in values.items()
    }
