"""What an applicant writes on his own case."""

from typing import Any

from django import forms

from gongkai.web.apply.fields import files, line, text


class Enter(forms.Form):
    """Number and code."""

    number = line("编号", missing="请填写编号，照回执上写的填。", longest=40, autocomplete="off", spellcheck="false")
    code = line(
        "查询码", missing="请填写提交申请时得到的 12 位查询码。", hint="大小写、横线、空格都不要紧。", longest=40,
        autocomplete="off", spellcheck="false", autocapitalize="characters",
    )  # fmt: skip


class Correction(forms.Form):
    """补正: each item anew, as it stands now, and what else is to be said."""

    def __init__(self, data: Any = None, sent: Any = None, *, items: list[dict[str, str]], owner: str) -> None:
        super().__init__(data, sent)
        for number, item in enumerate(items, 1):
            label = "要什么信息" if len(items) == 1 else f"要什么信息（第 {number} 项）"
            self.fields[f"item-{number}"] = text(
                label, missing="请写明要什么信息。", hint="原来的内容已经填好，请照告知书的要求改写。", rows=5
            )
            self.fields[f"item-{number}"].initial = item.get("description", "")
        self.fields["note"] = text("其他说明", hint="可以不填。", rows=3)
        self.fields["files"] = files("补充材料", owner)

    def corrected(self, items: list[dict[str, str]]) -> list[dict[str, str]]:
        """The items with the new descriptions."""
        said = self.cleaned_data
        return [{**item, "description": said[f"item-{number}"]} for number, item in enumerate(items, 1)]


class Reasons(forms.Form):
    """说明理由 (Art 35)."""

    def __init__(self, data: Any = None, sent: Any = None, *, owner: str) -> None:
        super().__init__(data, sent)
        self.fields["note"] = text("理由", missing="请写明申请的理由。", rows=6)
        self.fields["files"] = files("证明材料", owner)


class Withdrawal(forms.Form):
    """撤回: said twice, because it cannot be undone."""

    sure = forms.BooleanField(
        label="我要撤回这件申请", error_messages={"required": "撤回以后不能恢复。确定要撤回的，请勾选这一项。"}
    )
