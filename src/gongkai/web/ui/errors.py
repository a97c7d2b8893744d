"""Pages for when something is not right: what happened, why, and what to do now."""

import errno
import logging
import sqlite3
import sys
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

log = logging.getLogger("gongkai.refused")


@dataclass(frozen=True, slots=True)
class Way:
    """A link that an error page offers."""

    text: str
    address: str

    @property
    def is_in_the_office(self) -> bool:
        """It leads to where staff works."""
        return self.address.startswith("/office/")


class NotHere(Http404):
    """A page that is not there, although its neighbours are: the 404 page says which, and leads to them."""

    def __init__(self, message: str, *ways: Way) -> None:
        self.message, self.ways = message, ways
        super().__init__(message)


HOME = Way("回到首页", "/")
_RETRY_AFTER = 300
REPORTS = Way("查看已公布的年度报告", "/reports/")
ORGANS = Way("按行政机关查找", "/organs/")


def _page(request: HttpRequest, status: int, title: str, *sentences: str, ways: tuple[Way, ...]) -> HttpResponse:
    context = {"title": title, "sentences": sentences, "ways": ways, "status": status}
    return HttpResponse(render_to_string("ui/error.html", context, request), status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    why = "浏览器发来的内容不完整，或者地址写错了，本站没有作任何处理。"
    return _page(
        request, 400, "这个请求读不懂", why, "请返回上一页重新操作；如果是自己输入的地址，请核对。", ways=(HOME,)
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if str(exception):
        return _page(request, 403, "这项工作不归您办理", str(exception), ways=(HOME,))
    what_now = "如果这是您的工作范围，请向本机关的系统管理员申请权限。"
    return _page(request, 403, "这个页面不对您开放", "查看它需要相应的工作权限。", what_now, ways=(HOME,))


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    log.info("form token refused: %s", reason)
    why = "本站要确认表单确实由您在本站打开的页面上提交，这次没能确认：页面可能开得太久，或者浏览器不接受 Cookie。"
    what_now = "您填写的内容没有被处理。请返回上一页，刷新后重新提交。"
    return _page(request, 403, "表单没有提交成功", why, what_now, ways=(HOME,))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, NotHere):
        return _page(request, 404, "没有这个页面", exception.message, ways=(*exception.ways, HOME))
    why = "地址可能输错了，或者内容已经移走。"
    return _page(request, 404, "没有这个页面", why, "可以从下面的入口重新查找。", ways=(REPORTS, ORGANS, HOME))


def conflict(request: HttpRequest, why: str, *ways: Way) -> HttpResponse:
    """The law, or another person's act, does not allow this now."""
    return _page(request, 409, "这次没有办理", why, ways=(*ways, HOME))


def read_only(request: HttpRequest, why: str) -> HttpResponse:
    """The site is upgraded or restored: it is read as always, and writes nothing."""
    response = _page(request, 503, "暂时不能办理", why, "查看不受影响。", ways=(HOME,))
    response.headers["Retry-After"] = str(_RETRY_AFTER)
    response._has_been_logged = True  # noqa: SLF001  (no fault: Django would log it as one)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    limit = filesizeformat(settings.PAPER_LIMIT)
    what_now = "年度报告的文字通常不到 100 KB。请另存为纯文本，或者删去图片后再试。"
    ways = (Way("回到试读页面", "/reports/try/"), HOME)
    return _page(
        request, 413, "文件太大", f"一次最多接受 {limit}，这次发来的超过了，本站没有读取。", what_now, ways=ways
    )


def file_too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """More than a page that takes files takes at once."""
    why = f"这个页面一次最多接受 {filesizeformat(limit)}，这次发来的超过了，本站没有读取。"
    what_now = "请返回上一页，降低扫描分辨率，或者把材料分成几次上传。"
    return _page(request, 413, "文件太大", why, what_now, ways=(HOME,))


def gone(request: HttpRequest, why: str) -> HttpResponse:
    """It was here, and cannot be had any more or not now."""
    return _page(request, 410, "文件内容不在了", why, ways=(HOME,))


def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without database or request context, because either may be what is broken. Called while the error is
    handled, so that a disk without space is told from other faults."""
    if is_full(sys.exc_info()[1]):
        return _bare_page(507, "本站的存储空间已满", *_FULL)
    return _bare_page(
        500,
        "本站出了故障",
        "这不是您的操作造成的，故障已经记入日志。",
        "请过几分钟再试；一直如此时，请告诉本站的管理单位。",
    )


_FULL = (
    "这次提交没有生效，没有留下只办了一半的内容；以前的内容都在，查看不受影响。",
    "请保留填写的内容，告诉本站的管理单位清理或者扩大存储空间，然后重新提交。",
)


_SQLITE_FULL = frozenset({"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE"})
"""The second where a database is opened and there is no space for the index of its log."""


def is_full(error: BaseException | None) -> bool:
    """The disk, or the user's share of it, has no space left: as the system says it, SQLite, or PostgreSQL (53100)."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return True
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorname in _SQLITE_FULL:
            return True
        if getattr(error, "sqlstate", None) == "53100":
            return True
        error = error.__cause__ or error.__context__
    return False


def _bare_page(status: int, title: str, *sentences: str) -> HttpResponse:
    context = {
        "site_name": settings.SITE_NAME,
        "title": title,
        "sentences": sentences,
        "ways": (HOME,),
        "status": status,
    }
    return HttpResponse(render_to_string("ui/error.html", context), status=status)
