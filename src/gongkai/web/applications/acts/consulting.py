"""征求意见: third parties are people; the record names them by a mark, and keeps who they are sealed."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import QuerySet

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.queries import in_force
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.models import Application, Purpose
from gongkai.web.applications.queries import record_of_case
from gongkai.web.audit.acting import Actor
from gongkai.web.files.receiving import Accepted
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today


def consult_third_party(
    thing: Application, *, by: Actor, on: date, party: Mapping[str, str], received_on: date | None = None,
    note: str = "", proofs: Sequence[Accepted] = (), version: int | None = None,
) -> str:  # fmt: skip
    """书面征求第三方意见: the mark by which the record names the party. party: name, contact, address, and what of the
    information concerns it. Raises NotAllowed for a party without a name."""
    if not party.get("name", "").strip():
        raise NotAllowed("征求意见应当写明第三方。", cite("REG 32"), "请填写第三方的姓名或者名称；它会密封保存。")
    known = sum(one.kind == "consult_third_party" for one in record_of_case(thing))
    mark = f"第三方{known + 1}"
    do(
        thing, "consult_third_party", by=by, on=on, fields={"name": mark, "received_on": received_on},
        office={"party": mark}, words={**party, "note": note}, purpose=Purpose.PARTY, proofs=proofs,
        version=version,
    )  # fmt: skip
    return mark


def whoever_answers(organ: Organ) -> QuerySet[User]:
    """Who can answer a question to that organ today."""
    held = Membership.objects.filter(in_force(today()), organ_id=organ.pk, role__in=(Role.HANDLER, Role.HEAD))
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def consult_organ(
    thing: Application, act: str, *, by: Actor, on: date, name: str, concerns: str, received_on: date | None = None,
    note: str = "", proofs: Sequence[Accepted] = (), version: int | None = None,
) -> None:  # fmt: skip
    """征求共同制作机关、其他机关意见. An organ of this site by that name, where somebody works who can answer, gets the
    question on its desk the same day; any other by letter, and the day of its receipt is entered by its proof."""
    asked = Organ.objects.filter(name=name.strip(), state="active").first()
    if asked is not None and asked.pk == thing.organ_id:
        raise NotAllowed("征求意见的对象是本机关。", cite("REG 34"), "请写另一个机关的名称。")
    if asked is not None and not whoever_answers(asked).exists():
        asked = None
    do(
        thing, act, by=by, on=on, fields={"name": name.strip(), "received_on": on if asked else received_on},
        office={"organ": asked.code} if asked else {}, words={"concerns": concerns, "note": note}, proofs=proofs,
        version=version,
    )  # fmt: skip
