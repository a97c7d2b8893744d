"""Trying a paper: it is read and shown exactly as a filed report is, and nothing of it is kept."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.annual_report import interchange
from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.reading import Reading
from gongkai.web.reports.public.data import csv_file, json_file
from gongkai.web.reports.public.forms import Paper
from gongkai.web.reports.shown import show
from gongkai.web.ui import errors

_SALT = "gongkai.reports.tried"
_A_DAY = 24 * 3600
_FILES = {"json": json_file, "csv": csv_file}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def try_paper(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form_page(request, Paper(), status=200)
    form = Paper(request.POST, request.FILES)
    reading = _read(form) if form.is_valid() else None
    if reading is None:
        return _form_page(request, form, status=422)
    # The page itself carries what the downloads need, signed: so nothing is stored, and nothing else can be sent back.
    carried = signing.dumps(interchange.to_data(reading), salt=_SALT, compress=True)
    return render(request, "reports/tried.html", {"shown": show(reading), "carried": carried})


def _form_page(request: HttpRequest, form: Paper, *, status: int) -> HttpResponse:
    return render(request, "reports/try.html", {"form": form, "limit": settings.PAPER_LIMIT}, status=status)


def _read(form: Paper) -> Reading | None:
    """The reading, or None with the reader's sentence beside the field that was used."""
    field, data, source = form.given
    try:
        return read_paper(data, source=source)
    except ReportError as error:
        form.add_error(field, str(error))
        return None


@never_cache
@require_POST
def tried_data(request: HttpRequest) -> HttpResponse:
    """The reading that the page of a tried paper carries, as a file."""
    write = _FILES.get(request.POST.get("format", ""))
    try:
        data = signing.loads(request.POST.get("carried", ""), salt=_SALT, max_age=_A_DAY)
    except signing.BadSignature as error:
        return errors.bad_request(request, error)
    if write is None:
        return HttpResponseBadRequest("format 只能是 json 或 csv。", content_type="text/plain; charset=utf-8")
    return write(interchange.from_data(data), "tried-report")
