"""The one address under which files are given out: as downloads, never shown inside this site."""

import logging

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from gongkai.web.accounts.doors import office_view
from gongkai.web.audit.looks import record_look
from gongkai.web.audit.models import Look
from gongkai.web.files.accepted import accepted
from gongkai.web.files.errors import ContentMissing
from gongkai.web.files.giving import Content, content_of, openable
from gongkai.web.files.marking import is_for_sending, is_marked, marked_copy
from gongkai.web.files.models import StoredFile
from gongkai.web.files.names import disposition
from gongkai.web.ui import errors

log = logging.getLogger("gongkai.files")


@office_view(of=StoredFile, found_by=openable)
@require_safe
def download(request: HttpRequest, thing: StoredFile) -> HttpResponseBase:
    """A file of a thing that he may see. Where it holds personal data, who took it is written down first, and stands on
    each page of the copy (marking)."""
    use = request.GET.get("use", "")
    is_copy = is_marked(thing, use=use)
    try:
        content = content_of(thing)
    except ContentMissing as error:
        if thing.purged_at is None:
            log.error("the content of file %s is missing", thing.key)
        return errors.gone(request, str(error))
    if request.method == "HEAD":
        content.close()
        return _with_headers(thing, HttpResponse(headers={} if is_copy else {"Content-Length": str(thing.size)}))
    if thing.holds_personal_data:
        look = _looked(request, thing, "（发出用，不加水印）" if is_for_sending(thing, use) else "")
        if is_copy:
            content.close()
            return _copy(request, thing, look)
    return _with_headers(thing, _answer(thing, content))


def _looked(request: HttpRequest, file: StoredFile, how: str) -> Look:
    return record_look(
        request.user,
        kind=file.stream_kind,
        stream_id=file.stream_id,
        organ=file.organ,
        what=f"下载文件 {file.key}{how}",
        why=file.purpose,
    )


def _copy(request: HttpRequest, file: StoredFile, look: Look) -> HttpResponse:
    """The marked copy. One that cannot be marked is given as it is, and that is written down too."""
    copy = marked_copy(file, look)
    if copy is None:
        _looked(request, file, "（不能改写，没有水印）")
        return _with_headers(file, _answer(file, content_of(file)))
    response = _with_headers(file, HttpResponse(copy))
    del response.headers["ETag"]
    return response


def _answer(file: StoredFile, content: Content) -> HttpResponseBase:
    """A proxy that is told so sends what lies on the disk as it is; sealed files are opened here."""
    if settings.FILES_ACCEL and not file.is_sealed:
        content.close()
        return HttpResponse(headers={"X-Accel-Redirect": f"{settings.FILES_ACCEL}{file.place}"})
    return StreamingHttpResponse(content, headers={"Content-Length": str(file.size)})


def _with_headers(file: StoredFile, response: HttpResponseBase) -> HttpResponseBase:
    headers = {
        "Content-Type": accepted()[file.type].media,
        "Content-Disposition": disposition(file.name),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
        "ETag": quote_etag(file.sha256),
        # what is compressed anew on its way is no longer what the digest was taken of
        "Content-Encoding": "identity",
    }
    for name, value in headers.items():
        response.headers[name] = value
    patch_vary_headers(response, ["Cookie"])
    return response
