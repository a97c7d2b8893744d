"""Who writes and who is written to: the organ out of the record, and how the applicant is spoken to."""

from collections.abc import Mapping
from typing import Any, TypeVar

from gongkai.papers.errors import BadValue
from gongkai.papers.letters.template import CITIZEN, ORGANISATION
from gongkai.regulation.organs import Kind, Level, Organ

_Choice = TypeVar("_Choice", Level, Kind)
NATURAL_PERSON = "natural_person"
APPLICANT_TYPES = {
    NATURAL_PERSON: "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "public_interest": "社会公益组织",
    "legal_service": "法律服务机构",
    "other": "其他",
}
"""The columns of table 3 of the annual report, as an application records them."""
_TEXTS = (
    "own_government",
    "higher_government",
    "superior_department",
    "host_government",
    "court",
    "online_reconsideration",
)


def organ_of(record: Mapping[str, Any]) -> Organ | None:
    """The organ that signs; None where the record names none. Raises BadValue where level or kind is no known word."""
    raw = record.get("organ")
    if raw is None or isinstance(raw, Organ):
        return raw
    if isinstance(raw, str):
        raise BadValue("“organ”应当写明机关的名称、层级和类型，救济途径由此确定。请在“机关信息”中登记。")
    if not str(raw.get("name", "")).strip():
        return None
    level, kind = _one_of(Level, raw, "level", "层级"), _one_of(Kind, raw, "kind", "类型")
    return Organ(str(raw["name"]).strip(), level, kind, **{key: raw[key] for key in _TEXTS if raw.get(key)})


def applicant_type(record: Mapping[str, Any]) -> str:
    """The key of the applicant's type. Raises BadValue."""
    key = str(record.get("applicant_type") or NATURAL_PERSON)
    if key not in APPLICANT_TYPES:
        raise BadValue(f"申请人类型“{key}”不认识。请从{'、'.join(APPLICANT_TYPES)}中选一种。")
    return key


def spoken_to(record: Mapping[str, Any]) -> str:
    """你 for a natural person, 你单位 for any other applicant."""
    return "你" if applicant_type(record) == NATURAL_PERSON else "你单位"


def form_variant(record: Mapping[str, Any]) -> str:
    """Which application form is used."""
    return CITIZEN if applicant_type(record) == NATURAL_PERSON else ORGANISATION


def _one_of(choices: type[_Choice], raw: Mapping[str, Any], key: str, words: str) -> _Choice:
    try:
        return choices(raw.get(key, ""))
    except ValueError:
        known = "、".join(str(choice) for choice in choices)
        raise BadValue(f"机关的{words}“{raw.get(key, '')}”不认识。请从{known}中选一种。") from None
