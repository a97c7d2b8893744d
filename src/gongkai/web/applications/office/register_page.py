"""The page on which an application is registered, whatever way it came."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from gongkai.web.accounts.doors import office_view
from gongkai.web.applications.models import Application
from gongkai.web.applications.office.act_page import AT_ONCE, REFUSALS
from gongkai.web.applications.office.forms.registering import Registration
from gongkai.web.applications.office.receipts import slip
from gongkai.web.applications.queries import alike
from gongkai.web.applications.table import table
from gongkai.web.files.incoming import takes_files


def register_page(form: type[Registration]) -> Callable[..., HttpResponse]:
    """The view of an act that makes an application."""

    @office_view(of=Application, act=form.act)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        asked = form(request.POST or None, request.FILES or None, user=request.user)
        if request.method == "POST" and asked.is_valid():
            answer = _entered(request, asked)
            if answer is not None:
                return answer
        context = {"act": table().act(form.act), "form": asked, "cancel": reverse("office:applications")}
        return render(request, "applications/register.html", context, status=409 if asked.errors else 200)

    return takes_files(view, how_many=AT_ONCE)


def _entered(request: HttpRequest, form: Registration) -> HttpResponse | None:
    """The slip with number and code, shown this once; None, with the reason on the form, where it cannot be."""
    try:
        entered, receipt = form.done(request.user)
    except ValidationError as error:
        for name, said in error.message_dict.items() if hasattr(error, "error_dict") else [(None, error.messages)]:
            form.add_error(name if name in form.fields else None, said)
        return None
    except REFUSALS as error:
        form.add_error(None, str(error))
        return None
    one = entered.application
    return slip(request, one, entered.code, receipt, alike=alike(one))
