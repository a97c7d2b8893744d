"""Forms of the work on a case: other organs, the extension and the fee, each proposed by one and settled by another."""

from typing import Any

from django import forms

from gongkai.web.applications.acts import consulting, working
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.month import month_of
from gongkai.web.applications.office.forms.base import NOTE_HELP, ActForm, OfSealed, day, line, words
from gongkai.web.audit.acting import Actor


class ConsultOrgan(ActForm):
    name = line(
        "机关名称",
        help_text="写全称。名称与本站名录一致、在本站有承办人员的，问题直接送到它的工作台，在那里答复；其余的凭信答复。",
    )
    concerns = words("所涉信息和征求的问题", required=True)
    received_on = day("对方收到日期（站外机关，有凭证的）", required=False)
    note = words("说明", help_text=NOTE_HELP)

    def first(self) -> dict[str, Any]:
        return {}

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        consulting.consult_organ(
            self.thing, self.act, by=by, on=said["on"], name=said["name"], concerns=said["concerns"],
            received_on=said["received_on"], note=said["note"], proofs=self.proofs, version=said["version"],
        )  # fmt: skip


class AskExtension(OfSealed):
    does = staticmethod(working.ask_extension)
    workdays = forms.IntegerField(label="延长的工作日", initial=20, min_value=1, max_value=20)
    reason = words("延期的理由", required=True, help_text="同意以后写入延期答复告知书。")

    def first(self) -> dict[str, Any]:
        return {}


class Reasoned(OfSealed):
    """An act that says nothing but why."""

    reason = words("理由", required=True, help_text=NOTE_HELP)

    def first(self) -> dict[str, Any]:
        return {}

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        do(self.thing, self.act, by=by, on=said["on"], words={"reason": said["reason"]}, version=said["version"])


class ProposeFee(ActForm):
    """The month's count of the applicant's applications and what the tariff comes to are shown, not typed."""

    volume = forms.IntegerField(
        label="按量计收的，提供信息的页数", required=False, min_value=1, max_value=999_999,
        help_text="不填的，按件计收。两种标准只能选一种，由本机关对每件申请选定（FEE 3）。",
    )  # fmt: skip
    reason = words("选择这一标准的理由", required=True)

    def first(self) -> dict[str, Any]:
        return {}

    def narrow(self) -> None:
        count = month_of(self.thing)
        self.fields[
            "reason"
        ].help_text = f"{count.said} 系统只计算，不作决定；是否收费由政府信息公开工作机构负责人决定。"

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        working.propose_fee(
            self.thing, by=by, on=said["on"], volume=said["volume"], reason=said["reason"], version=said["version"]
        )
