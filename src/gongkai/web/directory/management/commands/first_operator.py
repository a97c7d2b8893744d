"""`first_operator`: what `gongkai operator` calls. A new site has nobody who could enrol anybody."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.regulation.errors import RegulationError
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.audit.acting import CONSOLE, together
from gongkai.web.directory import people_acts
from gongkai.web.ui.clock import today


class Command(BaseCommand):
    help = "登记一位全站的系统管理员，或者给已有的人员发新密码"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("name")

    def handle(self, *args: Any, username: str, name: str, **options: Any) -> None:
        try:
            password = _made(username, name)
        except ValidationError as error:
            raise CommandError("；".join(error.messages), returncode=2) from error
        except RegulationError as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"系统管理员 {username} 的新密码：{password}")
        self.stdout.write("密码只显示这一次。请用它在 /office/ 登录，先修改密码，再启用第二道验证。")


def _made(username: str, name: str) -> str:
    """Whoever has the machine has the site: the person is made where missing, and gets role and password."""
    day = today()
    with together():
        user = User.objects.filter(username=username).first()
        user = user or people_acts.enrol(by=CONSOLE, on=day, username=username, name=name, organ=None)
        if not user.memberships.filter(organ=None, role=Role.OPERATOR, state="entrusted").exists():
            people_acts.appoint(user, by=CONSOLE, on=day, organ=None, role=Role.OPERATOR, since=day)
        return people_acts.issue_password(user, by=CONSOLE, on=day)
