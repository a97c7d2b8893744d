"""答复码 for staff: the codes of a case's letters of consultation, to be printed in them. Who saw them is recorded."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.web.accounts import access
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.codes import written
from gongkai.web.applications.models import Application
from gongkai.web.apply.reply.asking import consultations
from gongkai.web.audit.looks import looked_at


@office_view(of=Application)
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest, *, thing: Application) -> HttpResponse:
    """The letters; asked for by a handler of the organ, with their codes. Raises Forbidden."""
    may = access.standing(request.user).grant_for({Role.HANDLER}, thing.organ) is not None
    shown = request.method == "POST"
    if shown and not may:
        raise Forbidden(f"答复码由{thing.organ}的承办人员查看。")
    if shown:
        looked_at(request.user, thing, what="征求意见的答复码", why="印在征求意见书里")
    letters = [(one, one.letter, written(one.code) if shown else "") for one in consultations(thing)]
    address = f"{settings.SITE_ADDRESS}{reverse('reply:door')}"
    context = {"thing": thing, "letters": letters, "shown": shown, "may": may, "address": address}
    return render(request, "reply/codes.html", context)
