"""What a letter says that nobody types: how the applicant is spoken to, the number, the articles, the remedies."""

from collections.abc import Mapping, Sequence
from typing import Any

from gongkai.papers.errors import BadValue
from gongkai.papers.letters import parties
from gongkai.papers.letters.filling import Filling
from gongkai.papers.letters.template import FindingWords, Template, common_fields
from gongkai.papers.letters.values import Missing, value_of
from gongkai.regulation.citation import Citation
from gongkai.regulation.errors import NotAllowed
from gongkai.regulation.grounds import Ground, ground_rule
from gongkai.regulation.letters import Letter, document_number, numberings
from gongkai.regulation.outcomes import Outcome, Remedy, outcome_rule
from gongkai.regulation.remedy_notice import remedy_notice_of_items

Decided = Mapping[int, tuple[Outcome, Sequence[Ground]]]
"""Outcome and grounds of each item, by its number."""


def known_of(found: Template, words: FindingWords | None, record: Mapping[str, Any]) -> dict[str, str]:
    kind = parties.applicant_type(record)
    known = {"you": parties.spoken_to(record)}
    if record.get("applicant_type"):
        known["applicant_type"] = parties.APPLICANT_TYPES[kind]
    organ = parties.organ_of(record)
    if organ:
        known["organ"] = organ.name
    if found.letter.serial and isinstance(record.get("number"), Mapping):
        known["number"] = _numbered(found.letter, record["number"])
    if not words and record.get("outcome") in {outcome.value for outcome in Outcome}:
        known["outcome"] = outcome_rule(Outcome(record["outcome"])).full_label
    if words and record.get("basis"):
        known["basis"] = str(value_of(record, common_fields()["basis"]))
    return known


def _numbered(letter: Letter, given: Mapping[str, Any]) -> str:
    """The number composed of an organ's mark, the year and the serial."""
    pattern = numberings().get(str(given.get("pattern", "letter_head")))
    if pattern is None:
        raise BadValue(f"文号规则“{given.get('pattern')}”不认识。请从{'、'.join(numberings())}中选一种。")
    try:
        year, serial = int(given["year"]), int(given["serial"])
    except (KeyError, TypeError, ValueError):
        raise BadValue("文号应当写明年份（year）和顺序号（serial），都是整数。请在“文书编号”中改正。") from None
    return document_number(letter, numbering=pattern, mark=str(given.get("mark", "")), year=year, serial=serial)


def grounds_of(record: Mapping[str, Any]) -> tuple[Ground, ...]:
    """The grounds on which something is withheld. Raises BadValue."""
    try:
        return tuple(Ground(key) for key in record.get("grounds") or ())
    except ValueError as error:
        raise BadValue(f"不予公开的理由不认识（{error.args[0]}）。请从{'、'.join(Ground)}中选。") from None


def basis_of(words: FindingWords, record: Mapping[str, Any]) -> tuple[Citation, ...]:
    """The finding's own places; in a partial grant also those of the grounds on which a part is withheld."""
    grounds = (ground_rule(ground).citations[0] for ground in grounds_of(record))
    same = [place for place in (*words.basis, *grounds) if place.document == words.basis[0].document]
    others = [place for place in words.basis if place.document != words.basis[0].document]
    return tuple(dict.fromkeys((*same, *others)))


def tell_remedies(
    found: Template,
    decided: Mapping[int, tuple[Outcome, Sequence[Ground]]],
    record: Mapping[str, Any],
    filling: Filling,
) -> None:
    """The one block of remedies."""
    organ = parties.organ_of(record)
    if not found.remedy or organ is None or filling.on is None:
        return
    if any(outcome is Outcome.PARTLY_GRANTED and not grounds for outcome, grounds in decided.values()):
        where = "区分处理"
        filling.missing["grounds"] = Missing("grounds", "不予公开部分的理由（决定救济途径）", where)
    reading = Remedy(record.get("administrative_query", Remedy.EITHER))
    try:
        told = remedy_notice_of_items(organ, decided, filling.on, administrative_query=reading)
    except NotAllowed as error:
        filling.missing["remedies"] = Missing("remedies", f"救济途径（{error.rule}{error.instead}）", "机关信息")
        return
    filling.known["remedies"] = told.text
