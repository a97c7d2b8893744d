"""The pages of applying, one after another. Every one is kept before the next, and works without script."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.regulation.acts import Outsider
from gongkai.regulation.errors import RegulationError
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.codes import written
from gongkai.web.applications.models import Application
from gongkai.web.apply import limits
from gongkai.web.apply.files import takes_some_files
from gongkai.web.apply.form import drafts
from gongkai.web.apply.form.fields import APPLICANT_FORMS
from gongkai.web.apply.form.shown import answers
from gongkai.web.apply.form.submitting import TRAP, NotSubmitted, submit
from gongkai.web.apply.form.whole import FILES, WholeForm, words_of
from gongkai.web.apply.models import Draft
from gongkai.web.apply.organs import contact_of, how_long_kept, organs_named, takes_applications
from gongkai.web.apply.paper import paper_answer
from gongkai.web.audit.acting import Outside
from gongkai.web.audit.errors import Collision
from gongkai.web.organs import published
from gongkai.web.organs.models import Organ
from gongkai.web.ui import errors
from gongkai.web.ui.clock import today
from gongkai.web.ui.errors import NotHere, Way

START = Way("从头开始申请", "/apply/")


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What an application is, to which organ it goes, who helps; and the draft that is there already."""
    name, code = request.GET.get("q", "").strip(), request.GET.get("organ", "")
    organ = Organ.objects.filter(code=code, state="active").first() if code else None
    context: dict[str, Any] = {
        "draft": _unsent(request), "q": name, "organ": organ, "unknown": bool(code) and organ is None,
        "kept_days": drafts.KEPT_DAYS,
    }  # fmt: skip
    if organ is not None:
        context |= {"contact": contact_of(organ, today()), "takes": takes_applications(organ)}
    elif name:
        context["organs"] = organs_named(name)
    return render(request, "apply/start.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft for the organ."""
    organ = Organ.objects.filter(code=request.POST.get("organ", ""), state="active").first()
    kind = request.POST.get("kind", "")
    if organ is None or kind not in APPLICANT_FORMS or not takes_applications(organ):
        return errors.bad_request(request, ValueError("organ or kind"))
    address = limits.address_of(request)
    if limits.BEGUN.is_reached(address):
        return errors.conflict(request, "从您这个网络地址开始的申请太多，请过一小时再来，或者当面提交、邮寄。", START)
    limits.BEGUN.take(address)
    code = drafts.begin(organ, kind)
    response = HttpResponseRedirect(reverse("apply:form"))
    drafts.remember(response, code, is_secure=request.is_secure())
    return response


def _unsent(request: HttpRequest) -> Draft | None:
    draft = drafts.of_visitor(request)
    return draft if draft is not None and draft.submitted_at is None else None


def _draft(request: HttpRequest) -> Draft:
    """Raises NotHere where this browser has none."""
    draft = drafts.of_visitor(request)
    if draft is None:
        why = f"这台设备上没有正在填写的申请：从未开始，超过 {drafts.KEPT_DAYS} 天，或者浏览器没有保留 Cookie。"
        raise NotHere(why, START)
    return draft


@method_decorator(never_cache, name="dispatch")
class Form(View):
    """The form itself. Each button keeps what is filled in; only `check` judges it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = _draft(request)
        if draft.submitted_at is not None:
            return redirect("apply:receipt")
        return self.page(request, draft, drafts.form_of(draft, is_asked="check" in request.GET))

    def post(self, request: HttpRequest) -> HttpResponse:
        draft = _draft(request)
        if draft.submitted_at is not None:
            return redirect("apply:receipt")
        form = self.sent(request, draft)
        if form is None:
            return errors.conflict(
                request, "从您这个网络地址上传的文件太多，请过一小时再传。", Way("回到申请表", "/apply/form/")
            )
        return self.answer(request, draft, form)

    def sent(self, request: HttpRequest, draft: Draft) -> WholeForm | None:
        """What the page sent, kept in the draft; None where too many files came from here."""
        address = limits.address_of(request)
        if request.FILES and limits.FILES.is_reached(address):
            return None
        words, kept = words_of(request.POST), request.POST.getlist(f"{FILES}-kept")
        form = WholeForm(
            draft.content["kind"], words, owner=str(draft.key), tokens=kept, files=request.FILES, is_asked=True
        )
        if request.FILES:
            limits.FILES.take(address)
        drafts.keep(draft, words, form.tokens)
        return form

    def answer(self, request: HttpRequest, draft: Draft, form: WholeForm) -> HttpResponse:
        """By which button it was sent."""
        post = request.POST
        if "save" in post:
            return redirect(f"{reverse('apply:form')}?saved=1#kept")
        if "add" in post and form.can_grow:
            drafts.keep(draft, {**form.words, "items": str(form.count + 1)}, draft.content["tokens"])
            return redirect(f"{reverse('apply:form')}#item-{form.count + 1}")
        if post.get("remove", "").isdecimal():
            drafts.keep(draft, form.without(int(post["remove"])), draft.content["tokens"])
            return redirect(f"{reverse('apply:form')}#items")
        if post.get("look", "").isdecimal():
            return self.page(request, draft, drafts.form_of(draft), look=int(post["look"]))
        if form.is_right:
            return redirect("apply:check")
        return self.page(request, draft, form, status=422)

    def page(
        self, request: HttpRequest, draft: Draft, form: WholeForm, *, look: int = 0, status: int = 200
    ) -> HttpResponse:
        asked = form.words.get(f"item-{look}-description", "") if look else ""
        context = {
            "draft": draft, "form": form, "kept_days": drafts.KEPT_DAYS,
            "problems": list(form.problems), "saved": "saved" in request.GET,
            "look": look, "found": published.search(asked, organ=draft.organ) if look else (),
        }  # fmt: skip
        return render(request, "apply/form.html", context, status=status)


form_page = takes_some_files(Form.as_view())


@never_cache
@require_POST
def found(request: HttpRequest) -> HttpResponse:
    """What is published already, for a search while somebody is typing: a piece of the form's page. Sent, not asked
    for by address, so that no log keeps what somebody was about to ask."""
    organ = Organ.objects.filter(code=request.POST.get("organ", "")).first()
    words = request.POST.get("q", "")
    context = {"found": published.search(words, organ=organ), "asked": bool(words.strip())}
    return render(request, "apply/parts/found.html", context)


@method_decorator(never_cache, name="dispatch")
class Check(View):
    """Everything once more, the notice on personal data, and the button that sends it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = _draft(request)
        if draft.submitted_at is not None:
            return redirect("apply:receipt")
        form = drafts.form_of(draft, is_asked=True)
        return self.page(request, draft, form) if form.is_right else redirect(f"{reverse('apply:form')}?check=1")

    def post(self, request: HttpRequest) -> HttpResponse:
        draft = _draft(request)
        form = drafts.form_of(draft, is_asked=True)
        if draft.submitted_at is None and not form.is_right:
            return redirect(f"{reverse('apply:form')}?check=1")
        if draft.submitted_at is None:
            try:
                submit(draft, form, request)
            except (NotSubmitted, RegulationError, Collision) as refusal:
                return self.page(request, draft, form, refusal=str(refusal))
            except ValidationError as refusal:
                return self.page(request, draft, form, refusal="".join(refusal.messages))
        return redirect("apply:receipt")

    def page(self, request: HttpRequest, draft: Draft, form: WholeForm, *, refusal: str = "") -> HttpResponse:
        context = {
            "draft": draft, "answers": list(answers(form)), "refusal": refusal, "trap": TRAP,
            "contact": contact_of(draft.organ, today()), "kept_days": drafts.KEPT_DAYS,
            "kept": how_long_kept(draft.organ, today()),
        }  # fmt: skip
        return render(request, "apply/check.html", context, status=422 if refusal else 200)


@method_decorator(never_cache, name="dispatch")
class Receipt(View):
    """Number and code, shown for half an hour to the browser that sent the form; then never again."""

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = _draft(request)
        if draft.submitted_at is None:
            return redirect("apply:form")
        receipt = drafts.receipt_of(draft)
        context = {"draft": draft, "receipt": receipt, "contact": contact_of(draft.organ, today())}
        if receipt is not None:
            context["code"] = written(receipt["code"])
        return render(request, "apply/receipt.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """He has number and code: both sides have confirmed that the application is there (Art 31(3))."""
        draft = _draft(request)
        if draft.submitted_at is None:
            return redirect("apply:form")
        thing = Application.objects.select_related("organ").get(key=draft.key)
        if thing.state == "unconfirmed":
            do(thing, "confirm_receipt", by=Outside(Outsider.APPLICANT, str(thing.key)), on=today())
        drafts.forget_receipt(draft)
        response = redirect("apply:confirmed")
        response.delete_cookie(drafts.COOKIE, path=drafts.PATH)
        return response


@never_cache
@require_safe
def paper(request: HttpRequest, *, kind: str) -> HttpResponse:
    """The form as it was submitted, as a file, while the receipt is shown."""
    draft = _draft(request)
    if draft.submitted_at is None or drafts.receipt_of(draft) is None:
        raise NotHere("申请表只在提交后 30 分钟内、确认收到以前可以在这里下载。", Way("查询进度", "/track/"))
    return paper_answer(Application.objects.select_related("organ").get(key=draft.key), kind)


@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    """What happens now."""
    return render(request, "apply/confirmed.html")
