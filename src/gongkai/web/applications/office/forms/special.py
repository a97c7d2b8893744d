"""The forms of the acts that need more than the fields of an event."""

from typing import Any

from django import forms

from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.queries import in_force
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts import consulting, deciding, intake, joining, keeping, retention
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.receipting import make_receipt
from gongkai.web.applications.archive import case_file
from gongkai.web.applications.models import Application, AppliesAs
from gongkai.web.applications.office.forms.base import NOTE_HELP, ActForm, NoteForm, day, line, words
from gongkai.web.applications.proposals import SecrecyOpinion
from gongkai.web.applications.right_organ import proposed_organs
from gongkai.web.applications.sealing import opened
from gongkai.web.audit.acting import Actor, together
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today


class Register(ActForm):
    """登记编号: the number comes of itself, and the receipt with it."""

    def done(self, by: Actor) -> None:
        on = self.cleaned_data["on"]
        with together():
            intake.register(self.thing, by=by, on=on, version=self.cleaned_data["version"])
            if not self.rehearses:
                make_receipt(self.thing, by=by, on=on)


class OfSealed(ActForm):
    """A form whose words the function of the act takes by name."""

    does: Any = None

    def done(self, by: Actor) -> None:
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        type(self).does(self.thing, by=by, version=self.cleaned_data["version"], **said)


class ConsultThirdParty(ActForm):
    name = line("第三方姓名或者名称", help_text="密封保存；办理记录里只写“第三方1”。")
    contact = line("联系方式", required=False)
    address = line("地址", required=False, longest=200)
    concerns = words("所涉信息和征求的问题")
    received_on = day("第三方收到日期（有凭证的）", required=False)
    note = words("说明", help_text=NOTE_HELP)

    def first(self) -> dict[str, Any]:
        return {}

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        party = {name: said[name] for name in ("name", "contact", "address", "concerns")}
        consulting.consult_third_party(
            self.thing, by=by, on=said["on"], party=party, received_on=said["received_on"], note=said["note"],
            proofs=self.proofs, version=said["version"],
        )  # fmt: skip


class RecordCorrection(OfSealed):
    does = staticmethod(keeping.record_correction)
    description = words("补正后的申请内容", help_text="每行一项。不填的，内容以补正材料为准，随卷保存。")
    note = words("说明", help_text=NOTE_HELP)

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        items = [{"description": text.strip()} for text in said["description"].splitlines() if text.strip()]
        content = {**_content(self.thing), "items": items} if items else None
        keeping.record_correction(
            self.thing, by=by, on=said["on"], content=content, note=said["note"], proofs=self.proofs,
            version=said["version"],
        )  # fmt: skip


def _content(thing: Application) -> dict[str, Any]:
    return dict(opened([thing.particulars]).get(str(thing.particulars), {})) if thing.particulars else {}


class Split(ActForm):
    summaries = words("拆出的各件的内容摘要", required=True, help_text="每行一件。本件继续办理其余内容。")
    note = words("说明", help_text=NOTE_HELP)

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        joining.split(
            self.thing, by=by, on=said["on"], summaries=said["summaries"].splitlines(), note=said["note"],
            version=said["version"],
        )  # fmt: skip


class OtherNumber(ActForm):
    """An act that names another application of the organ by its number."""

    number = line("另一件的编号", longest=40)
    note = words("说明", help_text=NOTE_HELP)

    def first(self) -> dict[str, Any]:
        return {"number": self.asked.get("number", "")}

    def clean_number(self) -> Application:
        number = self.cleaned_data["number"].strip()
        found = Application.objects.filter(organ_id=self.thing.organ_id, number=number).first()
        if found is None:
            raise forms.ValidationError(f"本机关没有编号为“{number}”的申请。请核对编号。")
        return found


class Merge(OtherNumber):
    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        joining.merge(self.thing, by=by, on=said["on"], into=said["number"], note=said["note"], version=said["version"])


class MarkDuplicate(OtherNumber):
    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        joining.mark_duplicate(
            self.thing, by=by, on=said["on"], of=said["number"], note=said["note"], version=said["version"]
        )


class Transfer(OfSealed):
    does = staticmethod(joining.transfer)
    to = forms.ModelChoiceField(Organ.objects.none(), label="名录中的机关", required=False, to_field_name="code")
    name = line("名录之外的机关", required=False, help_text="从名录选不到时填写；不能确定的，写“不能确定”。")
    note = words("理由", required=True, help_text=NOTE_HELP)

    def narrow(self) -> None:
        self.fields["to"].queryset = (
            Organ.objects.filter(state="active").exclude(pk=self.thing.organ_id).order_by("path")
        )
        text = "；".join(item.get("description", "") for item in _content(self.thing).get("items", ()))
        found = proposed_organs(self.thing, text)
        if found:
            names = "、".join(organ.name for organ in found)
            self.fields["to"].help_text = f"按申请的内容和职能，可能是：{names}。只是线索，请核对职责以后选择。"


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


class LogSearch(OfSealed):
    does = staticmethod(keeping.log_search)
    what = words("查找什么", required=True, rows=2)
    where = words("在哪里查（部门、档案、系统）", required=True, rows=2)
    keywords = line("关键词和方法", longest=200)
    searcher = line("查找人", longest=60)
    result = words("结果", required=True, rows=2)

    def first(self) -> dict[str, Any]:
        return {"searcher": self.user.name}


class Assign(OfSealed):
    does = staticmethod(keeping.assign)
    handler = forms.ModelChoiceField(User.objects.none(), label="承办人", to_field_name="username")
    note = words("说明", help_text=NOTE_HELP)

    def first(self) -> dict[str, Any]:
        return {"handler": self.thing.handler.username if self.thing.handler else self.user.username}

    def narrow(self) -> None:
        rows = Membership.objects.filter(in_force(today()), organ_id=self.thing.organ_id, role=Role.HANDLER)
        self.fields["handler"].queryset = User.objects.filter(pk__in=rows.values("user"), is_active=True)


class SetSummary(OfSealed):
    does = staticmethod(keeping.set_summary)
    summary = line("内容摘要", help_text="概括所申请的信息，不写申请人的姓名、证件、电话、住址。")


class ClassifyApplicant(OfSealed):
    does = staticmethod(keeping.classify_applicant)
    applicant_kind = forms.ChoiceField(label="申请人类型", choices=AppliesAs.choices)


class RecordAssistance(OfSealed):
    does = staticmethod(keeping.record_assistance)
    assisted = line("提供的帮助", longest=60, help_text="例如：代为填写、大字材料、上门接收。不写病情。")
    note = words("说明", help_text=NOTE_HELP)


class AmendParticulars(ActForm):
    """The applicant's words anew; what is left empty stays as it was."""

    name = line("姓名或者名称", required=False)
    identity_number = line("证件号码", required=False, longest=40)
    phone = line("电话", required=False, longest=40)
    email = forms.EmailField(label="电子邮箱", required=False)
    address = line("通信地址", required=False, longest=200)

    def first(self) -> dict[str, Any]:
        return {}

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        content = _content(self.thing)
        changed = {name: said[name] for name in ("name", "identity_number", "phone", "email", "address") if said[name]}
        content["applicant"] = {**content.get("applicant", {}), **changed}
        keeping.amend_particulars(
            self.thing, by=by, on=said["on"], content=content, proofs=self.proofs, version=said["version"]
        )


class Erase(ActForm):
    def done(self, by: Actor) -> None:
        retention.erase_particulars(self.thing, by=by, on=self.cleaned_data["on"], version=self.cleaned_data["version"])


class Destroy(ActForm):
    def done(self, by: Actor) -> None:
        retention.destroy_case_file(self.thing, by=by, on=self.cleaned_data["on"], version=self.cleaned_data["version"])


class KeepCaseFile(ActForm):
    def done(self, by: Actor) -> None:
        case_file.keep(self.thing, by=by, on=self.cleaned_data["on"], version=self.cleaned_data["version"])


class RequiredNote(NoteForm):
    """Nothing but words."""

    note = words("内容", required=True, help_text=NOTE_HELP)


class AttachPaper(ActForm):
    """A paper of the case: its scan, or where the paper itself lies, or both."""

    title = line("材料名称", help_text="例如：身份证复印件、补正材料。不写申请人姓名。")
    pages = forms.IntegerField(label="页数", required=False, min_value=1, max_value=9999)
    place = line("存放处", required=False, help_text="纸质材料放在哪里；没有扫描件的，页数和存放处都要写。")

    def clean(self) -> None:
        said = self.cleaned_data
        if not self.errors and not self.proofs and not (said.get("pages") and said.get("place")):
            raise forms.ValidationError("没有扫描件的纸质材料，应当写明页数和存放处，才能在卷内找到。")

    def done(self, by: Actor) -> None:
        said = self.cleaned_data
        office = {"pages": said["pages"]} if said["pages"] else {}
        do(
            self.thing, "attach_paper", by=by, on=said["on"], office=office,
            words={"title": said["title"], "place": said["place"]}, proofs=self.proofs, version=said["version"],
        )  # fmt: skip
