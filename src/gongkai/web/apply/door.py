"""The door for people with a code: how often it may be tried, and for how long it stays open.

A wrong code and a number that there is not get the same answer, after the same work. What opens the door is a signed
cookie for half an hour; no address ever carries a code.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from gongkai.web.applications.codes import as_typed
from gongkai.web.apply import limits

OPEN_SECONDS = 30 * 60
WRONG = "编号和查询码对不上。请照回执上写的再输一次；码有 12 位，不含字母 I、O 和数字 0、1。"
TOO_MANY = "输错的次数太多，暂时不能再试。请过一会儿再来；急的话，请带身份证件与受理机关的公开工作机构联系。"


class Shut(Exception):
    """The door does not open. The message is for the screen."""


def _plain(number: str) -> str:
    """The number without blanks and full-width forms."""
    return "".join(unicodedata.normalize("NFKC", number).split())


@dataclass(frozen=True, slots=True)
class Door:
    """name: of the cookie. path: the pages that it opens."""

    name: str
    path: str

    def tried(self, request: HttpRequest, number: str, code: str, find: Callable[[str, str], Any]) -> Any:
        """What find(number, code) gives. Raises Shut where that is nothing, or where it was tried too often."""
        number, code, address = _plain(number)[:40], as_typed(code)[:40], limits.address_of(request)
        counts = (
            (limits.WRONG_FROM_ADDRESS, (self.name, address)),
            (limits.WRONG_FROM_ADDRESS_FOR_NUMBER, (self.name, address, number)),
            (limits.WRONG_FOR_NUMBER, (self.name, number)),
        )
        taken = [limit.take(*key) for limit, key in counts]  # before the look: those who try at once are counted too
        if None in taken:
            limits.give_back(filter(None, taken))
            raise Shut(TOO_MANY)
        found = find(number, code)
        if found is None:
            raise Shut(WRONG)
        limits.give_back(filter(None, taken))
        return found

    def open(self, response: HttpResponse, what: Any, *, is_secure: bool) -> None:
        """Let the browser in, to this one thing."""
        value = signing.dumps(what, salt=f"gongkai.apply.{self.name}")
        response.set_cookie(
            self.name, value, max_age=OPEN_SECONDS, path=self.path, httponly=True, samesite="Lax", secure=is_secure
        )

    def opened(self, request: HttpRequest) -> Any:
        """What it was let in to; None where it never was, or too long ago."""
        try:
            return signing.loads(
                request.COOKIES.get(self.name, ""), salt=f"gongkai.apply.{self.name}", max_age=OPEN_SECONDS
            )
        except signing.BadSignature:
            return None

    def close(self, response: HttpResponse) -> None:
        """Shut it behind him."""
        response.delete_cookie(self.name, path=self.path)
