"""Pages for when something is not right: what happened, why, and what to do now."""

import logging
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


class NotHere(Http404):
    """A page that is not there, although its neighbours are: the 404 page says which, and leads to them."""

    def __init__(self, message: str, *ways: Way) -> None:
        self.message, self.ways = message, ways
        super().__init__(message)


HOME = Way("回到首页", "/")
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


def too_large(request: HttpRequest) -> HttpResponse:
    limit = filesizeformat(settings.PAPER_LIMIT)
    what_now = "年度报告的文字通常不到 100 KB。请另存为纯文本，或者删去图片后再试。"
    ways = (Way("回到试读页面", "/reports/try/"), HOME)
    return _page(
        request, 413, "文件太大", f"一次最多接受 {limit}，这次发来的超过了，本站没有读取。", what_now, ways=ways
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Drawn without database or request context, because either may be what is broken."""
    context = {
        "site_name": settings.SITE_NAME,
        "title": "本站出了故障",
        "sentences": ("这不是您的操作造成的，故障已经记入日志。", "请过几分钟再试；一直如此时，请告诉本站的管理单位。"),
        "ways": (HOME,),
        "status": 500,
    }
    return HttpResponse(render_to_string("ui/error.html", context), status=500)
