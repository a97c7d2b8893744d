"""The forms by which the record of a case is kept: number, corrections, who was asked, searches, people, papers."""

from typing import Any

from django import forms

from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.queries import in_force
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts import consulting, intake, keeping
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.receipting import make_receipt
from gongkai.web.applications.models import AppliesAs
from gongkai.web.applications.office.forms.base import NOTE_HELP, ActForm, OfSealed, day, line, words
from gongkai.web.applications.sealing import content_of
from gongkai.web.audit.acting import Actor, together
from gongkai.web.ui.clock import today


class Register(ActForm):
    """登记编号: the number comes of itself, and the receipt with it."""

    def done(self, by: Actor) -> None:
        on = self.cleaned_data["on"]
        with together():
            intake.register(self.thing, by=by, on=on, version=self.cleaned_data["version"])
            if not self.rehearses:
                make_receipt(self.thing, by=by, on=on)


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
        content = {**dict(content_of(self.thing)), "items": items} if items else None
        keeping.record_correction(
            self.thing, by=by, on=said["on"], content=content, note=said["note"], proofs=self.proofs,
            version=said["version"],
        )  # fmt: skip


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
        content = dict(content_of(self.thing))
        changed = {name: said[name] for name in ("name", "identity_number", "phone", "email", "address") if said[name]}
        content["applicant"] = {**content.get("applicant", {}), **changed}
        keeping.amend_particulars(
            self.thing, by=by, on=said["on"], content=content, proofs=self.proofs, version=said["version"]
        )


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
