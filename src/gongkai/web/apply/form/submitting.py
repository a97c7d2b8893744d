"""A form becomes an application: once, however often it is sent, and not by a machine."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from gongkai.regulation.acts import Outsider
from gongkai.regulation.receipt import Channel
from gongkai.web.applications.acts import intake
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application
from gongkai.web.apply import limits
from gongkai.web.apply.files import kept_with
from gongkai.web.apply.form import drafts
from gongkai.web.apply.form.whole import WholeForm
from gongkai.web.apply.models import Draft
from gongkai.web.audit.acting import Outside, together
from gongkai.web.ui.clock import today

TRAP = "website"
"""A field that no person sees: what fills it in is a machine that fills in everything."""
QUICKEST = timedelta(seconds=3)
PURPOSE = "身份证明"


class NotSubmitted(Exception):
    """The form stays a draft. The message is for the screen."""


def submit(draft: Draft, form: WholeForm, request: HttpRequest) -> Application:
    """Make the application of a form that is right. Sent again, it gives the one that is there. Raises NotSubmitted."""
    _refuse_a_machine(draft, request.POST)
    who = (limits.address_of(request), draft.organ.code)
    if limits.SUBMITTED_HOURLY.is_reached(*who) or limits.SUBMITTED_DAILY.is_reached(*who):
        raise NotSubmitted(
            "从您这个网络地址向这个机关提交的申请已经很多，网上暂时不再收。您填写的内容已经保存，请过一小时再提交；"
            "急的话，可以当面提交或者邮寄。"
        )
    with transaction.atomic():
        locked = Draft.objects.select_for_update(of=("self",)).select_related("organ").get(pk=draft.pk)
        if locked.submitted_at is not None:
            return Application.objects.get(key=locked.key)
        entered = _enter(locked, form)
        receipt = {"number": entered.application.number, "code": entered.code, "on": today().isoformat()}
        drafts.submitted(locked, receipt)
    for limit in (limits.SUBMITTED_HOURLY, limits.SUBMITTED_DAILY):
        limit.take(*who)
    return entered.application


def _enter(draft: Draft, form: WholeForm) -> intake.Entered:
    by, on = Outside(Outsider.APPLICANT, str(draft.key)), today()
    with together():
        entered = intake.arrive(
            draft.organ, form.submission, by=by, on=on, channel=Channel.INTERNET, submitted_on=on, key=draft.key
        )
        if form.files:
            kept = kept_with(entered.application, form.files, purpose=PURPOSE)
            do(entered.application, "attach_paper", by=by, on=on, office=kept)
    return entered


def _refuse_a_machine(draft: Draft, post: Mapping[str, Any]) -> None:
    if post.get(TRAP):
        raise NotSubmitted(
            "提交的内容里有一个页面上看不到的栏目也被填写了，像是自动填表的软件填的，没有提交。"
            "请关掉自动填表，核对内容以后再提交。"
        )
    if timezone.now() - draft.begun_at < QUICKEST:
        raise NotSubmitted("提交得太快，不像是人填写的，没有提交。填写的内容已经保存，请核对以后再按一次“提交申请”。")
