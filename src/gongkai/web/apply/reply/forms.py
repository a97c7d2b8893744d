"""What a party that is asked writes."""

from typing import Any

from django import forms

from gongkai.web.apply.fields import files, line, text
from gongkai.web.apply.reply.asking import OPINIONS


class Enter(forms.Form):
    """Number and code of the letter."""

    number = line(
        "编号",
        missing="请填写征求意见书上的编号。",
        longest=40,
        autocomplete="off",
        spellcheck="false",
    )
    code = line(
        "答复码", missing="请填写征求意见书上的 12 位答复码。", hint="大小写、横线、空格都不要紧。", longest=40,
        autocomplete="off", spellcheck="false", autocapitalize="characters",
    )  # fmt: skip


class Answer(forms.Form):
    """Agrees or objects. Who objects says why: only a reasonable ground counts (Art 32)."""

    def __init__(self, data: Any = None, sent: Any = None, *, owner: str) -> None:
        super().__init__(data, sent)
        self.fields["opinion"] = forms.ChoiceField(
            label="是否同意公开", choices=OPINIONS, widget=forms.RadioSelect,
            error_messages={"required": "请选择同意公开，或者不同意公开。", "invalid_choice": "请从两项中选一项。"},
        )  # fmt: skip
        self.fields["reason"] = text(
            "理由", rows=6,
            hint="不同意公开的必须写：公开哪些内容会损害您的什么合法权益，例如商业秘密、个人隐私。同意的可以不写。",
        )  # fmt: skip
        self.fields["signer"] = line("答复人", missing="请填写答复人的姓名或者单位名称。", autocomplete="name")
        self.fields["files"] = files("证明材料", owner)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("opinion") == "objects" and not said.get("reason", "").strip():
            self.add_error("reason", "不同意公开的，请写明理由：没有合理的理由，机关可以决定公开（条例第三十二条）。")
        return said
