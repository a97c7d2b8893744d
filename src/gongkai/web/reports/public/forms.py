"""Forms of the reports' public pages."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from gongkai.web.organs.models import Organ


class ReportFilter(forms.Form):
    """Which reports to list: of an organ and those below it, of a year."""

    organ = forms.ChoiceField(label="行政机关", required=False)
    year = forms.TypedChoiceField(label="年度", required=False, coerce=int, empty_value=None)

    def __init__(self, data: Mapping[str, Any], *, organs: Sequence[Organ], years: Sequence[int]) -> None:
        super().__init__(data)
        self._organs = {organ.code: organ for organ in organs}
        indented = [(organ.code, "\u3000" * (organ.depth - 1) + organ.name) for organ in organs]
        self.fields["organ"].choices = [("", "全部机关"), *indented]
        self.fields["year"].choices = [("", "全部年度"), *((year, f"{year} 年") for year in years)]
        for field, missing in (("organ", "本站没有这个机关的年度报告。"), ("year", "本站没有这个年度的报告。")):
            self.fields[field].error_messages["invalid_choice"] = f"{missing}请从列表中选择。"

    def clean_organ(self) -> Organ | None:
        return self._organs.get(self.cleaned_data["organ"])

    @property
    def as_query(self) -> str:
        """The choice as a query string, for the links to further pages."""
        chosen = {name: self.data.get(name) for name in self.fields}
        return urlencode({name: value for name, value in chosen.items() if value})


class Paper(forms.Form):
    """A paper to try: a file, or its text pasted."""

    file = forms.FileField(label="选择文件", required=False, allow_empty_file=True)
    text = forms.CharField(label="或者粘贴全文", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8}))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > settings.PAPER_LIMIT:
            limit = filesizeformat(settings.PAPER_LIMIT)
            raise forms.ValidationError(
                f"这个文件有 {filesizeformat(file.size)}，一次最多接受 {limit}。请另存为较小的文件（如纯文本）后再试。"
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["file"] is None and not cleaned["text"].strip():
            self.add_error("file", "还没有内容可读。请选择一个文件，或者在下面粘贴报告全文。")
        elif cleaned["file"] is not None and cleaned["text"].strip():
            self.add_error("text", "文件和粘贴的文字只能用一样。请清空这里，或者不选文件。")
        return cleaned

    @property
    def given(self) -> tuple[str, bytes, str]:
        """What was given: the field's name, the bytes, and what to call them."""
        file = self.cleaned_data["file"]
        if file is not None:
            return "file", file.read(), file.name
        return "text", self.cleaned_data["text"].encode(), "粘贴的文字"
