"""The forms of review, secrecy opinion and decision."""

from typing import Any

from django import forms

from gongkai.web.applications.acts import deciding
from gongkai.web.applications.office.forms.base import NOTE_HELP, OfSealed, line, words
from gongkai.web.applications.proposals import SecrecyOpinion


class Decide(OfSealed):
    does = staticmethod(deciding.decide)
    number = line("答复书文号", required=False, longest=60)
    note = words("说明", help_text=NOTE_HELP)

    def first(self) -> dict[str, Any]:
        return {}


class ReviewReply(OfSealed):
    does = staticmethod(deciding.review_reply)
    approves = forms.TypedChoiceField(
        label="审核意见", choices=[("1", "同意"), ("", "退回修改")], coerce=bool, required=False, empty_value=False
    )
    opinion = words("理由", help_text="退回的，写明要修改什么。" + NOTE_HELP)


class ReturnReply(OfSealed):
    does = staticmethod(deciding.return_reply)
    opinion = words("退回的理由", required=True, help_text="写明要修改什么。" + NOTE_HELP)


class GiveSecrecyOpinion(OfSealed):
    does = staticmethod(deciding.give_secrecy_opinion)
    opinion = forms.TypedChoiceField(
        label="保密审查意见", choices=[(one.value, one.label) for one in SecrecyOpinion], coerce=SecrecyOpinion
    )
    reason = words("依据和理由", help_text="不得公开的，写明涉及什么和依据。" + NOTE_HELP)
