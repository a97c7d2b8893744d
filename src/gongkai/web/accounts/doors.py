"""The doors of the office: every address under /office/ is a view with a rule, and the rule is kept before the view.

    @office_view(of=Organ)                              whoever may see the organ; the view gets it as `thing`
    @office_view(of=Organ, act="rename")                whoever may rename it
    @office_view(of=Membership, act="appoint")          an act that makes a thing: whoever holds a role that may
    @office_view(of=StoredFile, found_by=openable)      a thing without acts of its own: `openable` finds it for him
    @office_view(roles={Role.OPERATOR})                 whoever holds such a role anywhere
    @office_view()                                      whoever holds any role at all

Which answer a person gets is decided here once: signed out, the sign-in page; no role at all, or a thing he may not
see, 404; a thing or a page he may know of but not use, 403 with a sentence that names the roles.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from gongkai.web.accounts import access
from gongkai.web.accounts.acts import Act, table_of
from gongkai.web.accounts.errors import Forbidden, Hidden
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role

View = Callable[..., HttpResponse]
Finder = Callable[[User, dict[str, Any]], models.Model | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may pass."""

    of: type[models.Model] | None = None
    act: str | None = None
    roles: frozenset[Role] | None = None
    found_by: Finder | None = None

    @property
    def row(self) -> Act | None:
        """The act's row in the table of its kind. Raises ActsError where there is none."""
        return table_of(self.of).act(self.act) if self.of and self.act else None

    @property
    def finds_a_thing(self) -> bool:
        """The address names a thing, and the view gets it."""
        return self.of is not None and not (self.row and self.row.starts)


def office_view(
    *,
    of: type[models.Model] | None = None,
    act: str | None = None,
    roles: Iterable[Role] | None = None,
    found_by: Finder | None = None,
) -> Callable[[View], View]:
    """Give a view its rule. A view of a thing is called with it as the keyword `thing`, in place of the words of the
    address by which it was found."""
    rule = Rule(of, act, None if roles is None else frozenset(roles), found_by)

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **words: Any) -> HttpResponse:
            return _turned_away(request) or view(request, **_passed(request, rule, words))

        guarded = never_cache(guarded)
        guarded.office_rule = rule  # type: ignore[attr-defined]
        return guarded

    return decorate


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    """Signed out: to the sign-in page. With a password that someone else knows: to where it is changed. Without a
    second factor: to where he sets one up."""
    if not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    if request.user.password_is_issued:
        return redirect("account_change_password")
    if needs_second_factor(request):
        messages.warning(request, "工作人员登录需要第二道验证。请先启用验证器应用或安全密钥，再进入办公页面。")
        return redirect("mfa_index")
    return None


def needs_second_factor(request: HttpRequest) -> bool:
    """Staff sign in with a second factor; demonstration accounts, which live on loopback alone, without."""
    return settings.MFA_REQUIRED and not request.user.is_demonstration and not is_mfa_enabled(request.user)


def _passed(request: HttpRequest, rule: Rule, words: dict[str, Any]) -> dict[str, Any]:
    """What the view is called with. Raises Hidden or Forbidden."""
    held = access.standing(request.user)
    if not held.grants:
        raise Hidden("您的账号今天没有任何岗位。请向本机关的系统管理员申请。")
    if rule.roles is not None and not held.holds(rule.roles):
        raise Forbidden(_sentence("这个页面", rule.roles))
    if rule.row and rule.row.starts and not held.holds(rule.row.roles):
        raise Forbidden(_sentence(f"“{rule.row.label}”", rule.row.roles))
    return {"thing": _found(request, rule, words)} if rule.finds_a_thing else words


def _found(request: HttpRequest, rule: Rule, words: dict[str, Any]) -> models.Model:
    if rule.found_by is not None:
        thing = rule.found_by(request.user, words)
    else:
        thing = access.visible_to(request.user, rule.of.objects.filter(**words)).first()
    if thing is None:
        raise Hidden("没有这项内容，或者它不在您的工作范围内。")
    if rule.act:
        access.require(request.user, rule.act, thing)
    return thing


def _sentence(what: str, roles: frozenset[Role]) -> str:
    who = "、".join(role.label for role in Role if role in roles)
    return f"{what}由{who}使用。如果这是您的工作，请向本机关的系统管理员申请岗位。"
