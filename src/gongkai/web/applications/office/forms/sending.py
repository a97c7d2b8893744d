"""The form of sending a reply: by which way, and what goes to the applicant with it."""

from typing import Any

from django import forms

from gongkai.web.applications.acts.handing import GIVING, to_choose
from gongkai.web.applications.office.forms.of_law import form_of_law
from gongkai.web.applications.table import BY_LAW

_NONE_YET = "信息由申请人下载的，请先用“随卷材料”或者“区分处理（遮挡）”存入文件，再发出答复。"
_HELP = (
    "勾选的文件，申请人凭编号和查询码可以在查询页面下载；没有勾选的不会给出。"
    "作过区分处理的，只列遮挡后的复制件。用邮寄、当面等方式另行提供的，不必勾选。"
)


class Send(form_of_law(BY_LAW["send"])):  # type: ignore[misc]  (made from the fields of the event)
    """given: what he may download; asked only where information is given and the case holds some."""

    def narrow(self) -> None:
        super().narrow()
        files = to_choose(self.thing)
        if not files and self.thing.outcome in GIVING:
            self.fields["way"].help_text = _NONE_YET
        if files:
            self.fields["given"] = forms.MultipleChoiceField(
                label="随答复提供的信息", choices=[(str(file.pk), _named(file)) for file in files], required=False,
                widget=forms.CheckboxSelectMultiple, help_text=_HELP,
                error_messages={"invalid_choice": "选择的文件不在这件申请里，或者已经清除。请重新选择。"},
            )  # fmt: skip

    def office(self) -> dict[str, Any]:
        given = self.cleaned_data.get("given", [])
        return {"given": given} if given else {}


def _named(file: Any) -> str:
    return f"{file.name}（{file.purpose}）"
