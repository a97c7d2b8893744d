"""Which party a letter of consultation asks, found by its code; and what of the case that party may know."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.regulation.acts import Outsider
from gongkai.regulation.events import Asked, Inquiry, Opinion
from gongkai.regulation.procedure import Letter
from gongkai.web.applications import sealing
from gongkai.web.applications.codes import is_reply_code, reply_code
from gongkai.web.applications.models import Application
from gongkai.web.applications.queries import KIND, record_of_case, standing_of
from gongkai.web.applications.recorded import in_force, legal, said
from gongkai.web.audit.chain import Recorded
from gongkai.web.audit.models import Event
from gongkai.web.ui.clock import today

_ASKED_BY: Mapping[str, tuple[Outsider, str]] = {
    "consult_third_party": (Outsider.THIRD_PARTY, "record_third_party_answer"),
    "consult_joint_organ": (Outsider.JOINT_ORGAN, "record_joint_organ_answer"),
    "consult_other_organ": (Outsider.OTHER_ORGAN, "record_other_organ_answer"),
}
"""The acts that ask somebody outside: who he is, and the act by which he answers."""
_CONCERNS = "concerns"
"""Where the act of consulting keeps what is asked of the party."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """One letter: which event sent it, to whom, and how it stands. name: the mark by which the record tells parties
    apart."""

    application: Application
    number: int
    who: Outsider
    answer: str
    name: str
    inquiry: Inquiry
    sent_on: date
    sealed: str

    @property
    def code(self) -> str:
        """The code that is printed in the letter."""
        return reply_code(self.application.key, self.number)

    @property
    def letter(self) -> Letter | None:
        """Limit and answer, as the law counts them; None where the letter was struck out of the record."""
        stands = standing_of(self.application, on=max(today(), self.sent_on))
        same = [one for one in stands.letters if one.inquiry is self.inquiry and one.name == self.name]
        return next((one for one in same if one.sent_on == self.sent_on), None)

    @property
    def information(self) -> str:
        """What it is asked about: the words that were written for it, and nothing of the applicant."""
        words = sealing.opened([self.sealed] if self.sealed else []).get(self.sealed, {})
        return str(words.get(_CONCERNS, ""))


def consultations(thing: Application, past: Sequence[Recorded] | None = None) -> Iterator[Consultation]:
    """All letters of the case that ask somebody outside."""
    for one in in_force(record_of_case(thing) if past is None else past):
        if one.kind in _ASKED_BY:
            yield _consultation(thing, one)


def _consultation(thing: Application, one: Recorded) -> Consultation:
    who, answer = _ASKED_BY[one.kind]
    asked = legal(one)
    assert isinstance(asked, Asked)  # noqa: S101  (what such an act records)
    sealed = said(one, "sealed").get("key", "")
    return Consultation(thing, one.number, who, answer, asked.name, asked.inquiry, one.on, sealed)


def asked_by(number: str, code: str) -> Consultation | None:
    """The letter with that number of the case and that code. Organs number alike, so the code decides among them."""
    cases = {str(one.key): one for one in Application.objects.filter(number=number).select_related("organ")}
    rows = Event.objects.filter(stream_kind=KIND, stream_id__in=cases, kind__in=_ASKED_BY)
    found = None
    for row in rows.values("stream_id", "number"):
        thing = cases[row["stream_id"]]
        if is_reply_code(code, thing.key, row["number"]):
            found = (thing, row["number"])
    return None if found is None else numbered(*found)


def numbered(thing: Application, number: int) -> Consultation | None:
    """The letter that the event of that number sent; None where it was struck out."""
    return next((one for one in consultations(thing) if one.number == number), None)


OPINIONS = ((Opinion.AGREES.value, "同意公开"), (Opinion.OBJECTS.value, "不同意公开"))
