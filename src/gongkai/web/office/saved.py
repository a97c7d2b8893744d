"""Views of worklists that someone keeps: a name, and the filters and order of the address."""

from collections.abc import Sequence

from django.http import QueryDict

from gongkai.web.accounts.models import User
from gongkai.web.office.listing import Listing
from gongkai.web.office.models import SavedView
from gongkai.web.office.worklist import Worklist

KEPT_AT_MOST = 20


class CannotKeep(ValueError):
    """The view is not kept. The message is for the screen."""


def views_of(user: User, worklist: Worklist) -> Sequence[SavedView]:
    """His views of that list, by name."""
    return list(SavedView.objects.filter(user=user, worklist=worklist.name).order_by("name"))


def keep(listing: Listing, name: str) -> SavedView:
    """Keep the listing's filters and order under a name; a name used before is overwritten. Raises CannotKeep."""
    name, query = name.strip(), listing.query_now
    longest = SavedView._meta.get_field("name").max_length  # noqa: SLF001
    if not 0 < len(name) <= longest:
        raise CannotKeep(f"请给这个视图起一个名称，不超过 {longest} 个字。")
    if len(query) > SavedView._meta.get_field("query").max_length:  # noqa: SLF001
        raise CannotKeep("筛选条件太长，不能保存。请减少条件。")
    mine = SavedView.objects.filter(user=listing.user, worklist=listing.worklist.name)
    if mine.exclude(name=name).count() >= KEPT_AT_MOST:
        raise CannotKeep(f"每个清单最多保存 {KEPT_AT_MOST} 个视图。请先删除不用的视图。")
    view, _ = mine.update_or_create(
        name=name, defaults={"user": listing.user, "worklist": listing.worklist.name, "query": query}
    )
    return view


def forget(user: User, worklist: Worklist, name: str) -> None:
    """Delete his view of that name. No view is named with a zero character, which not every database can look for."""
    if "\0" not in name:
        SavedView.objects.filter(user=user, worklist=worklist.name, name=name).delete()


def is_shown(view: SavedView, listing: Listing) -> bool:
    """The listing shows just this view."""
    return QueryDict(view.query) == QueryDict(listing.query_now)
