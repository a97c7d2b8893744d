"""`load_demo`: what `gongkai demo` calls before it serves."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from gongkai.web.applications.demonstration import load as load_applications
from gongkai.web.directory.demonstration import RealData, accounts
from gongkai.web.reports import demonstration


class Command(BaseCommand):
    help = "装入演示用的机关和年度报告"

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            demonstration.load()
        except RealData as error:
            raise CommandError(str(error)) from error
        password = settings.DEMO_PASSWORD or secrets.token_urlsafe(9)
        self.stdout.write(f"演示账号（密码都是 {password}），在 /office/ 登录：")
        people = accounts(password)
        load_applications()
        for account in people:
            self.stdout.write(f"  {account.username}  {account.role.label}，{account.where}")
