"""The addresses of the page of a kind: the page itself, and a remark on the thing."""

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.web.accounts import acts
from gongkai.web.accounts.doors import office_view
from gongkai.web.office.looks import material_of
from gongkai.web.office.object_page import CannotNote, ObjectPage, buttons
from gongkai.web.ui.clock import today


def addresses(page: ObjectPage) -> list[URLPattern]:
    """Open to whoever may see the thing."""

    @office_view(of=page.model)
    @require_safe
    def show(request: HttpRequest, thing: Model) -> HttpResponse:
        return render(request, "office/object.html", _context(request, page, thing))

    @office_view(of=page.model)
    @require_POST
    def note(request: HttpRequest, thing: Model) -> HttpResponse:
        try:
            page.note(thing, by=request.user, text=request.POST.get("text", ""))
        except CannotNote as error:
            context = {**_context(request, page, thing), "note_error": str(error), "text": request.POST.get("text", "")}
            return render(request, "office/object.html", context, status=422)
        messages.success(request, "备注已保存。")
        return redirect(reverse(f"office:{page.name}-page", args=[getattr(thing, page.key)]) + "#notes")

    key = f"{page.name}/<str:{page.key}>/"
    return [path(key, show, name=f"{page.name}-page"), path(f"{key}note/", note, name=f"{page.name}-note")]


def _context(request: HttpRequest, page: ObjectPage, thing: Model) -> dict[str, object]:
    return {
        "thing": thing,
        "kind": acts.table_of(page.model).label,
        "state": page.state(thing),
        "due": page.due_fact(thing, today()),
        "facts": page.facts(thing, today()),
        "buttons": buttons(request.user, thing, lambda act: page.form(thing, act)),
        "past": page.past(thing),
        **material_of(request.user, thing, page),
        "notes": page.notes(thing),
        "note_url": reverse(f"office:{page.name}-note", args=[getattr(thing, page.key)]),
    }
