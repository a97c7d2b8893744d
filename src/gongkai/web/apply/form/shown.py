"""The answers of a form, for whoever reads it over before it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from gongkai.web.apply.form.whole import WholeForm


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with what was answered, and where to change it."""

    label: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A part of the form."""

    title: str
    answers: tuple[Answer, ...]


def answers(form: WholeForm) -> Iterator[Answers]:
    """Of a form that is right, part by part; what was left empty says so only where it matters."""
    yield Answers("申请人", tuple(_told(form.applicant)))
    for number, item in enumerate(form.items, 1):
        title = "申请公开的信息" if form.count == 1 else f"申请公开的信息（第 {number} 项）"
        yield Answers(title, tuple(_told(item)))
    files = "、".join(one.name for one in form.files) or "没有上传"
    wishes = (*_told(form.wish), Answer("身份证明", files, form.wish["identity_files"].id_for_label))
    yield Answers("形式要求和其他", wishes)


def _told(form: forms.Form) -> Iterator[Answer]:
    for name, value in form.cleaned_data.items():
        field = form.fields[name]
        if isinstance(field, forms.ChoiceField):
            yield Answer(str(field.label), dict(field.choices)[value], form[name].id_for_label)
        elif isinstance(value, str) and value:
            yield Answer(str(field.label), value, form[name].id_for_label)
