"""The case as one file, at any time: whoever takes it says what for, and the look is written down first."""

import tempfile

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.papers.errors import PaperError
from gongkai.web.accounts.doors import office_view
from gongkai.web.applications.archive import case_file
from gongkai.web.applications.models import Application
from gongkai.web.audit.looks import looked_at
from gongkai.web.files.marking import with_mark
from gongkai.web.files.names import disposition
from gongkai.web.rules.queries import settings_of
from gongkai.web.ui.clock import today
from gongkai.web.ui.errors import Way, conflict

_IN_MEMORY = 8 << 20


@office_view(of=Application)
@require_POST
def download(request: HttpRequest, *, thing: Application) -> HttpResponseBase:
    """As it is now: the archive with every paper, or the bound pages alone."""
    why = request.POST.get("why", "").strip()
    page = reverse("applications:case", args=[thing.key])
    if not why:
        messages.error(request, "案卷含个人信息，下载前请写明用途，用途会记入查看记录。")
        return redirect(page)
    is_pdf = request.POST.get("format") == "pdf"
    try:
        response = _pdf(thing) if is_pdf else _zip(thing)
    except PaperError as error:
        return conflict(request, str(error), Way("回到这件申请", page))
    look = looked_at(request.user, thing, what="下载案卷", why=why)
    if is_pdf and settings_of(thing.organ, on=today())["watermark"] == "on":
        response.content = with_mark(response.content, look) or response.content
    response.headers["Content-Disposition"] = disposition(case_file.name_of(thing, "pdf" if is_pdf else "zip"))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _pdf(thing: Application) -> HttpResponse:
    return HttpResponse(case_file.as_pdf(thing), content_type="application/pdf")


def _zip(thing: Application) -> FileResponse:
    spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (the response closes it)
    case_file.write(thing, spool)
    spool.seek(0)
    return FileResponse(spool, content_type="application/zip")
