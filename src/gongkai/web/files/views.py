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
from gongkai.web.files.accepted import accepted
from gongkai.web.files.errors import ContentMissing
from gongkai.web.files.giving import Content, content_of, openable
from gongkai.web.files.models import StoredFile
from gongkai.web.files.names import disposition
from gongkai.web.ui import errors

log = logging.getLogger("gongkai.files")


@office_view(of=StoredFile, found_by=openable)
@require_safe
def download(request: HttpRequest, thing: StoredFile) -> HttpResponseBase:
    """A file of a thing that he may see. Where it holds personal data, who took it is written down first."""
    try:
        content = content_of(thing)
    except ContentMissing as error:
        if thing.purged_at is None:
            log.error("the content of file %s is missing", thing.key)
        return errors.gone(request, str(error))
    if request.method == "HEAD":
        content.close()
        return _with_headers(thing, HttpResponse(headers={"Content-Length": str(thing.size)}))
    if thing.holds_personal_data:
        record_look(
            request.user,
            kind=thing.stream_kind,
            stream_id=thing.stream_id,
            organ=thing.organ,
            what=f"下载文件 {thing.key}",
            why=thing.purpose,
        )
    return _with_headers(thing, _answer(thing, content))


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
