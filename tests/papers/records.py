"""For every letter, and every finding of every outcome, a record with just what it needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.papers.letters.template import Field, common_fields, finding_words, template
from gongkai.regulation.letters import letters
from gongkai.regulation.outcomes import Outcome

ON = date(2025, 11, 20)
ORGAN = {
    "name": "青石县水利局",
    "level": "county",
    "kind": "department",
    "own_government": "青石县人民政府",
    "court": "青石县人民法院",
}
COMMON: dict[str, Any] = {
    "organ": ORGAN,
    "on": ON,
    "applicant": "张三",
    "received_on": "2025-11-03",
    "asked_for": "青石县2024年度小型水库除险加固工程的验收报告",
    "contact": "办公室，电话0000-1234567",
    "third_party": "青石县某某建设有限公司",
    "joint_organ": "青石县发展和改革局",
    "other_organ": "青石县交通运输局",
    "finding": "该报告由本机关制作并保存",
    "how_supplied": "邮政特快专递",
}
_ANY = "2025-11-19"


@dataclass(frozen=True)
class Made:
    """A letter to be written. choice: which reply."""

    key: str
    outcome: Outcome | None = None
    finding: str = ""

    @property
    def choice(self) -> dict[str, str]:
        return {"outcome": self.outcome.value, "finding_key": self.finding} if self.outcome else {}

    def __str__(self) -> str:
        return f"{self.key}-{self.outcome}-{self.finding}" if self.outcome else self.key

    def record(self) -> dict[str, Any]:
        """All that this letter needs, and nothing that it can do without."""
        of = template(self.key)
        fields = {key: field for key, field in of.fields.items() if field.required}
        shown = (key for rows in of.layouts.values() for row in rows for key in row)
        fields |= {key: common_fields()[key] for key in shown if key not in of.fields}
        record = {key: sample(field) for key, field in fields.items() if key not in of.defaults and key != "remedies"}
        record |= {key: value for key, value in COMMON.items() if key not in of.fields or key == "contact"}
        if "applicant_type" in record:
            record["applicant_type"] = "natural_person"
        if of.letter.serial:
            record["number"] = {"mark": "青水", "year": 2025, "serial": 12}
        if self.outcome:
            record |= COMMON | self.choice | {"elements": self._elements()}
            for key in ("basis", "result"):
                record.pop(key)
        if self.outcome is Outcome.PARTLY_GRANTED:
            record["grounds"] = ["third_party"]
        return record

    def _elements(self) -> dict[str, Any]:
        assert self.outcome
        words = finding_words()[(self.outcome, self.finding)]
        return {key: sample(field) for key, field in words.fields.items() if field.required}


def sample(field: Field) -> Any:
    """A value of the field's kind that is nowhere else in the letter."""
    match field.kind:
        case "day":
            return _ANY
        case "count":
            return 15
        case "yuan":
            return "1100.50"
        case "list":
            return [f"{field.label}之甲", f"{field.label}之乙"]
        case "rows":
            return [
                {key: _ANY if key in {"on", "made_on"} else f"{words}{n}" for key, words in field.columns.items()}
                for n in (1, 2)
            ]
        case _:
            return f"所填{field.label[:20]}"


def all_letters() -> Iterator[Made]:
    for key in letters():
        if key != "reply":
            yield Made(key)
    for outcome, finding in finding_words():
        yield Made("reply", outcome, finding)


EVERY = tuple(all_letters())
