"""The pages on which an old register is taken over: upload, columns, rehearsal, result, refused lines."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.web.accounts import access
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.models import User
from gongkai.web.applications.models import RegisterRun
from gongkai.web.applications.registers import files, runs
from gongkai.web.applications.registers.columns import columns
from gongkai.web.applications.registers.entering import PERMITTED_BY
from gongkai.web.applications.registers.result import Way
from gongkai.web.applications.table import table
from gongkai.web.audit.looks import record_look
from gongkai.web.directory.intake.sheet import UnreadableTable
from gongkai.web.files.forms import UploadField
from gongkai.web.files.incoming import takes_files
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today

ROLES = table().act(PERMITTED_BY).roles
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 100
_RECENT = 20


def _organs(user: User) -> QuerySet[Organ]:
    condition = access.standing(user).condition(ROLES, "")
    found = Organ.objects.filter(state="active")
    return found.none() if condition is None else found.filter(condition).order_by("path")


def _runs(user: User) -> QuerySet[RegisterRun]:
    condition = access.standing(user).condition(ROLES, "organ")
    found = RegisterRun.objects.select_related("organ", "by").order_by("-at")
    return found.none() if condition is None else found.filter(condition)


def _run(request: HttpRequest, key: UUID) -> RegisterRun | None:
    return _runs(request.user).filter(key=key).first()


def _none(request: HttpRequest) -> HttpResponse:
    """Those that he may see, instead of one that he may not: whether it exists is not said."""
    messages.error(request, "没有这份登记簿，或者它不在您的工作范围内。下面是您可以办理的。")
    return registers(request) if request.method in {"GET", "HEAD"} else redirect("applications:registers")


class Upload(forms.Form):
    """The file, and whose register it is."""

    organ = forms.ModelChoiceField(Organ.objects.none(), label="机关", to_field_name="code", empty_label=None)
    file = UploadField(label="登记簿", personal=True, types=("xlsx", "text"))

    def __init__(self, *args: object, user: User) -> None:
        super().__init__(*args)
        self.fields["organ"].queryset = _organs(user)
        self.fields["file"].owner = str(user.pk)


class Columns(forms.Form):
    """Which column of the file is which, and what is to be done."""

    how = forms.ChoiceField(label="怎样办理", choices=[(way.value, way.label) for way in Way], widget=forms.RadioSelect)

    def __init__(self, *args: object, run: RegisterRun, heads: tuple[str, ...]) -> None:
        super().__init__(*args, initial={"how": run.way})
        named = [(str(place), head or f"第{place + 1}列") for place, head in enumerate(heads)]
        for column in columns().values():
            self.fields[column.name] = forms.ChoiceField(
                label=column.label, choices=[("", "（没有这一列）"), *named], required=column.is_required,
                initial=str(run.mapping.get(column.name, "")),
                error_messages={"required": f"请指明哪一列是“{column.label}”。"},
            )  # fmt: skip

    @property
    def mapping(self) -> dict[str, int]:
        """Column → place."""
        return {name: int(self.cleaned_data[name]) for name in columns() if self.cleaned_data[name]}

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self[name] for name in columns()]


@office_view(roles=ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def registers(request: HttpRequest) -> HttpResponse:
    """Upload a register; those that were uploaded lately."""
    form = Upload(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            run = runs.begin(form.cleaned_data["file"][0], form.cleaned_data["organ"], request.user)
        except UnreadableTable as error:
            form.add_error("file", str(error))
        else:
            return redirect("applications:register-run", run=run.key)
    context = {"form": form, "runs": _runs(request.user)[:_RECENT]}
    return render(request, "applications/registers.html", context, status=409 if form.errors else 200)


registers = takes_files(registers)


@office_view(roles=ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def register_run(request: HttpRequest, *, run: UUID) -> HttpResponse:
    """One register: columns and way before, progress meanwhile, the result after."""
    row = _run(request, run)
    if row is None:
        return _none(request)
    context = {"run": row, "faults": (row.faults or [])[:_SHOWN], "notes": (row.notes or [])[:_SHOWN],
               "ways": {way.value: way.label for way in Way}}  # fmt: skip
    try:
        register = runs.register_of(row)
    except UnreadableTable as error:
        return render(request, "applications/register_run.html", {**context, "gone": str(error)})
    form = Columns(request.POST or None, run=row, heads=register.heads)
    if request.method == "POST" and form.is_valid():
        try:
            runs.start(row, form.mapping, Way(form.cleaned_data["how"]))
        except UnreadableTable as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "已经开始。行数多的在后台进行，这一页会显示进度。")
            return redirect("applications:register-run", run=row.key)
    return render(
        request, "applications/register_run.html", {**context, "form": form}, status=409 if form.errors else 200
    )


@office_view(roles=ROLES)
@require_safe
def refused(request: HttpRequest, *, run: UUID) -> HttpResponse:
    """The refused lines as a workbook. They hold personal data, so the look is written down first."""
    row = _run(request, run)
    if row is None:
        return _none(request)
    try:
        register = runs.register_of(row).mapped(row.mapping)
    except UnreadableTable as error:
        messages.error(request, str(error))
        return redirect("applications:register-run", run=row.key)
    record_look(
        request.user, kind="register_run", stream_id=str(row.key), organ=row.organ, what="登记簿中要改的行",
        why="修改后重新转入",
    )  # fmt: skip
    return _workbook(files.refused(register, row.faults or []), f"refused-{row.at:%Y%m%d}")


@office_view(roles=ROLES)
@require_safe
def template(request: HttpRequest) -> HttpResponse:
    """The empty register."""
    return _workbook(files.template(), f"register-{today().year}")


def _workbook(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=_XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
