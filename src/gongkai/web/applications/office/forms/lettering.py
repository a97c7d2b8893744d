"""The fields of a letter on the form of an act, and the forms on which a letter is drafted or made by itself."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from gongkai.papers.errors import PaperError
from gongkai.papers.letters.draft import Draft
from gongkai.papers.letters.template import Field
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.letters import letters
from gongkai.web.applications.acts import lettering
from gongkai.web.applications.letters.drafting import drafted, fields_of, letters_of_case
from gongkai.web.applications.letters.facts import Facts, facts_of
from gongkai.web.applications.office.forms.base import ActForm, day, words
from gongkai.web.audit.acting import Actor
from gongkai.web.ui.clock import today

PREFIX = "letter_"
_OF_EVENT: Mapping[str, Mapping[str, str]] = {
    "request_correction": {"period": "workdays"},
    "demand_reasons": {"limit": "workdays"},
    "defer": {"reply_by": "until"},
    "extend": {"approver": "approver"},
    "notify_fee": {"amount": "yuan"},
    "consult_joint_organ": {"joint_organ": "name"},
    "consult_other_organ": {"other_organ": "name"},
    "transfer": {"reason": "note"},
    "consult_third_party": {"third_party": "name", "information": "concerns"},
}
"""What of the act's own fields the letter says: its key, the field."""
_KNOWN_LATER = {"extend": frozenset({"reply_by"})}
_SAID_BY_ACT: Mapping[str, Mapping[str, str]] = {
    "transfer": {"outcome": "unavailable.not_held", "finding_key": "another_organ"},
}


class LetterFields:
    """The fields of one letter, for a form of a case. asked: which it needs; given: what was entered."""

    def __init__(self, thing: Any, key: str, *, said: Mapping[str, str] | None = None) -> None:
        self.facts: Facts = facts_of(thing)
        self.key, self.said = key, dict(said or {})
        self.title = letters()[key].title
        self.before = lettering.drafted_words(self.facts, key)
        self.asked = tuple(fields_of(self.facts, key, on=today(), given=self.said))

    def form_fields(self, *, without: frozenset[str] = frozenset()) -> Iterator[tuple[str, forms.Field]]:
        """Their form fields, by name."""
        for one in self.asked:
            if one.key not in without:
                found = _field(one)
                found.initial = _typed(self.before.get(one.key))
                yield PREFIX + one.key, found

    def given(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """What the letter is given: what was drafted before, what the act says, what was entered now."""
        columns = {one.key: tuple(one.columns) for one in self.asked if one.kind == "rows"}
        own = {name.removeprefix(PREFIX): value for name, value in cleaned.items() if name.startswith(PREFIX)}
        entered = {key: _rows(value, columns[key]) if key in columns else _plain(value) for key, value in own.items()}
        return {**self.before, **self.said, **{name: value for name, value in entered.items() if value != ""}}

    def preview(self, given: Mapping[str, Any], *, on: date) -> Draft | None:
        """How it stands now; None where nothing can be drafted yet."""
        try:
            return drafted(self.facts, self.key, on=on, given=given)
        except (PaperError, RegulationError):
            return None


def _field(one: Field) -> forms.Field:
    if one.kind == "day":
        return day(one.label, required=False)
    if one.kind == "count":
        return forms.IntegerField(label=one.label, required=False, min_value=1, max_value=99999)
    if one.kind == "yuan":
        return forms.DecimalField(label=one.label, required=False, min_value=Decimal(0), decimal_places=2)
    if one.kind == "rows":
        help_text = f"每行一项，各栏用“|”分开：{'|'.join(one.columns.values())}。"
        return words(one.label, rows=5, help_text=help_text)
    if one.kind == "list":
        return words(one.label, rows=3, help_text="每行一项。")
    return words(one.label, rows=2)


def _rows(text: str, columns: Sequence[str]) -> list[dict[str, str]] | str:
    """The rows of a table that were typed a line each; the last column takes what is left. Empty where nothing was."""
    lines = [line.split("|", len(columns) - 1) for line in text.splitlines() if line.strip()]
    return [dict(zip(columns, map(str.strip, line), strict=False)) for line in lines] or ""


def _typed(value: Any) -> Any:
    """What was kept as it is typed."""
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        return "\n".join("|".join(row.values()) for row in value)
    return value


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value


class WithLetter(ActForm):
    """The form of an act that calls for a letter: made, numbered and filed with the act, unless that is unticked."""

    letter: ClassVar[str] = ""
    shows_at_once: ClassVar[bool] = False
    preview: Draft | None = None

    def narrow(self) -> None:
        super().narrow()
        if not self.is_whole:
            return
        self.lettering = LetterFields(self.thing, self.letter, said=_SAID_BY_ACT.get(self.act))
        title = self.lettering.title
        self.fields["makes_letter"] = forms.BooleanField(
            label=f"一并制作《{title}》", required=False, initial=True,
            help_text="编定文号，存入本件。已经用其他办法制作的，去掉勾选。",
        )  # fmt: skip
        own = frozenset(_OF_EVENT.get(self.act, {})) | _KNOWN_LATER.get(self.act, frozenset())
        self.fields |= dict(self.lettering.form_fields(without=own))
        last = ("note", "on", "version")
        self.order_fields(
            [name for name in self.fields if name not in last] + [one for one in last if one in self.fields]
        )
        if self.shows_at_once and not self.is_bound:
            self.preview = self.lettering.preview(self.lettering.given({}), on=today())

    def given(self) -> dict[str, Any]:
        """What the letter is given."""
        said = self.cleaned_data
        of_event = {key: _plain(said.get(name)) for key, name in _OF_EVENT.get(self.act, {}).items()}
        to = said.get("to") or said.get("name") if self.act == "transfer" else None
        found = {**self.lettering.given(said), **{key: value for key, value in of_event.items() if value != ""}}
        return {**found, "right_organ": found.get("right_organ") or str(to)} if to else found

    def done(self, by: Actor) -> None:
        if not self.cleaned_data.get("makes_letter"):
            self._act(by, self.cleaned_data.get("number", ""))
            return
        self.preview = lettering.with_letter(
            self.thing, lambda number: self._act(by, number), self.letter, by=by, on=self.cleaned_data["on"],
            given=self.given(), keeps=not self.rehearses,
        )  # fmt: skip

    def _act(self, by: Actor, number: str) -> None:
        entered = self.cleaned_data
        own = {name: value for name, value in entered.items() if not name.startswith(PREFIX) and name != "makes_letter"}
        self.cleaned_data = {**own, "number": number} if self.act == "decide" else own
        try:
            super().done(by)
        finally:
            self.cleaned_data = entered


class ByItself(ActForm):
    """A letter by itself, in two steps: which, then its words. In the address: letter."""

    first_step = "填写文书内容"
    preview: Draft | None = None

    def first(self) -> dict[str, Any]:
        return {"letter": self.asked.get("letter", "")}

    @property
    def is_whole(self) -> bool:
        """Whether a letter is chosen."""
        return self.asked.get("letter") in {one.key for one in letters_of_case()}

    def narrow(self) -> None:
        choices = [(one.key, f"{one.title}（{one.when}）") for one in letters_of_case()]
        self.fields["letter"] = forms.ChoiceField(label="文书", choices=choices)
        if self.is_whole:
            self.fields["letter"].widget = forms.HiddenInput()
            self.lettering = LetterFields(self.thing, self.asked["letter"])
            self.fields |= dict(self.lettering.form_fields())
            if not self.is_bound:
                self.preview = self.lettering.preview(self.lettering.before, on=today())
        self.order_fields([name for name in self.fields if name not in {"on", "version"}] + ["on", "version"])


class DraftLetter(ByItself):
    """拟写文书: kept for whoever signs."""

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        given = self.lettering.given(said)
        lettering.draft_letter(
            self.thing, by=by, on=said["on"], letter=self.lettering.key, given=given, version=said["version"]
        )


class MakeLetter(ByItself):
    """制作文书: seen before it is made."""

    is_seen_first = True

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        self.preview = lettering.make_letter(
            self.thing, by=by, on=said["on"], letter=self.lettering.key, given=self.lettering.given(said),
            keeps=not self.rehearses, version=said["version"],
        )  # fmt: skip
