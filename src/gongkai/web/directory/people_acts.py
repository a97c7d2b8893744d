"""Acts on people and their roles, one function each. All raise ValidationError for a field that cannot be, and what
`perform` raises. `key` is the number of a form, so that a form sent twice makes one thing."""

import secrets
from datetime import date
from uuid import UUID, uuid4

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.accounts.errors import Forbidden
from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.accounts.queries import memberships_of, standing_of
from gongkai.web.accounts.roles import AUTHORITIES, Role
from gongkai.web.audit.acting import Actor, perform, together
from gongkai.web.organs.models import Organ
from gongkai.web.ui.clock import today


def enrol(
    *, by: Actor, on: date, username: str, name: str, organ: Organ | None, email: str = "", password: str | None = None,
    is_demonstration: bool = False, key: UUID | None = None,
) -> User:  # fmt: skip
    """An account for someone who works here. Without a password he signs in from outside (统一身份认证) alone."""
    data = {"username": username, "name": name, "email": email, "is_demonstration": is_demonstration}
    user = User(**data, organ=organ, key=key or uuid4())
    user.set_password(password)
    user.full_clean(exclude=["password"])
    perform(act="enrol", thing=user, by=by, on=on, data={**data, "organ": organ.code if organ else None})
    return user


def correct_person(user: User, *, by: Actor, on: date, name: str, email: str, version: int | None = None) -> None:
    """His name or address was wrong or has changed. A link that opens his account goes to the address: so Forbidden
    is raised where his rights reach further than the giver's."""
    if email != user.email:
        _refuse_to_open_a_higher_door(user, by)
    User(username=user.username, name=name, email=email).clean_fields(exclude=["password", "organ"])
    perform(
        act="correct_person", thing=user, by=by, on=on, data={"name": name, "email": email}, expected_version=version
    )


def transfer(user: User, *, by: Actor, on: date, organ: Organ, version: int | None = None) -> None:
    """He is on the staff of another organ now. His roles stay until they are taken: they are acts of their own."""
    perform(act="transfer", thing=user, by=by, on=on, data={"organ": organ.code}, expected_version=version)


def issue_password(user: User, *, by: Actor, on: date, version: int | None = None) -> str:
    """A new password, told once and kept nowhere: it opens nothing but the page where the person changes it. Raises
    Forbidden where his rights reach further than the giver's."""
    _refuse_to_open_a_higher_door(user, by)
    password = secrets.token_urlsafe(12)
    with together():
        perform(act="issue_password", thing=user, by=by, on=on, expected_version=version)
        user.set_password(password)
        user.password_is_issued = True
        user.save(update_fields=["password", "password_is_issued"])
    return password


def _refuse_to_open_a_higher_door(user: User, by: Actor) -> None:
    """Whoever could sign in as him would hold his roles: only who reaches all of them may."""
    if not isinstance(by, User):
        return
    held = standing_of(by, on=today())
    for row in memberships_of(user, on=today()):
        givers = {Role.OPERATOR} if row.role in AUTHORITIES else {Role.HEAD, Role.OPERATOR}
        if held.grant_for(givers, row.organ) is None:
            raise Forbidden(f"{user}的岗位有的不在您管理的范围内，密码和邮箱要由管理那里的系统管理员办理。")


def suspend(user: User, *, by: Actor, on: date, version: int | None = None) -> None:
    """He cannot sign in, and holds and lends no role. Raises NotAllowed to whoever would shut himself out."""
    if by == user:
        raise NotAllowed("不能停用自己的账号。", cite("CSL 21 [A]"), "请由另一位系统管理员办理。")
    perform(act="suspend", thing=user, by=by, on=on, expected_version=version)


def restore(user: User, *, by: Actor, on: date, version: int | None = None) -> None:
    """He can sign in again, with the roles that were not taken meanwhile."""
    perform(act="restore", thing=user, by=by, on=on, expected_version=version)


def appoint(
    user: User, *, by: Actor, on: date, organ: Organ | None, role: Role, since: date, until: date | None = None,
    key: UUID | None = None,
) -> Membership:  # fmt: skip
    """A role in an organ from a day on. Those that reach other organs are entrusted, by operators alone.

    Raises NotAllowed where he holds it already in that time.
    """
    row = Membership(user=user, organ=organ, role=role.value, since=since, until=until, key=key or uuid4())
    row.clean_fields(exclude=["organ"])
    _refuse_twice(row)
    data = {
        "user": str(user.key), "organ": organ.code if organ else None, "role": role.value,
        "since": since.isoformat(), "until": until.isoformat() if until else None,
    }  # fmt: skip
    perform(act="entrust" if role in AUTHORITIES else "appoint", thing=row, by=by, on=on, data=data)
    return row


def _refuse_twice(row: Membership) -> None:
    same = Membership.objects.filter(user=row.user, organ=row.organ, role=row.role).exclude(key=row.key)
    same = same.exclude(until__lt=row.since)
    if row.until is not None:
        same = same.filter(since__lte=row.until)
    if same.exists():
        raise NotAllowed(
            f"{row.user}在这段时间里已经担任这个岗位。", cite("REG 4 [A]"), "如果要改期限，请先免去，再任命。"
        )


def withdraw(row: Membership, *, by: Actor, on: date, version: int | None = None) -> None:
    """From that day on he holds the role no more; today means at once. Raises NotAllowed to whoever would take the last
    key from himself."""
    act = "revoke" if Role(row.role) in AUTHORITIES else "withdraw"
    if act == "revoke" and isinstance(by, User) and by.pk == row.user_id:
        raise NotAllowed(
            f"不能免去自己的{row.get_role_display()}岗位。", cite("REG 3.2 [A]"), "请由另一位系统管理员办理。"
        )
    perform(act=act, thing=row, by=by, on=on, expected_version=version)


def substitute(
    *, by: Actor, on: date, user: User, substitute: User, organ: Organ | None, role: Role, since: date, until: date,
    key: UUID | None = None,
) -> Substitution:  # fmt: skip
    """Someone does the work of a colleague who is away. Raises NotAllowed where he does not hold the role."""
    row = Substitution(
        user=user, substitute=substitute, organ=organ, role=role.value, since=since, until=until, key=key or uuid4()
    )
    row.clean_fields(exclude=["organ"])
    held = Membership.objects.filter(user=user, organ=organ, role=role).exclude(until__lt=since)
    if not held.filter(since__lte=until).exists():
        where = organ or "全站"
        raise NotAllowed(f"{user}在“{where}”不担任{role.label}。", cite("REG 4 [A]"), "请选择他担任的岗位。")
    data = {
        "user": str(user.key), "substitute": str(substitute.key), "organ": organ.code if organ else None,
        "role": role.value, "since": since.isoformat(), "until": until.isoformat(),
    }  # fmt: skip
    perform(act="substitute", thing=row, by=by, on=on, data=data)
    return row


def end_substitution(row: Substitution, *, by: Actor, on: date, version: int | None = None) -> None:
    """The colleague is back: from that day on the substitute holds the role no more."""
    perform(act="end_substitution", thing=row, by=by, on=on, expected_version=version)
