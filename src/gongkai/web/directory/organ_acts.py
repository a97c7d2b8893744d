"""Acts on organs, one function each. All raise ValidationError for a field that cannot be, and what `perform` does."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.organs import Kind, Level
from gongkai.web.audit.acting import Actor, perform, together
from gongkai.web.organs.models import Organ

_SUCCESSION = cite("ALL 26.6")


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the disclosure office (Art 12: name, address, hours, phone, fax, internet contact)."""

    office: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A person in the leading group, or one who answers for a part of the work: name, post, part."""

    name: str
    post: str = ""
    part: str = ""


def register(
    *,
    by: Actor,
    on: date,
    code: str,
    name: str,
    level: Level,
    kind: Kind,
    under: Organ | None = None,
    short_name: str = "",
    credit_code: str | None = None,
) -> Organ:
    """Enter an organ into the tree, by those who look after the organ above it."""
    data = {
        "code": code, "name": name, "short_name": short_name, "credit_code": credit_code or None,
        "level": level.value, "kind": kind.value,
    }  # fmt: skip
    organ = Organ(**data)
    organ.full_clean(exclude=["path", "depth"])
    perform(act="register", thing=organ, by=by, on=on, data={**data, "under": under.code if under else None})
    return organ


def rename(organ: Organ, *, by: Actor, on: date, name: str, short_name: str = "", version: int | None = None) -> None:
    """A new name from that day on; papers of before keep the old one."""
    _change(organ, "rename", by=by, on=on, version=version, data={"name": name, "short_name": short_name})


def reclassify(organ: Organ, *, by: Actor, on: date, level: Level, kind: Kind, version: int | None = None) -> None:
    """Another level or kind, and with it other duties to publish (Art 21) and other remedies."""
    _change(organ, "reclassify", by=by, on=on, version=version, data={"level": level.value, "kind": kind.value})


def _change(organ: Organ, act: str, *, by: Actor, on: date, version: int | None, data: Mapping[str, Any]) -> None:
    for name, value in data.items():
        Organ._meta.get_field(name).clean(value, organ)  # noqa: SLF001  (Django's own name for its public interface)
    perform(act=act, thing=organ, by=by, on=on, data=data, expected_version=version)


def move(organ: Organ, *, by: Actor, on: date, under: Organ | None, version: int | None = None) -> None:
    """Another organ above it; those below go with it. Raises NotAllowed where it would stand below itself."""
    if under is not None and under.path.startswith(organ.path):
        raise NotAllowed(f"“{under}”就是本机关或者它的下级。", cite("REG 3.2 [A]"), "请选择另一个上级机关。")
    data = {"under": under.code if under else None}
    perform(act="move", thing=organ, by=by, on=on, data=data, expected_version=version)


def update_contact(organ: Organ, *, by: Actor, on: date, contact: Contact, version: int | None = None) -> None:
    """How to reach the disclosure office from that day on (Art 12)."""
    perform(
        act="update_contact", thing=organ, by=by, on=on, data={"contact": asdict(contact)}, expected_version=version
    )


def name_responsible(organ: Organ, *, by: Actor, on: date, posts: Sequence[Post], version: int | None = None) -> None:
    """Who answers for the work from that day on."""
    data = {"responsible": [asdict(post) for post in posts]}
    perform(act="name_responsible", thing=organ, by=by, on=on, data=data, expected_version=version)


def adjust_leading_group(
    organ: Organ, *, by: Actor, on: date, posts: Sequence[Post], version: int | None = None
) -> None:
    """The 政务公开领导小组 from that day on; every adjustment is kept."""
    data = {"leading_group": [asdict(post) for post in posts]}
    perform(act="adjust_leading_group", thing=organ, by=by, on=on, data=data, expected_version=version)


def set_day(
    organ: Organ, *, by: Actor, on: date, day: date, works: bool, reason: str, version: int | None = None
) -> None:
    """The organ works, or rests, on a day on which the national calendar says otherwise."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明原因，例如“本地民族节日放假”。"})
    data = {"day": day.isoformat(), "works": works, "reason": reason}
    perform(act="set_day", thing=organ, by=by, on=on, data=data, expected_version=version)


def clear_day(organ: Organ, *, by: Actor, on: date, day: date, version: int | None = None) -> None:
    """The national calendar holds for that day again."""
    perform(act="clear_day", thing=organ, by=by, on=on, data={"day": day.isoformat()}, expected_version=version)


def merge(organ: Organ, *, by: Actor, on: date, into: Organ, version: int | None = None) -> None:
    """The organ goes up in another, which goes on with its duties and its open matters (ALL 26.6)."""
    _end(organ, "merge", by=by, on=on, successor=into, version=version)


def abolish(organ: Organ, *, by: Actor, on: date, successor: Organ | None, version: int | None = None) -> None:
    """The organ ends. Its duties go to the successor; without one, to whoever abolished it."""
    _end(organ, "abolish", by=by, on=on, successor=successor, version=version)


def _end(organ: Organ, act: str, *, by: Actor, on: date, successor: Organ | None, version: int | None) -> None:
    """Those who had it for their successor get its successor: everybody's successor is an organ that works."""
    with together():
        successor = successor and Organ.objects.select_for_update(no_key=True, of=("self",)).get(pk=successor.pk)
        if successor is not None and successor.state != "active":
            raise NotAllowed(f"“{successor}”自己已经合并或者撤销。", _SUCCESSION, "请选择在册的机关。")
        if Organ.objects.filter(path__startswith=organ.path, state="active").exclude(pk=organ.pk).exists():
            raise NotAllowed(
                f"“{organ}”还有在册的下级机关。", _SUCCESSION, "请先为它们变更隶属关系，或者先合并、撤销。"
            )
        data = {"successor": successor.code if successor else None}
        perform(act=act, thing=organ, by=by, on=on, data=data, expected_version=version)
        for earlier in Organ.objects.filter(successor=organ):
            perform(act="reassign", thing=earlier, by=by, on=on, data=data)


def reassign(organ: Organ, *, by: Actor, on: date, successor: Organ, version: int | None = None) -> None:
    """Another organ goes on with the duties of one that has ended."""
    if successor.state != "active":
        raise NotAllowed(f"“{successor}”自己已经合并或者撤销。", _SUCCESSION, "请选择在册的机关。")
    perform(act="reassign", thing=organ, by=by, on=on, data={"successor": successor.code}, expected_version=version)
