"""The official form (Art 29), for citizens and for organisations: what is asked, how it is explained, what cannot be.

Nobody is asked for what the law does not ask for: a purpose may be told (Art 27 knows no test of need any more).
"""

import re
from typing import Any

from django import forms
from django.core.validators import validate_email

from gongkai.web.applications.models import AppliesAs
from gongkai.web.apply.choices import CITIZEN, FORMS_OF_SUPPLY, HELP, IDENTITIES, ORGANISATION, WAYS_OF_SUPPLY
from gongkai.web.apply.fields import choice, line, text
from gongkai.web.apply.files import TOGETHER_MB
from gongkai.web.apply.form import identity_number
from gongkai.web.files.forms import UploadField
from gongkai.web.organs import credit_code

_PHONE = re.compile(r"\+?[0-9][0-9()\-\s转,]{5,29}")
_ONE_IS_NEEDED = "电话、电子邮箱、通信地址，至少填一种，告知和答复才能送到您手里。"
_MAIL_HINT = "每有进展，会发一封邮件提醒您来查看；邮件里没有申请的内容。"
_WRONG_NUMBER = "这个居民身份证号码不对：应当是 18 位，并且末位校验码相符。请对照证件核对。"
MOST_ITEMS = 10
MOST_FILES = 3


class Reachable(forms.Form):
    """How the applicant is reached: at least one way is needed (Art 29(1))."""

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError("电话只写数字，可以带区号、横线和分机，例如 0371-65500000。")
        return phone

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if email:
            validate_email.message = "电子邮箱写得不完整，例如 name@example.com。"
            validate_email(email)
        return email

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        ways = ("phone", "email", "address")
        if not any(said.get(way) or way in self.errors for way in ways):
            self.add_error("phone", "请至少填一种联系方式：电话、电子邮箱或者通信地址，告知和答复才能送到您手里。")
        return said


class Citizen(Reachable):
    """公民."""

    name = line("姓名", missing="请填写姓名，与身份证件一致。", autocomplete="name")
    identity_kind = choice("身份证件", IDENTITIES, missing="请选择身份证件的种类。")
    identity_number = line(
        "证件号码", missing="请填写身份证件号码。", hint="用来确认申请人的身份；加密保存，办理人员查看会留下记录。",
        longest=40, autocomplete="off", spellcheck="false",
    )  # fmt: skip
    work_unit = line("工作单位", hint="可以不填。", autocomplete="organization")
    phone = line("电话", hint=_ONE_IS_NEEDED, longest=30, autocomplete="tel", inputmode="tel")
    email = line(
        "电子邮箱", hint=_MAIL_HINT, longest=254, autocomplete="email", inputmode="email", spellcheck="false",
    )  # fmt: skip
    address = line("通信地址", hint="要邮寄的，请写到门牌号。", longest=200, autocomplete="street-address")
    postcode = line("邮政编码", hint="可以不填。", longest=6, autocomplete="postal-code", inputmode="numeric")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        number = said.get("identity_number", "").replace(" ", "")
        if said.get("identity_kind") == "resident" and number and not identity_number.is_right(number):
            self.add_error("identity_number", _WRONG_NUMBER)
        return {**said, "identity_number": number.upper()}

    @property
    def applicant_kind(self) -> AppliesAs:
        """The column of the annual report."""
        return AppliesAs.NATURAL_PERSON

    @property
    def particulars(self) -> dict[str, str]:
        """What is sealed of him."""
        return {name: value for name, value in self.cleaned_data.items() if value}


class Organisation(Reachable):
    """法人或者其他组织."""

    name = line("名称", missing="请填写单位名称，与登记证书一致。", autocomplete="organization")
    organisation_kind = choice(
        "单位类型", [(one.value, one.label) for one in AppliesAs if one is not AppliesAs.NATURAL_PERSON],
        missing="请选择单位类型，年度报告按它统计。",
    )  # fmt: skip
    credit_code = line(
        "统一社会信用代码", missing="请填写 18 位统一社会信用代码；没有的，填写登记证书的号码。", longest=40,
        autocomplete="off", spellcheck="false",
    )  # fmt: skip
    representative = line("法定代表人或者负责人", missing="请填写法定代表人或者负责人的姓名。")
    contact = line("联系人", missing="请填写联系人姓名。", autocomplete="name")
    phone = line("联系电话", hint=_ONE_IS_NEEDED, longest=30, autocomplete="tel", inputmode="tel")
    email = line(
        "电子邮箱", hint=_MAIL_HINT, longest=254, autocomplete="email", inputmode="email", spellcheck="false",
    )  # fmt: skip
    address = line("通信地址", hint="要邮寄的，请写到门牌号。", longest=200, autocomplete="street-address")
    postcode = line("邮政编码", hint="可以不填。", longest=6, autocomplete="postal-code", inputmode="numeric")

    def clean_credit_code(self) -> str:
        code: str = self.cleaned_data["credit_code"].replace(" ", "").upper()
        if len(code) == 18:
            credit_code.validate(code)
        return code

    @property
    def applicant_kind(self) -> AppliesAs:
        """The column of the annual report."""
        return AppliesAs(self.cleaned_data["organisation_kind"])

    @property
    def particulars(self) -> dict[str, str]:
        """What is sealed of it, under the names that a citizen's have."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        del said["organisation_kind"]
        code = said.pop("credit_code")
        return {**said, "identity_kind": "credit_code", "identity_number": code}


class Item(forms.Form):
    """One piece of information that is asked for (Art 29(2))."""

    description = text(
        "要什么信息", missing="请写明要什么信息：名称，或者能找到它的特征。",
        hint="写得越具体，查得越准：什么事、哪一年、哪个单位做的。例如：2024 年城东泵站改造工程的竣工验收鉴定书。",
    )  # fmt: skip
    document_number = line("文号", hint="知道的话请填，例如 青水〔2024〕12号。可以不填。")
    features = line(
        "其他便于查找的特征", hint="例如形成的时间、文件的题目、从哪里知道有这份文件。可以不填。", longest=300
    )


class Wish(forms.Form):
    """形式要求 (Art 29(3)), and what else may be said."""

    form = choice("要什么形式", FORMS_OF_SUPPLY, hint="机关按您的要求和信息实际保存的形式提供。")
    way = choice("怎样取得", WAYS_OF_SUPPLY)
    purpose = text("用途", hint="可以不填，不影响办理。", longest=500, rows=2)
    assistance = choice("阅读或者视听有困难，需要什么帮助", HELP)
    identity_files = UploadField(
        label="身份证明的照片或者扫描件", required=False, personal=True, types=("pdf", "jpeg", "png"), most=MOST_FILES,
        help_text=f"可以现在上传，也可以在机关需要核对时再提供。文件加密保存，合计不超过 {TOGETHER_MB} MB。",
    )  # fmt: skip


APPLICANT_FORMS: dict[str, type[Citizen] | type[Organisation]] = {CITIZEN: Citizen, ORGANISATION: Organisation}
