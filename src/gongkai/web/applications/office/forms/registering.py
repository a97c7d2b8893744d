"""登记申请: one form for every way in which an application comes."""

from typing import Any
from uuid import uuid4

from django import forms

from gongkai.regulation.receipt import RECEIPT_RULES, Channel
from gongkai.web.accounts import access
from gongkai.web.accounts.models import User
from gongkai.web.applications.acts.intake import HANDED_IN, Entered, Submission, arrive, receive
from gongkai.web.applications.acts.receipting import Receipt, make_receipt
from gongkai.web.applications.models import AppliesAs
from gongkai.web.applications.office.forms.base import NOTE_HELP, day, line, papers, words
from gongkai.web.applications.table import table
from gongkai.web.audit.acting import Actor, together
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today

IDENTITIES = (
    ("resident", "居民身份证"), ("passport", "护照"), ("permit", "港澳台居民证件"), ("credit_code", "统一社会信用代码"),
    ("other", "其他证件"), ("", "没有提供"),
)  # fmt: skip
FORMS_OF_SUPPLY = (("paper", "纸质"), ("electronic", "电子文档"), ("inspection", "查阅、抄录"), ("", "没有要求"))
WAYS_OF_SUPPLY = (
    ("post", "邮寄"),
    ("electronic", "电子邮件"),
    ("in_person", "当面领取"),
    ("fax", "传真"),
    ("", "没有要求"),
)
_APPLICANT = ("name", "identity_kind", "identity_number", "phone", "email", "address", "contact", "agent")


class Registration(forms.Form):
    """What Art 29 asks for, the days of Art 31, and what staff add. `parts` are the groups of the page."""

    act = "record_arrival"
    organ = forms.ModelChoiceField(Organ.objects.none(), label="收到申请的机关", to_field_name="code")
    channel = forms.TypedChoiceField(
        label="收到方式", choices=[(one.value, rule.label) for one, rule in RECEIPT_RULES.items()], coerce=Channel
    )
    submitted_on = day("提交日期（邮戳日、网上提交日）", required=False)
    on = day("到达本机关日期")
    confirmed_on = day("与申请人确认收到日期", required=False)
    applicant_kind = forms.ChoiceField(label="申请人类型", choices=AppliesAs.choices)
    name = line("姓名或者名称")
    identity_kind = forms.ChoiceField(label="证件类型", choices=IDENTITIES, required=False)
    identity_number = line("证件号码", required=False, longest=40)
    phone = line("电话", required=False, longest=40)
    email = forms.EmailField(label="电子邮箱", required=False)
    address = line("通信地址", required=False, longest=200)
    contact = line("联系人", required=False, longest=60, help_text="申请人是组织的，填写联系人姓名。")
    agent = line("代理人", required=False, longest=120)
    description = words(
        "申请公开的信息", required=True, help_text="照申请人的描述填写，每行一项：名称、文号或者便于查询的其他特征。"
    )
    form = forms.ChoiceField(label="希望的形式", choices=FORMS_OF_SUPPLY, required=False)
    way = forms.ChoiceField(label="希望的获取途径", choices=WAYS_OF_SUPPLY, required=False)
    summary = line("内容摘要", help_text="出现在清单和通知里：概括所申请的信息，不写申请人的姓名、证件、电话、住址。")
    assisted = line("提供的帮助", required=False, longest=60, help_text="例如：口头申请由工作人员代填。不写病情。")
    note = words("说明", help_text=NOTE_HELP, rows=2)
    key = forms.UUIDField(widget=forms.HiddenInput)

    parts = (
        ("怎样收到", ("organ", "channel", "submitted_on", "on", "confirmed_on")),
        ("谁申请", ("applicant_kind", *_APPLICANT)),
        ("申请什么", ("description", "form", "way", "summary")),
        ("材料和其他", ("scans", "assisted", "note")),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        first = {"on": today(), "key": uuid4()}
        super().__init__(*args, initial=first, **kwargs)
        self.fields["scans"] = papers(HANDED_IN, owner=str(user.pk))
        organs = self._organs(user)
        self.fields["organ"].queryset = organs
        if len(organs) == 1:
            self.fields["organ"].initial = organs[0].code

    def _organs(self, user: User) -> Any:
        """The organs in which he may register."""
        condition = access.standing(user).condition(table().act(self.act).roles, "")
        organs = Organ.objects.filter(state="active").order_by("path")
        return organs.none() if condition is None else organs.filter(condition)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields as the page lays them out."""
        return [(title, [self[name] for name in names if name in self.fields]) for title, names in self.parts]

    def submission(self) -> Submission:
        """What was entered."""
        said = self.cleaned_data
        items = [{"description": text.strip()} for text in said["description"].splitlines() if text.strip()]
        return Submission(
            applicant_kind=AppliesAs(said["applicant_kind"]),
            summary=said["summary"],
            applicant={name: said[name] for name in _APPLICANT if said[name]},
            items=items,
            wish={name: said[name] for name in ("form", "way") if said[name]},
            assisted=said["assisted"],
        )

    def done(self, by: Actor) -> tuple[Entered, Receipt]:
        """Enter it, and file its receipt. Raises what `arrive` raises."""
        with together():
            entered = self._enter(by)
            return entered, make_receipt(entered.application, by=by, on=self.cleaned_data["on"])

    def _enter(self, by: Actor) -> Entered:
        said = self.cleaned_data
        return arrive(
            said["organ"], self.submission(), by=by, on=said["on"], channel=said["channel"],
            submitted_on=said["submitted_on"], confirmed_on=said["confirmed_on"], key=said["key"], note=said["note"],
            scans=said["scans"],
        )  # fmt: skip


class ReceivedRegistration(Registration):
    """The day of receipt is known already: an application taken over, or entered late."""

    act = "record_receipt"
    channel = submitted_on = confirmed_on = None
    on = day("收到申请之日")

    def _enter(self, by: Actor) -> Entered:
        said = self.cleaned_data
        return receive(
            said["organ"], self.submission(), by=by, on=said["on"], key=said["key"], note=said["note"],
            scans=said["scans"],
        )  # fmt: skip
