"""The page of an act: what it does, its form, and what came of it. One view for all acts of the directory."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts.acts import table_of
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Refused
from gongkai.web.audit.errors import Collision
from gongkai.web.directory.office.forms import ActForm

Do = Callable[..., Any]
Back = Callable[[Any], str]


def act_on(of: type[models.Model], act: str, form: type[ActForm], do: Do, *, back: Back) -> Callable[..., HttpResponse]:
    """The view of an act on a thing: `do(thing, by=…, version=…, **words)`."""

    @office_view(of=of, act=act)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, *, thing: models.Model) -> HttpResponse:
        asked = form(request.POST or None, user=request.user, thing=thing)

        def done() -> str:
            do(thing, by=request.user, version=asked.cleaned_data["version"], **asked.words())
            return back(thing)

        return _page(request, of, act, asked, done, thing=thing, cancel=back(thing))

    return view


def start(
    of: type[models.Model], act: str, form: type[ActForm], do: Do, *, back: Back, cancel: str
) -> Callable[..., HttpResponse]:
    """The view of an act that makes a thing: `do(by=…, **words)`."""

    @office_view(of=of, act=act)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest) -> HttpResponse:
        asked = form(request.POST or None, user=request.user)
        if "key" in asked.fields:
            asked.initial["key"] = uuid4()
        asked.initial.update({name: request.GET[name] for name in asked.fields if name in request.GET})
        return _page(
            request, of, act, asked, lambda: back(do(by=request.user, **asked.words())), thing=None, cancel=cancel
        )

    return view


def _page(
    request: HttpRequest, of: type[models.Model], act: str, form: ActForm, done: Callable[[], str], *,
    thing: models.Model | None, cancel: str,
) -> HttpResponse:  # fmt: skip
    row = table_of(of).act(act)
    address = _tried(form, done) if request.method == "POST" and form.is_valid() else None
    if address is not None:
        messages.success(request, f"“{row.label}”已经办理。")
        return redirect(address)
    context = {"act": row, "form": form, "thing": thing, "cancel": cancel}
    return render(request, "directory/act.html", context, status=409 if form.errors else 200)


def _tried(form: ActForm, done: Callable[[], str]) -> str | None:
    """Where to go when it is done; None, with the reason on the form, where rules or another act stand against it."""
    try:
        return done()
    except ValidationError as error:
        for name, said in error.message_dict.items() if hasattr(error, "error_dict") else [(None, error.messages)]:
            form.add_error(name if name in form.fields else None, said)
    except (RegulationError, Collision, Refused) as error:
        form.add_error(None, str(error))
    return None
