"""Fields of forms for the public: each says in plain words what is missing or too long, and what to do."""

from typing import Any

from django import forms

from gongkai.web.apply.files import TOGETHER_MB
from gongkai.web.files.forms import UploadField

_MATERIALS = ("pdf", "ofd", "docx", "xlsx", "jpeg", "png", "text")
_MOST_FILES = 5


def line(label: str, *, missing: str = "", hint: str = "", longest: int = 120, **attrs: str) -> forms.CharField:
    """One line. missing: what is said where it is left empty; where nothing is said, it may be."""
    return forms.CharField(
        label=label, required=bool(missing), max_length=longest, help_text=hint, widget=forms.TextInput(attrs=attrs),
        error_messages={"required": missing, "max_length": f"“{label}”最多 {longest} 个字，请写短一些。"},
    )  # fmt: skip


def text(label: str, *, missing: str = "", hint: str = "", longest: int = 2000, rows: int = 4) -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label, required=bool(missing), max_length=longest, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing, "max_length": f"“{label}”最多 {longest} 个字；更长的内容请作为附件上传。"},
    )  # fmt: skip


def choice(label: str, choices: Any, *, missing: str = "", hint: str = "") -> forms.ChoiceField:
    """One of a list."""
    return forms.ChoiceField(
        label=label, choices=choices, required=bool(missing), help_text=hint,
        error_messages={"required": missing, "invalid_choice": f"“{label}”请从列表中选择。"},
    )  # fmt: skip


def files(label: str, owner: str) -> UploadField:
    """Files beside the words. owner: whose they are, while the form is sent again."""
    field = UploadField(
        label=label, required=False, personal=True, types=_MATERIALS, most=_MOST_FILES,
        help_text=f"可以不传。一次提交的文件合计不超过 {TOGETHER_MB} MB。",
    )  # fmt: skip
    field.owner = owner
    return field
