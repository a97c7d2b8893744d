"""The page of severing: the pages of a file as pictures, boxes drawn over them or typed as numbers, each on its ground.

Without script the table of boxes does everything; with it, boxes are drawn with the mouse (severing.js).
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from gongkai.annual_report.errors import FontMissing
from gongkai.papers.errors import PaperError
from gongkai.papers.redaction.box import Box, boxes_of
from gongkai.papers.redaction.rendering import page_picture, sizes
from gongkai.papers.redaction.service import is_pdf, propose
from gongkai.regulation.errors import RegulationError
from gongkai.regulation.grounds import ground_rules
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Hidden, Refused
from gongkai.web.applications.acts.severing import attach_redaction, bytes_of, keep_original
from gongkai.web.applications.models import Application
from gongkai.web.applications.sealing import content_of
from gongkai.web.applications.table import table
from gongkai.web.audit.errors import Collision
from gongkai.web.audit.looks import has_looked, looked_at
from gongkai.web.directory.office.forms import ActForm
from gongkai.web.files.errors import ContentMissing, FileRefused
from gongkai.web.files.forms import UploadField
from gongkai.web.files.giving import may_open
from gongkai.web.files.incoming import takes_files
from gongkai.web.files.models import StoredFile
from gongkai.web.ui.clock import today

ACT = "attach_redaction"
TYPES = ("pdf", "png", "jpeg", "tiff")
_SPARE, _LISTED, _MOST_ROWS, _DIGITS = 4, 50, 500, 4
_FIELDS = ("page", "x0", "y0", "x1", "y1", "ground", "note")
_PLACES = {"page": "页", "x0": "左", "y0": "上", "x1": "右", "y1": "下"}
_REFUSED = (PaperError, FontMissing, FileRefused, RegulationError, Collision, Refused, ContentMissing)


class Original(ActForm):
    """Which file is worked on: one of the case's, or one brought now."""

    file = UploadField(label="需要区分处理的文件", required=True, personal=True, types=TYPES)

    def first(self) -> dict[str, Any]:
        return {}

    def narrow(self) -> None:
        self.fields["file"].owner = str(self.user.pk)


@office_view(of=Application, act=ACT)
@require_http_methods(["GET", "HEAD", "POST"])
def sever(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """Choose a file; then its boxes; then the copy."""
    wanted = request.POST.get("source") or request.GET.get("file")
    if not wanted:
        return _choose(request, thing)
    source = _file(thing, wanted)
    if source is None or not may_open(request.user, source):
        raise Hidden("没有这个文件，或者它不属于这件申请。")
    if request.method == "POST" and "sever" in request.POST:
        return _severed(request, thing, source)
    if "page" in request.GET:
        return _picture(request, thing, source)
    return _boxes_page(request, thing, source)


def _choose(request: HttpRequest, thing: Application) -> HttpResponse:
    form = Original(request.POST or None, request.FILES or None, user=request.user, thing=thing)
    if request.method == "POST" and form.is_valid():
        file = keep_original(thing, form.cleaned_data["file"][0], by=request.user, on=today())
        return redirect(f"{reverse('applications:' + ACT, args=[thing.key])}?file={file.pk}")
    context = {**_context(thing), "form": form, "files": _originals(thing)[:_LISTED]}
    return render(request, "applications/sever_choose.html", context, status=409 if form.errors else 200)


def _file(thing: Application, key: str) -> StoredFile | None:
    try:
        wanted = UUID(key)
    except ValueError:
        return None
    return _originals(thing).filter(pk=wanted).first()


def _originals(thing: Application) -> QuerySet[StoredFile]:
    rows = StoredFile.objects.filter(stream_kind="application", stream_id=str(thing.key), type__in=TYPES)
    return rows.filter(purged_at=None).order_by("-added_at")


def _severed(request: HttpRequest, thing: Application, source: StoredFile) -> HttpResponse:
    try:
        boxes = boxes_of(_rows(request.POST))
        version = int(request.POST["version"]) if request.POST.get("version", "").isdecimal() else None
        done = attach_redaction(thing, by=request.user, on=today(), source=source, boxes=boxes, version=version)
    except _REFUSED as error:
        return _boxes_page(request, thing, source, why=str(error), rows=_rows(request.POST))
    messages.success(request, f"遮挡了 {len(boxes)} 处，复核没有留下被遮挡的内容，复制件已存入本件。")
    for text, pages in done.elsewhere.items():
        where = "、".join(map(str, pages))
        messages.warning(request, f"被遮挡的“{text}”在第 {where} 页没有遮挡的地方也出现，请核对是否也要遮挡。")
    return redirect("applications:case", thing.key)


def _rows(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The typed rows that hold anything; a row without numbers is no box."""
    said = str(data.get("rows", ""))
    count = min(int(said), _MOST_ROWS) if said.isdecimal() and len(said) <= _DIGITS else 0
    found = [{name: str(data.get(f"box{n}_{name}", "")).strip() for name in _FIELDS} for n in range(count)]
    kept = [row for row in found if any(row[k] for k in ("x0", "y0", "x1", "y1"))]
    return [{**row, "ground": row["ground"] or None} for row in kept]


def _boxes_page(
    request: HttpRequest,
    thing: Application,
    source: StoredFile,
    *,
    why: str = "",
    rows: list[dict[str, Any]] | None = None,
) -> HttpResponse:
    _write_down(request, thing, source)
    try:
        data = bytes_of(source)
        shown = sizes(data)
        proposed = _proposed(data, thing) if rows is None and is_pdf(data) else []
    except _REFUSED as error:
        return render(request, "applications/sever_choose.html", {**_context(thing), "why": str(error)}, status=409)
    listed = proposed if rows is None else rows
    blank = [dict.fromkeys(_FIELDS, "") for _ in range(_SPARE)]
    address = reverse(f"applications:{ACT}", args=[thing.key])
    pages = [
        (number, width, height, f"{address}?file={source.pk}&page={number}")
        for number, (width, height) in enumerate(shown, 1)
    ]
    context = {
        **_context(thing), "source": source, "pages": pages, "rows": [_with_places(row) for row in (*listed, *blank)],
        "places": _PLACES.values(), "why": why,
        "grounds": [(one.value, f"第{rule.article}条 {rule.label}") for one, rule in ground_rules().items()],
        "proposed": len(proposed), "unit": "点（1/72 英寸）" if is_pdf(data) else "像素",
    }  # fmt: skip
    return render(request, "applications/sever.html", context, status=409 if why else 200)


def _proposed(data: bytes, thing: Application) -> list[dict[str, Any]]:
    """Boxes around what may be about a person, for a person to accept or drop."""
    name = content_of(thing).get("applicant", {}).get("name", "")
    found = propose(data, names=[name] if name else [])
    return [_typed(one.box, one.kind) for one in found]


def _typed(box: Box, note: str) -> dict[str, Any]:
    numbers = {name: f"{getattr(box, name):.1f}" for name in ("x0", "y0", "x1", "y1")}
    return {"page": box.page, **numbers, "ground": box.ground.value if box.ground else "", "note": note}


def _with_places(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the table asks for it: the page is a whole number, the four sides have fractions."""
    places = [
        {"name": name, "label": label, "value": row[name], "size": 6 if name != "page" else 3,
         "mode": "decimal" if name != "page" else "numeric"}
        for name, label in _PLACES.items()
    ]  # fmt: skip
    return {**row, "places": places}


def _context(thing: Application) -> dict[str, Any]:
    return {"act": table().act(ACT), "thing": thing, "cancel": reverse("applications:case", args=[thing.key])}


def _write_down(request: HttpRequest, thing: Application, source: StoredFile) -> None:
    """That he sees the file: once a day, however many of its pages, and by whichever address he comes."""
    what = f"文件 {source.key}"
    if not has_looked(request.user, thing, what=what, on=timezone.localdate()):
        looked_at(request.user, thing, what=what, why="区分处理")


def _picture(request: HttpRequest, thing: Application, source: StoredFile) -> HttpResponse:
    """One page of a file as a picture, made in the sandbox; nothing of the file itself reaches the browser."""
    number = request.GET["page"]
    if not number.isdecimal() or len(number) > _DIGITS:
        raise Hidden("没有这一页。")
    _write_down(request, thing, source)
    try:
        picture = page_picture(bytes_of(source), int(number))
    except _REFUSED as error:
        return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=409)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return HttpResponse(picture, content_type="image/png", headers=headers)


sever = takes_files(sever)
