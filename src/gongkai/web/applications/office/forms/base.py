"""What the form of every act has: the day, the version of the page, and a way to do the act."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from gongkai.web.accounts.models import User
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.proving import MOST, PROVED_BY
from gongkai.web.applications.models import Application
from gongkai.web.audit.acting import Actor
from gongkai.web.directory.office.forms import ActForm as DirectoryForm
from gongkai.web.directory.office.forms import day
from gongkai.web.files.forms import UploadField
from gongkai.web.files.receiving import Accepted

_LAST = ("note", "on", "version")
NOTE_HELP = "可以写经过和理由。这里写的文字会密封保存，不出现在清单和通知里。"


def words(label: str, *, required: bool = False, rows: int = 3, help_text: str = "") -> forms.CharField:
    """A field for sealed words."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=4000,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def papers(label: str, *, owner: str) -> UploadField:
    """A field for papers of a case: sealed, and kept on the page while the form goes back and forth."""
    field = UploadField(label=label, required=False, personal=True, most=MOST)
    field.owner = owner
    return field


def line(label: str, *, required: bool = True, longest: int = 120, help_text: str = "") -> forms.CharField:
    """A field for one line."""
    return forms.CharField(label=label, required=required, max_length=longest, help_text=help_text)


class ActForm(DirectoryForm):
    """asked: the words of the address, by which some forms know what else to ask. do(): does the act."""

    act: ClassVar[str] = ""
    first_step: ClassVar[str] = ""
    """The button of a form that asks for more before it can be sent; empty where it is whole."""
    is_seen_first: ClassVar[bool] = False
    """Whether the act is looked at before it is confirmed, though it is none of the Regulation's."""
    rehearses = False
    """Set while the act is done only to be looked at, and undone."""

    def __init__(self, *args: Any, user: User, thing: Application, asked: Mapping[str, str], **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, user=user, thing=thing, **kwargs)
        if self.act in PROVED_BY and self.is_whole:
            self.fields["proofs"] = papers(PROVED_BY[self.act], owner=str(self.user.pk))
            self.order_fields([name for name in self.fields if name not in _LAST] + list(_LAST))

    @property
    def proofs(self) -> Sequence[Accepted]:
        """The papers that were brought, and those that were kept from the page before."""
        return self.cleaned_data.get("proofs") or ()

    @property
    def is_whole(self) -> bool:
        """Whether all is asked that the act needs."""
        return True

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that the page asks now."""
        return [field for field in self.visible_fields() if self.is_whole or field.name not in {"on", "note"}]

    def done(self, by: Actor) -> None:
        """Do the act with what was entered. Raises what the act raises."""
        said = self.cleaned_data
        note = {"note": said.get("note", "")}
        do(self.thing, self.act, by=by, on=said["on"], words=note, proofs=self.proofs, version=said["version"])


class NoteForm(ActForm):
    """Only a day and a note."""

    note = words("说明", help_text=NOTE_HELP)


class RequiredNote(NoteForm):
    """Nothing but words."""

    note = words("内容", required=True, help_text=NOTE_HELP)


class OfSealed(ActForm):
    """A form whose words the function of the act takes by name."""

    does: Any = None

    def done(self, by: Actor) -> None:
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        type(self).does(self.thing, by=by, version=self.cleaned_data["version"], **said)


__all__ = ["NOTE_HELP", "ActForm", "NoteForm", "OfSealed", "RequiredNote", "day", "line", "papers", "words"]
