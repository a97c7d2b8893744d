"""A letter of a case as it would be: what the record knows, what people wrote for it, and what it still lacks."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.papers.letters.draft import Draft, draft
from gongkai.papers.letters.template import Field, common_fields, finding_words, template
from gongkai.regulation.events import EventKind
from gongkai.regulation.letters import Letter, Recipient, letters, letters_sent_on
from gongkai.regulation.outcomes import Outcome
from gongkai.web.applications.letters.facts import Facts, known
from gongkai.web.applications.letters.replying import SEVERED
from gongkai.web.applications.letters.settled import settled
from gongkai.web.applications.table import BY_LAW

REPLY = "reply"
_FOR_THE_CASE = frozenset({
    "handling_form", "search_record", "security_assessment", "evidence_list", "secrecy_referral", "transfer_letter",
    "record_correction_notice", "service_receipt",
})  # fmt: skip
_FIRST = {"decide": REPLY, "transfer": REPLY}
_NOT_ASKED = frozenset({"remedies", "number", "on", "organ", "letter_head", "schedule", "elements"})


def letters_of_act(act: str) -> tuple[Letter, ...]:
    """What the act calls for, that which goes out first."""
    if act not in BY_LAW:
        return ()
    found = letters_sent_on(BY_LAW[act].records.value)
    first = _FIRST.get(act)
    found = found if first is None else (letters()[first], *(one for one in found if one.key != first))
    return tuple(sorted(found, key=lambda one: (one.key != first, one.serial is None)))


def first_letter(act: str) -> Letter | None:
    """The numbered letter that is made with the act; None where none is."""
    found = letters_of_act(act)
    return found[0] if found and found[0].serial and act != "register" else None


def letters_of_case() -> tuple[Letter, ...]:
    """Every paper that can belong to an application, in the table's order."""
    on_events = {kind.value for kind in EventKind}
    return tuple(one for one in letters().values() if one.sent_on in on_events or one.key in _FOR_THE_CASE)


def record_of(facts: Facts, key: str, *, on: date, given: Mapping[str, Any], number: str = "") -> dict[str, Any]:
    """The record that the letter is drafted from. given: what people wrote for it; it goes before what is known."""
    record = known(facts, on=on)
    record |= facts.proposed if key == REPLY and "outcome" not in given else {}
    record |= _of_recipient(facts, key)
    record |= settled(facts, key, on=on)
    record |= _of_severing(facts) if _is_severed(record) else {}
    written = {name: value for name, value in given.items() if value not in ("", None, [], {})}
    elements = {**record.get("elements", {}), **written.pop("elements", {})}
    record |= written
    if key == REPLY:
        record |= {"items": ()} if "outcome" in given else {}
        record["elements"] = {**elements, **{k: record[k] for k in _element_keys(record) if k in written}}
    if number or not letters()[key].serial:
        record["number"] = number or facts.thing.number
    superior = written.get("superior_department")
    if superior:
        record["organ"] = {**record["organ"], "superior_department": superior}
    return record


def drafted(facts: Facts, key: str, *, on: date, given: Mapping[str, Any], number: str = "") -> Draft:
    """The letter. Raises BadValue, RegulationError."""
    return draft(key, record_of(facts, key, on=on, given=given, number=number))


def fields_of(facts: Facts, key: str, *, on: date, given: Mapping[str, Any]) -> Iterator[Field]:
    """What people can write for the letter: what the record does not know of itself, in the letter's order."""
    if key == REPLY and facts.proposal is None and "outcome" not in given:
        return
    chosen = {name: given[name] for name in ("outcome", "finding_key") if name in given}
    record = record_of(facts, key, on=on, given=chosen)
    lacking = {one.key for one in draft(key, record).missing}
    own = {**template(key).fields, **common_fields()}
    if key == REPLY and "items" in record and len(record["items"]) > 1:
        own, lacking = dict(common_fields()), lacking | {"how_supplied"}
    elif key == REPLY:
        words = finding_words().get((Outcome(record["outcome"]), record["finding_key"]))
        own |= words.fields if words else {}
        lacking |= {"finding", "how_supplied"}
    for name, field in own.items():
        if name in lacking and name not in _NOT_ASKED:
            yield field
    if "remedies" in lacking:
        yield Field("superior_department", "上一级主管部门或者设立机关（救济途径要写明）", "机关信息")


def _is_severed(record: Mapping[str, Any]) -> bool:
    return SEVERED in {record.get("finding_key"), *(one["finding_key"] for one in record.get("items", ()))}


def _of_severing(facts: Facts) -> dict[str, Any]:
    """The schedule (遮挡清单) of the copy that was made last."""
    row = facts.last("attach_redaction")
    rows = facts.sealed(row).get("schedule", ()) if row else ()
    return {"schedule": list(rows)} if rows else {}


def _element_keys(record: Mapping[str, Any]) -> tuple[str, ...]:
    if "outcome" not in record:
        return ()
    words = finding_words().get((Outcome(record["outcome"]), record.get("finding_key", "")))
    return tuple(words.fields) if words else ()


def _of_recipient(facts: Facts, key: str) -> dict[str, str]:
    """The name of whoever is written to, beside the applicant."""
    to = letters()[key].to
    if to is Recipient.THIRD_PARTY:
        row = facts.last("consult_third_party")
        words = facts.sealed(row) if row else {}
        return {"third_party": words.get("name", ""), "information": words.get("concerns", "")}
    act = {Recipient.JOINT_ORGAN: "consult_joint_organ", Recipient.OTHER_ORGAN: "consult_other_organ"}.get(to)
    row = facts.last(act) if act else None
    name = (row.payload.get("event") or {}).get("name", "") if row else ""
    return {str(to): name} if act and name else {}
