"""Who does the work in an invented application: whoever of the demonstration has the role, at that organ."""

from collections.abc import Mapping

from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.table import table
from gongkai.web.audit.acting import CONSOLE, Actor
from gongkai.web.organs.models import Organ

Staff = Mapping[Role, User]


def staff_of(organ: Organ) -> Staff:
    """The demonstration's own people there, by role. An organ without any has its past entered by the machine."""
    rows = Membership.objects.filter(organ=organ, user__is_demonstration=True).select_related("user")
    return {Role(row.role): row.user for row in rows}


def who_does(act: str, staff: Staff) -> Actor:
    """The first in the list of roles who may."""
    allowed = table().act(act).roles
    return next((staff[role] for role in Role if role in allowed and role in staff), CONSOLE)
