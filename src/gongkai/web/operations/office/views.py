"""The page that says how the site stands, and the one act on it: a failed task goes back into the queue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.roles import Role
from gongkai.web.operations import queue
from gongkai.web.operations.status import status, worst
from gongkai.web.ui.marks import Tone

_IN_ONE_WORD = {
    Tone.GREEN: "全部正常",
    Tone.AMBER: "可以使用，有需要注意的地方",
    Tone.RED: "有需要立即处理的地方",
}


@office_view(roles={Role.OPERATOR})
@require_safe
def status_page(request: HttpRequest) -> HttpResponse:
    groups = status()
    tone = worst(groups)
    shown = {"groups": groups, "tone": tone, "word": _IN_ONE_WORD[tone], "failed": queue.failed()}
    return render(request, "operations/status.html", {**shown, "now": timezone.now()})


@office_view(roles={Role.OPERATOR})
@require_POST
def retry(request: HttpRequest) -> HttpResponse:
    """The ones that are named, or all that are shown."""
    named = [one.key for one in queue.failed()] if "all" in request.POST else request.POST.getlist("task")
    count = queue.retry(named, by=request.user)
    if count:
        messages.success(request, f"已把 {count} 项事务放回队列，后台进程会再办一次。")
    else:
        messages.warning(request, "没有可以放回的事务：它可能已经由别人放回，或者已经办完。")
    return redirect("operations:status")
