"""What a holiday notice moved or would move: by pages, or whole as a file."""

import csv
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.web.accounts import access
from gongkai.web.accounts.acts import ALL_ROLES, table_of
from gongkai.web.accounts.doors import office_view
from gongkai.web.accounts.errors import Hidden
from gongkai.web.accounts.models import User
from gongkai.web.calendar import due_days
from gongkai.web.calendar.models import HolidayNotice, Move, Reckoning
from gongkai.web.office.export import Line, harmless

_PAGE = 50


@office_view()
@require_safe
def moves(request: HttpRequest, *, key: str, purpose: str) -> HttpResponseBase:
    """What a notice moved or would move, of the organs in his reach: by pages, or whole as a file."""
    row = Reckoning.objects.filter(notice__key=key, purpose=purpose).select_related("notice__organ").first()
    if row is None:
        raise Hidden("没有这项内容，或者它不在您的工作范围内。")
    found = moves_of(request.user, row)
    if request.GET.get("format") == "csv":
        response = StreamingHttpResponse(_csv(found), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="moved-{row.notice.key}-{row.purpose}.csv"'
        return response
    after = request.GET.get("after", "")
    some = list(found.filter(pk__gt=int(after) if after.isdecimal() and len(after) < 19 else 0)[: _PAGE + 1])
    context = {
        "reckoning": row, "notice": row.notice, "moves": labelled(some[:_PAGE]), "key": key, "purpose": purpose,
        "after": some[_PAGE - 1].pk if len(some) > _PAGE else None, "is_first": not after,
    }  # fmt: skip
    return render(request, "housekeeping/moves.html", context)


def moves_of(user: User, row: Reckoning | None) -> QuerySet[Move]:
    """All moves for whoever may confirm the notice; for others those of things in organs where they hold a role."""
    if row is None:
        return Move.objects.none()
    table, held = table_of(HolidayNotice), access.standing(user)
    found = row.moves.select_related("organ").order_by("pk")
    if access.permitted(held, table, table.act("confirm"), row.notice.organ):
        return found
    condition = held.condition(ALL_ROLES, "organ")
    return found.none() if condition is None else found.filter(condition)


def labelled(found: Iterable[Move]) -> list[tuple[str, Move]]:
    """Each with the word for what sort of thing it is."""
    return [(due_days.label_of(move.provider), move) for move in found]


def _csv(found: QuerySet[Move]) -> Iterator[str]:
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(["类别", "编号", "名称", "机关", "原到期日", "新到期日", "未能推算的原因"])
    for move in found.iterator(chunk_size=2000):
        words = (
            due_days.label_of(move.provider),
            move.thing,
            move.title,
            move.organ,
            move.before,
            move.after,
            move.why,
        )
        yield writer.writerow([harmless(str(word or "")) for word in words])
