"""The form of an answer."""

from typing import Any

from django import forms

from gongkai.regulation.events import Opinion
from gongkai.web.directory.office.forms import ActForm
from gongkai.web.files.forms import UploadField


class Answer(ActForm):
    """Opinion, words, and the sealed paper where there is one."""

    opinion = forms.TypedChoiceField(
        label="意见",
        choices=[("", "请选择"), ("agrees", "同意公开"), ("objects", "不同意公开")],
        coerce=Opinion,
        error_messages={"required": "请选择同意公开，或者不同意公开。"},
    )
    words = forms.CharField(
        label="理由和依据", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="不同意公开的应当写明。密封保存，随答复送到征求意见的机关。",
    )  # fmt: skip
    scan = UploadField(label="盖章的书面意见（可以不传）", required=False, personal=True)

    def first(self) -> dict[str, Any]:
        return {}

    def narrow(self) -> None:
        self.fields["scan"].owner = str(self.user.pk)
        self.fields["on"].label = "答复日期"
