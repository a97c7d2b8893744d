"""How many applications the applicant sent this organ in the calendar month of receipt (信息处理费, Art 35)."""

from dataclasses import dataclass

from gongkai.regulation.fees import Fee, Received, item_fee, month_ordinals
from gongkai.web.applications.models import Application


@dataclass(frozen=True, slots=True)
class Month:
    """How many applications the applicant sent this organ in the calendar month of receipt, which of them this one is,
    and what the tariff by items comes to. fee: None where nothing tells the applicant from others."""

    count: int
    ordinal: int
    fee: Fee | None

    @property
    def said(self) -> str:
        """In one sentence."""
        if self.fee is None:
            return "登记的信息不能认定是否同一申请人，不能按件计算。"
        steps = "".join(step.what for step in self.fee.steps)
        return (
            f"本月收到同一申请人 {self.count} 件，本件是第 {self.ordinal} 件。按件计收：{self.fee.yuan} 元（{steps}）"
        )


def month_of(thing: Application) -> Month:
    """The count of the applicant's month. One query along the index of applicants."""
    on = thing.received_on
    if on is None or not thing.applicant_digest:
        return Month(0, 0, None)
    same = Application.objects.filter(
        organ_id=thing.organ_id, applicant_digest=thing.applicant_digest, received_on__year=on.year,
        received_on__month=on.month,
    ).exclude(state="merged")  # fmt: skip
    rows = list(same.order_by("received_on", "pk").values_list("pk", "received_on"))
    ordinal = month_ordinals(Received(str(pk), "", day) for pk, day in rows).get(str(thing.pk), 0)
    return Month(len(rows), ordinal, item_fee(ordinal, on) if ordinal else None)
