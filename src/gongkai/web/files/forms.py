"""A form's field for files. What it took in once it keeps, when the form has to be sent again for another field."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from gongkai.web.files.accepted import MB, FileType, accept_attribute, chosen
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.receiving import Accepted, receive


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form brought: files, and tokens of files that it brought before."""

    uploads: tuple[UploadedFile, ...] = ()
    tokens: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is taken in already, for the page."""

    name: str
    size: int
    token: str


class UploadInput(forms.Widget):
    """ui/parts/upload.html: types and sizes from the table, said before anything is chosen."""

    needs_multipart_form = True
    types: tuple[FileType, ...] = ()
    most = 1
    owner = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sent:
        uploads = files.getlist(name) if isinstance(files, MultiValueDict) else [files[name]] if name in files else []
        tokens = data.getlist(f"{name}-kept") if hasattr(data, "getlist") else []
        return Sent(tuple(uploads), tuple(tokens))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}-kept" not in data

    def id_for_label(self, id_: str) -> str:
        return id_

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attrs = self.build_attrs(self.attrs, attrs)
        return render_to_string("ui/parts/upload.html", shown(name, self.types, self.most, self._kept(value), attrs))

    def _kept(self, value: Any) -> list[Kept]:
        if not isinstance(value, Sent):
            return []
        fresh = [one.accepted for one in value.uploads if hasattr(one, "accepted")]
        again = [Accepted.from_token(token, self.owner) for token in value.tokens]
        return [Kept(one.name, one.size, one.token(self.owner)) for one in [*again, *fresh] if one is not None]


def shown(
    name: str, types: tuple[FileType, ...], most: int = 1, kept: list[Kept] | None = None, attrs: Any = None
) -> dict[str, Any]:
    """What ui/parts/upload.html needs."""
    attrs = dict(attrs or {})
    field_id = attrs.pop("id", f"id_{name}")
    attrs["aria-describedby"] = f"{attrs.get('aria-describedby', '')} {field_id}-limits".strip()
    groups: dict[int, list[str]] = {}
    for one in types:
        groups.setdefault(one.limit, []).append(one.label)
    return {
        "name": name,
        "id": field_id,
        "attrs": attrs,
        "accept": accept_attribute(types),
        "sizes": json.dumps({ending: one.limit for one in types for ending in one.endings}),
        "most": most,
        "kept": kept or [],
        "limits": [(limit // MB, "、".join(labels)) for limit, labels in sorted(groups.items(), reverse=True)],
    }


class UploadField(forms.Field):
    """Gives a list of Accepted, at most `most`. The form sets `owner` to whose form it is (a user's or session's key).

    personal: the files hold personal data, and are sealed. types: names of accepted.yaml; none means all.
    """

    widget = UploadInput
    default_error_messages: ClassVar[dict[str, str]] = {
        "required": "请选择文件。",
        "most": "最多 %(most)d 个文件，这次有 %(found)d 个。请减少后再提交。",
    }

    def __init__(self, *, personal: bool, types: tuple[str, ...] = (), most: int = 1, **options: Any) -> None:
        self.personal, self.types, self.most = personal, chosen(types), most
        super().__init__(**options)
        self.widget.types, self.widget.most = self.types, most

    @property
    def owner(self) -> str:
        return self.widget.owner

    @owner.setter
    def owner(self, owner: str) -> None:
        self.widget.owner = owner

    def clean(self, value: Sent) -> list[Accepted]:
        """Raises ValidationError with one sentence for each file that is refused; the others are kept for the form."""
        kept = [found for token in value.tokens if (found := Accepted.from_token(token, self.owner)) is not None]
        how_many = len(kept) + len(value.uploads)
        if how_many > self.most:
            raise ValidationError(self.error_messages["most"] % {"most": self.most, "found": how_many}, code="most")
        if self.required and not how_many:
            raise ValidationError(self.error_messages["required"], code="required")
        return [*kept, *self._received(value.uploads)]

    def _received(self, uploads: tuple[UploadedFile, ...]) -> list[Accepted]:
        faults = []
        for upload in uploads:
            try:
                upload.accepted = receive(upload, personal=self.personal, types=self.types)
            except FileRefused as error:
                faults.append(ValidationError(str(error), code=error.rule))
        if faults:
            raise ValidationError(faults)
        return [upload.accepted for upload in uploads]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(data and (data.uploads or data.tokens))
