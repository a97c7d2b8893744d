"""The forms of what has to do with another case, or with another organ: split, merged, alike, not ours."""

from typing import Any

from django import forms

from gongkai.web.applications.acts import joining
from gongkai.web.applications.models import Application
from gongkai.web.applications.office.forms.base import NOTE_HELP, ActForm, OfSealed, line, words
from gongkai.web.applications.right_organ import proposed_organs
from gongkai.web.applications.sealing import content_of
from gongkai.web.audit.acting import Actor
from gongkai.web.organs.models import Organ


class Split(ActForm):
    summaries = words("拆出的各件的内容摘要", required=True, help_text="每行一件。本件继续办理其余内容。")
    note = words("说明", help_text=NOTE_HELP)

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        joining.split(
            self.thing, by=by, on=said["on"], summaries=said["summaries"].splitlines(), note=said["note"],
            version=said["version"],
        )  # fmt: skip


class OtherNumber(ActForm):
    """An act that names another application of the organ by its number."""

    number = line("另一件的编号", longest=40)
    note = words("说明", help_text=NOTE_HELP)

    def first(self) -> dict[str, Any]:
        return {"number": self.asked.get("number", "")}

    def clean_number(self) -> Application:
        number = self.cleaned_data["number"].strip()
        found = Application.objects.filter(organ_id=self.thing.organ_id, number=number).first()
        if found is None:
            raise forms.ValidationError(f"本机关没有编号为“{number}”的申请。请核对编号。")
        return found


class Merge(OtherNumber):
    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        joining.merge(self.thing, by=by, on=said["on"], into=said["number"], note=said["note"], version=said["version"])


class MarkDuplicate(OtherNumber):
    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        joining.mark_duplicate(
            self.thing, by=by, on=said["on"], of=said["number"], note=said["note"], version=said["version"]
        )


class Transfer(OfSealed):
    does = staticmethod(joining.transfer)
    to = forms.ModelChoiceField(Organ.objects.none(), label="名录中的机关", required=False, to_field_name="code")
    name = line("名录之外的机关", required=False, help_text="从名录选不到时填写；不能确定的，写“不能确定”。")
    note = words("理由", required=True, help_text=NOTE_HELP)

    def narrow(self) -> None:
        self.fields["to"].queryset = (
            Organ.objects.filter(state="active").exclude(pk=self.thing.organ_id).order_by("path")
        )
        text = "；".join(item.get("description", "") for item in content_of(self.thing).get("items", ()))
        found = proposed_organs(self.thing, text)
        if found:
            names = "、".join(organ.name for organ in found)
            self.fields["to"].help_text = f"按申请的内容和职能，可能是：{names}。只是线索，请核对职责以后选择。"
