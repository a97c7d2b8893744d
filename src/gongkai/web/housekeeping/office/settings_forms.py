"""The form of a group of settings: empty where the organ takes over what it inherits, and a day from which it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from gongkai.web.directory.office.forms import day
from gongkai.web.rules.catalogue import Group, Setting, SettingError, Shape
from gongkai.web.rules.queries import EffectiveSettings, HeldValue
from gongkai.web.ui.clock import today

_TEXT_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting that would change: what it says now, what it would say."""

    setting: Setting
    before: str
    after: str


class SettingsForm(forms.Form):
    """One field a setting. own: what the organ itself set; inherited: what would hold without that."""

    since = day("自哪一天起")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        group: Group,
        own: Mapping[str, str],
        inherited: EffectiveSettings,
        version: int,
        **kwargs: Any,
    ) -> None:
        self.group, self.own, self.inherited = group, own, inherited
        first = {**own, "since": today(), "version": version}
        super().__init__(*args, initial=first, **kwargs)
        for setting in group.settings:
            self.fields[setting.name] = _field(setting, inherited.held[setting.name])
        self.order_fields([setting.name for setting in group.settings])

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since < today():
            raise forms.ValidationError("已经过去的日子仍按当时的设置，请填今天或者以后的日期。")
        return since

    def clean(self) -> dict[str, Any]:
        for setting in self.group.settings:
            text = self.cleaned_data.get(setting.name, "")
            try:
                self.cleaned_data[setting.name] = setting.read(text) if text else ""
            except SettingError as error:
                self.add_error(setting.name, str(error))
        if not self.errors and not self.values():
            raise forms.ValidationError("没有改动任何一项。要保持现在的设置，不必保存。")
        return self.cleaned_data

    def values(self) -> dict[str, str | None]:
        """What is set otherwise than now; None where the organ's own value is taken away."""
        asked = {setting.name: self.cleaned_data[setting.name] or None for setting in self.group.settings}
        return {name: value for name, value in asked.items() if value != self.own.get(name)}

    def differences(self) -> list[Difference]:
        """The same in words, for the eye before it is saved."""
        known = {setting.name: setting for setting in self.group.settings}
        return [
            Difference(known[name], self._said(known[name], self.own.get(name)), self._said(known[name], value))
            for name, value in self.values().items()
        ]

    def _said(self, setting: Setting, value: str | None) -> str:
        return setting.said(value) if value is not None else _inherited(self.inherited.held[setting.name])

    def asked(self) -> list[tuple[Setting, forms.BoundField]]:
        """Each setting with its field."""
        return [(setting, self[setting.name]) for setting in self.group.settings]


def _inherited(held: HeldValue) -> str:
    return f"沿用{held.origin}：{held.said}" if held.value else "不填写"


def _field(setting: Setting, held: HeldValue) -> forms.Field:
    if setting.shape is Shape.CHOICE:
        choices = [("", _inherited(held)), *setting.variants.items()]
        return forms.ChoiceField(label=setting.label, choices=choices, required=False)
    widget = forms.TextInput(attrs={"placeholder": held.value})
    help_text = f"不填写则{_inherited(held)}。" if held.value else ""
    return forms.CharField(
        label=setting.label, required=False, max_length=_TEXT_LENGTH, widget=widget, help_text=help_text
    )
