"""The pages of one worklist, made from its declaration: the list, its files, its kept views, and acts on many rows."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.web.accounts import access, acts
from gongkai.web.accounts.doors import office_view
from gongkai.web.audit.looks import record_look
from gongkai.web.office import bulk, export, saved
from gongkai.web.office.listing import Listing, built_in_views
from gongkai.web.office.provenance import Provenance
from gongkai.web.office.worklist import Worklist
from gongkai.web.ui.clock import today
from gongkai.web.ui.errors import Way, conflict

View = Callable[[HttpRequest, Worklist], HttpResponseBase]
_WHY = 120
_EXPORT = "（整份清单）"


def addresses(worklist: Worklist) -> list[URLPattern]:
    """All addresses of a list, each with its rule: the page at /office/<name>/, all else apart."""
    return [
        _address(worklist, "", require_safe(show)),
        _address(worklist, "csv", require_http_methods(["GET", "HEAD", "POST"])(as_csv)),
        _address(worklist, "xlsx", require_http_methods(["GET", "HEAD", "POST"])(as_xlsx)),
        _address(worklist, "keep", require_POST(keep)),
        _address(worklist, "forget", require_POST(forget)),
        _address(worklist, "together", require_POST(preview)),
        _address(worklist, "together-done", require_POST(carry_out)),
    ]


def _address(worklist: Worklist, word: str, view: View) -> URLPattern:
    guarded = office_view(roles=worklist.readers)(lambda request: view(request, worklist))
    if not word:
        return path(f"{worklist.name}/", guarded, name=worklist.name)
    return path(f"lists/{worklist.name}/{word}/", guarded, name=f"{worklist.name}-{word}")


def _listing(request: HttpRequest, worklist: Worklist) -> Listing:
    return Listing(worklist, request.user, request.GET, today())


def _home(worklist: Worklist) -> str:
    return reverse(f"office:{worklist.name}")


def show(request: HttpRequest, worklist: Worklist) -> HttpResponseBase:
    """One page of the list. Asked by htmx, only what changes is sent."""
    listing = _listing(request, worklist)
    page = listing.page()
    held = access.standing(request.user)
    starts = [(start, acts.table_of(worklist.model).act(start.act)) for start in worklist.starts]
    context = {
        "listing": listing,
        "worklist": worklist,
        "lines": listing.lines(page.rows),
        "count": listing.counted(),
        "previous": page.before and listing.query(before=page.before),
        "next": page.after and listing.query(after=page.after),
        "views": [(name, f"?{query}", query == listing.query_now) for name, query in built_in_views(worklist).items()],
        "kept": [(view, saved.is_shown(view, listing)) for view in saved.views_of(request.user, worklist)],
        "bulk": [acts.table_of(worklist.model).act(one.act) for one in worklist.bulk],
        "shortcuts": [(one.label, reverse(one.page)) for one in worklist.shortcuts if held.holds(one.roles)],
        "starts": [(act, reverse(start.page)) for start, act in starts if held.holds(act.roles)],
    }
    if worklist.panel and not listing.is_filtered and not page.before:
        context |= {"panel": worklist.panel, **worklist.panel.context(request.user, today())}
    return render(request, "office/list.html", context)


def as_csv(request: HttpRequest, worklist: Worklist) -> HttpResponseBase:
    return _exported(request, worklist, export.as_csv)


def as_xlsx(request: HttpRequest, worklist: Worklist) -> HttpResponseBase:
    return _exported(request, worklist, export.as_xlsx)


def _exported(
    request: HttpRequest, worklist: Worklist, write: Callable[[Listing, Provenance], HttpResponseBase]
) -> HttpResponseBase:
    """The file, marked with who takes it. One with personal data is asked for by POST, with what for; that he took it
    is written down first."""
    listing, mark = _listing(request, worklist), Provenance.now(request.user)
    back = Way("回到清单", _home(worklist) + listing.query())
    if request.method == "POST" and worklist.personal is not None:
        why = request.POST.get("why", "").strip()[:_WHY]
        if not why:
            return conflict(request, "含个人信息的导出应当写明用途，用途会写进文件、记入查看记录。", back)
        mark = Provenance.now(request.user, why=why, holds=worklist.personal.label)
    try:
        response = write(listing, mark)
    except export.TooLong as error:
        return conflict(request, str(error), back)
    if mark.holds:
        what = f"导出“{worklist.title}”：{mark.holds}"
        kind = acts.table_of(worklist.model).kind
        record_look(request.user, kind=kind, stream_id=_EXPORT, organ=request.user.organ, what=what, why=mark.why)
    return response


def keep(request: HttpRequest, worklist: Worklist) -> HttpResponseBase:
    """Keep what the address shows under the name of the form."""
    listing = _listing(request, worklist)
    try:
        view = saved.keep(listing, request.POST.get("name", ""))
    except saved.CannotKeep as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"已保存视图“{view.name}”。")
    return redirect(_home(worklist) + listing.query())


def forget(request: HttpRequest, worklist: Worklist) -> HttpResponseBase:
    name = request.POST.get("name", "")
    saved.forget(request.user, worklist, name)
    messages.success(request, f"已删除视图“{name}”。清单中的内容没有变化。")
    return redirect(_home(worklist) + _listing(request, worklist).query())


def preview(request: HttpRequest, worklist: Worklist) -> HttpResponse:
    """What would happen to each of the picked rows."""
    planned = _plan(request, worklist)
    if planned is None:
        messages.error(request, "没有选中任何一行。请先在清单中勾选要一起办理的事项，再选择办理什么。")
        return redirect(_home(worklist) + _listing(request, worklist).query())
    options = planned.bulk.options(request.user) if planned.bulk.options else ()
    context = {"worklist": worklist, "plan": planned, "back": _home(worklist), "options": options}
    return render(request, "office/together.html", context)


def carry_out(request: HttpRequest, worklist: Worklist) -> HttpResponse:
    """Do it, and report on each row."""
    planned = _plan(request, worklist)
    if planned is None:
        return redirect(_home(worklist))
    option = request.POST.get("option", "")
    if planned.bulk.options and option not in dict(planned.bulk.options(request.user)):
        messages.error(request, "没有办理：请先选定一项，再确认。")
        return redirect(_home(worklist))
    report = bulk.carry_out(planned, by=request.user, on=today(), option=option)
    context = {"worklist": worklist, "plan": report, "back": _home(worklist), "is_done": True}
    return render(request, "office/together.html", context)


def _plan(request: HttpRequest, worklist: Worklist) -> bulk.Plan | None:
    picked = [int(text) for text in request.POST.getlist("pick") if text.isdecimal() and len(text) < 19]
    planned = bulk.plan(worklist, request.POST.get("act", ""), picked, by=request.user) if picked else None
    return planned if planned and planned.outcomes else None
