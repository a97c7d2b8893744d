"""The forms of the Regulation's acts, made from the fields of the events that they record."""

from collections.abc import Callable, Mapping
from dataclasses import fields as fields_of_class
from datetime import date
from typing import Any

from django import forms

from gongkai.regulation.acts import Act
from gongkai.regulation.events import (
    EVENT_TYPES,
    Answered,
    Asked,
    Event,
    Extended,
    Inquiry,
    NoticeReceived,
    Opinion,
)
from gongkai.regulation.procedure import Letter
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.proving import TRACKED
from gongkai.web.applications.acts.working import fee_proposed
from gongkai.web.applications.office.forms.base import NOTE_HELP, ActForm, day, line, words
from gongkai.web.applications.queries import standing_of
from gongkai.web.applications.words import WAYS
from gongkai.web.audit.acting import Actor
from gongkai.web.ui.clock import today

_OF_APPLICANT = frozenset({Inquiry.CORRECTION, Inquiry.FEE, Inquiry.REASONS})
_OPINIONS = {Opinion.AGREES: "同意公开", Opinion.OBJECTS: "不同意公开"}
_MOST_WORKDAYS = 20


class LawForm(ActForm):
    """A form whose fields, but for the day and the note, are those of the event."""

    of_event: tuple[str, ...] = ()
    note = words("说明", help_text=NOTE_HELP)

    def first(self) -> dict[str, Any]:
        known = {"approver": getattr(self.user, "name", ""), "approved_on": today(), "workdays": None}
        return {**known, "yuan": fee_proposed(self.thing)} if self.act == "notify_fee" else known

    def narrow(self) -> None:
        self._choose_whose()
        if self.act in TRACKED:
            self.fields["tracking"] = line(
                "邮件单号、签收人或者电子送达的凭据", required=False, longest=120, help_text="密封保存。"
            )

    def _choose_whose(self) -> None:
        """Whose letter it is, is chosen among those that wait for an answer."""
        if "name" not in self.fields or "name" not in self.of_event:
            return
        cls = EVENT_TYPES[self.law.records]
        if issubclass(cls, Answered | NoticeReceived):
            self.fields["name"].choices = [(letter.name, _letter(letter)) for letter in self._waiting(cls)]

    def _waiting(self, cls: Any) -> list[Letter]:
        letters = standing_of(self.thing, on=max(today(), self.thing.received_on or today())).letters
        open_ones = [one for one in letters if one.inquiry is cls.inquiry and one.answered_on is None]
        return [one for one in open_ones if issubclass(cls, Answered) or not one.proved]

    law: Act

    def values(self) -> dict[str, Any]:
        """The fields of the event."""
        found = {name: self.cleaned_data[name] for name in self.of_event}
        return {name: value for name, value in found.items() if value not in (None, "")}

    def event(self, on: date) -> Event:
        """The event as entered."""
        return EVENT_TYPES[self.law.records](on=on, **self.values())

    def office(self) -> dict[str, Any]:
        """What the office says of the act beside the event, in clear."""
        return {}

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        words = {"note": said["note"], "tracking": said.get("tracking", "")}
        do(
            self.thing, self.act, by=by, on=said["on"], fields=self.values(), office=self.office(), words=words,
            proofs=self.proofs, version=said["version"],
        )  # fmt: skip


def _letter(letter: Letter) -> str:
    return f"{letter.name or '申请人'}（{letter.sent_on} 发出，期限至 {letter.limit}）"


def form_of_law(act: Act) -> type[LawForm]:
    """The form of an act that records an event of the Regulation."""
    cls = EVENT_TYPES[act.records]
    asked: dict[str, forms.Field] = {}
    for one in fields_of_class(cls):
        if one.name == "on" or (one.name == "name" and not _names_someone(cls)):
            continue
        asked[one.name] = _FIELDS[one.name](cls)
    return type(f"{cls.__name__}Form", (LawForm,), {**asked, "act": act.name, "law": act, "of_event": tuple(asked)})


def _names_someone(cls: type[Event]) -> bool:
    return not issubclass(cls, Asked | NoticeReceived | Answered) or cls.inquiry not in _OF_APPLICANT


def _name(cls: type[Event]) -> forms.Field:
    if issubclass(cls, Asked):
        return line("机关名称", help_text="写机关的全称；第三方是个人的，请用“书面征求第三方意见”。")
    return forms.ChoiceField(label="哪一封来往", required=False)


def _workdays(cls: type[Event]) -> forms.Field:
    if cls is Extended:
        help_text = f"不超过 {_MOST_WORKDAYS} 个工作日。"
        return forms.IntegerField(
            label="延长的工作日", initial=_MOST_WORKDAYS, min_value=1, max_value=_MOST_WORKDAYS, help_text=help_text
        )
    return forms.IntegerField(
        label="要求答复的工作日", required=False, min_value=1, max_value=60, help_text="不填的，按本机关通常的期限。"
    )


def _choices(label: str, found: Mapping[Any, str]) -> forms.Field:
    return forms.TypedChoiceField(
        label=label, choices=[(one.value, word) for one, word in found.items()], coerce=type(next(iter(found)))
    )


def _opinion() -> forms.Field:
    """None is chosen beforehand: an opinion that nobody gave must not be recorded by an oversight."""
    found = _choices("意见", _OPINIONS)
    found.choices = [("", "请选择"), *found.choices]
    found.error_messages["required"] = "请按对方的意见选择同意公开，或者不同意公开。"
    return found


_FIELDS: Mapping[str, Callable[[type[Event]], forms.Field]] = {
    "received_on": lambda _: day("对方收到日期（有凭证的）", required=False),
    "name": _name,
    "workdays": _workdays,
    "opinion": lambda _: _opinion(),
    "yuan": lambda _: forms.IntegerField(label="金额（元）", min_value=1),
    "approved_on": lambda _: day("负责人同意日期"),
    "approver": lambda _: line("同意的负责人", longest=60),
    "until": lambda _: day("延迟至"),
    "to": lambda _: line("负责公开的机关"),
    "into": lambda _: line("并入的编号", longest=40),
    "outcome": lambda _: line("办理结果"),
    "number": lambda _: line("文号", required=False, longest=60),
    "way": lambda _: _choices("发出方式", WAYS),
    "channel": lambda _: line("收到方式"),
    "submitted_on": lambda _: day("提交日期", required=False),
    "confirmed_on": lambda _: day("确认日期", required=False),
    "split_from": lambda _: line("拆分自", required=False),
    "reason": lambda _: line("原因", longest=200),
}
