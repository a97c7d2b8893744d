"""Who took a file out of the office, when and what for: written into the file, so that it can be traced (PIP 51)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from gongkai.web.accounts.models import User

USUAL = "工作使用"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Of one export. holds: the personal data in it; empty where there is none."""

    user: User
    at: datetime
    why: str = USUAL
    holds: str = ""

    @classmethod
    def now(cls, user: User, *, why: str = USUAL, holds: str = "") -> "Provenance":
        """Of an export made at this moment."""
        return cls(user, timezone.localtime(), why, holds)

    @property
    def line(self) -> str:
        """The sentence that the file carries."""
        personal = f"，含个人信息（{self.holds}），不得外传" if self.holds else "，内部使用"
        return f"{self.user.name}（{self.user.username}）于 {self.at:%Y-%m-%d %H:%M} 导出，用途：{self.why}{personal}"
