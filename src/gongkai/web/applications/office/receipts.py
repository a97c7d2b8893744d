"""The slip with number and code, shown once; the receipt to hand over; a new code for whoever lost his."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.annual_report.errors import FontMissing
from gongkai.papers.errors import PaperError
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.receipt import Channel
from gongkai.web.accounts.doors import office_view
from gongkai.web.applications.acts import receipting
from gongkai.web.applications.acts.receipting import Receipt, Verified, make_receipt, receipt_for
from gongkai.web.applications.codes import written
from gongkai.web.applications.models import Application
from gongkai.web.applications.office.act_page import REFUSALS
from gongkai.web.applications.office.forms.base import NOTE_HELP, ActForm, words
from gongkai.web.applications.sealing import opened
from gongkai.web.applications.table import table
from gongkai.web.audit.acting import Actor, together
from gongkai.web.audit.looks import looked_at
from gongkai.web.files.accepted import accepted
from gongkai.web.files.names import disposition

ACT = "issue_code"
_BY_CHANNEL = {
    Channel.IN_PERSON: "当面交给申请人", Channel.ORAL: "当面交给申请人",
    Channel.REGISTERED_MAIL: "邮寄到登记的通信地址", Channel.ORDINARY_MAIL: "邮寄到登记的通信地址",
    Channel.FAX: "传真给申请人", Channel.INTERNET: "按登记的联系方式告知申请人",
}  # fmt: skip
_BY_WISH = {"post": "邮寄到登记的通信地址", "in_person": "当面交给申请人", "fax": "传真给申请人"}
_OTHERWISE = "按登记的联系方式交给申请人"


def slip(
    request: HttpRequest, one: Application, code: str, receipt: Receipt, *, alike: Sequence[Application] = (),
    is_anew: bool = False,
) -> HttpResponse:  # fmt: skip
    """The page that shows the code, this once, and gives the receipt with it."""
    context = {
        "one": one, "code": written(code), "receipt": receipt, "alike": alike, "is_anew": is_anew,
        "how": _how_given(one),
    }  # fmt: skip
    return render(request, "applications/slip.html", context)


def _how_given(one: Application) -> str:
    """By the way that he chose, or else the one that he came by. A code is sent by no e-mail of this site."""
    content = opened([one.particulars]).get(str(one.particulars), {}) if one.particulars else {}
    by_channel = _BY_CHANNEL.get(Channel(one.channel), _OTHERWISE) if one.channel else _OTHERWISE
    return _BY_WISH.get(content.get("wish", {}).get("way", ""), by_channel)


@office_view(of=Application)
@require_POST
def receipt(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """The receipt with the code, to print and hand over. Whoever takes it is written down."""
    ending = "docx" if request.POST.get("format") == "docx" else "pdf"
    try:
        files = receipt_for(thing, request.POST.get("code", ""))
    except (RegulationError, PaperError, FontMissing) as error:
        return _no_receipt(request, thing, str(error))
    if files is None:
        return _no_receipt(request, thing, "这件申请还没有接收回执。请补齐所缺的内容，用“制作文书”制作。")
    looked_at(request.user, thing, what="下载接收回执", why="交给申请人")
    response = HttpResponse(files[ending], content_type=accepted()[ending].media)
    response.headers["Content-Disposition"] = disposition(f"接收回执（{thing.number}）.{ending}")
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _no_receipt(request: HttpRequest, thing: Application, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("applications:case", thing.key)


class IssueCode(ActForm):
    """How it was made sure who asks; the code comes of itself."""

    act = ACT
    verified = forms.TypedChoiceField(
        label="怎样核实身份", choices=[(one.value, one.label) for one in Verified], coerce=Verified,
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = words("核实的经过", required=True, rows=2, help_text="谁来办理、核对了什么。不抄录证件号码。" + NOTE_HELP)

    def first(self) -> dict[str, Any]:
        return {}

    def issued(self, by: Actor) -> tuple[str, Receipt]:
        """The new code, and the receipt that was filed anew."""
        said = self.cleaned_data
        with together():
            code = receipting.issue_code(
                self.thing, by=by, on=said["on"], verified=said["verified"], note=said["note"], version=said["version"]
            )
            return code, make_receipt(self.thing, by=by, on=said["on"])


@office_view(of=Application, act=ACT)
@require_http_methods(["GET", "HEAD", "POST"])
def issue_code(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """补发查询码."""
    form = IssueCode(request.POST or None, user=request.user, thing=thing, asked={})
    if request.method == "POST" and form.is_valid():
        try:
            code, made = form.issued(request.user)
        except (*REFUSALS, ValidationError) as error:
            form.add_error(None, str(error))
        else:
            return slip(request, thing, code, made, is_anew=True)
    cancel = reverse("applications:case", args=[thing.key])
    context = {"act": table().act(ACT), "form": form, "thing": thing, "cancel": cancel}
    return render(request, "applications/act.html", context, status=409 if form.errors else 200)
