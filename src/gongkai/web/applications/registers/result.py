"""What came of a register that was entered, or only rehearsed; and what pages and rows keep of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gongkai.web.applications.registers.past import Fault


class Way(StrEnum):
    """What is done with lines that are good when others are not."""

    REHEARSE = "rehearse"
    ALL_OR_NOTHING = "all"
    THE_GOOD = "good"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return {"rehearse": "只核对，不转入", "all": "全部无误才转入", "good": "先转入无误的"}[self.value]


@dataclass(slots=True)
class Result:
    """What came of a register. entered: written, or in a rehearsal what would be; known: there already, the same."""

    way: Way
    lines: int = 0
    entered: int = 0
    known: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)

    @property
    def refused(self) -> int:
        """Lines against which something stands."""
        return len({fault.line for fault in self.faults})

    def __str__(self) -> str:
        known = f"，{self.known} 件此前已经转入" if self.known else ""
        refused = f"，{self.refused} 行要改" if self.refused else ""
        if self.way is Way.REHEARSE:
            return f"核对了 {self.lines} 行：可以转入 {self.entered} 件{known}{refused}。"
        if self.way is Way.ALL_OR_NOTHING and self.refused:
            return f"没有转入：{self.refused} 行要改{known}。"
        return f"已转入 {self.entered} 件{known}{refused}。"


def shown(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Faults as plain values, to be kept."""
    return [
        {"line": one.line, "column": one.column, "cell": one.cell, "why": one.why, "instead": one.instead}
        for one in faults
    ]
