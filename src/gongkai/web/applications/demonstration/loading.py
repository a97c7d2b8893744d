"""Bringing the invented applications into the database: what is there already is left as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import yaml

from gongkai.regulation.receipt import Channel
from gongkai.web.accounts.roles import Role
from gongkai.web.applications.acts import intake, joining
from gongkai.web.applications.demonstration.courses import COURSES
from gongkai.web.applications.demonstration.staff import Staff, staff_of, who_does
from gongkai.web.applications.demonstration.telling import Telling
from gongkai.web.applications.models import Application, AppliesAs
from gongkai.web.applications.rules_of import calendar_of
from gongkai.web.audit.acting import CONSOLE, together
from gongkai.web.directory.organ_acts import Contact, update_contact
from gongkai.web.organs.models import Organ
from gongkai.web.rules.actions import change, open_settings
from gongkai.web.rules.models import OrganSettings
from gongkai.web.ui.clock import today

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛"
_ORGANISED = {
    AppliesAs.BUSINESS: "虚构{}氏商贸有限公司", AppliesAs.LEGAL_SERVICE: "虚构{}氏律师事务所",
    AppliesAs.RESEARCH: "虚构{}氏研究所", AppliesAs.PUBLIC_INTEREST: "虚构{}氏助残服务中心",
    AppliesAs.OTHER: "虚构{}氏合作社",
}  # fmt: skip
_BEFORE = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Case:
    """One invented application."""

    place: int
    organ: str
    on: date
    channel: Channel
    kind: AppliesAs
    course: str
    summary: str

    @property
    def key(self) -> UUID:
        """The same case, the same key, whenever it is loaded."""
        return uuid5(NAMESPACE_URL, f"gongkai-demonstration/{self.organ}/{self.summary}")

    @property
    def submission(self) -> intake.Submission:
        """An applicant who does not exist: the number of his card cannot be one, his telephone is nobody's."""
        surname = _SURNAMES[self.place % len(_SURNAMES)]
        name = f"{surname}虚构" if self.kind is AppliesAs.NATURAL_PERSON else _ORGANISED[self.kind].format(surname)
        applicant = {
            "name": name, "identity_kind": "resident", "identity_number": f"00000019000101{self.place:04d}",
            "phone": f"0000000{self.place:04d}", "address": f"虚构市演示路 {self.place + 1} 号",
        }  # fmt: skip
        return intake.Submission(
            applicant_kind=self.kind,
            summary=self.summary,
            applicant=applicant,
            items=[{"description": f"{self.summary}（演示用的申请，并无其人其事）"}],
            wish={"form": "paper", "way": "post"},
        )


def load() -> int:
    """Enter those that are missing: how many."""
    organs = {organ.code: organ for organ in Organ.objects.all()}
    known = set(Application.objects.values_list("key", flat=True))
    staff = {code: staff_of(organ) for code, organ in organs.items()}
    _settle(organs)
    missing = [case for case in _cases(organs) if case.key not in known]
    for case in missing:
        with together():
            _tell(case, organs[case.organ], staff[case.organ])
    return len(missing)


def _settle(organs: dict[str, Organ]) -> None:
    """Give the organs marks, numbers and a contact of their own, as of a day before their first application."""
    data = _data()
    known = set(OrganSettings.objects.values_list("key", flat=True))
    for code, chosen in data["organs"].items():
        if code in known:
            continue
        row = open_settings(by=CONSOLE, on=_BEFORE, organ=organs[code])
        update_contact(organs[code], by=CONSOLE, on=_BEFORE, contact=Contact(**data["contact"]))
        head = {"head_mark": chosen["head_mark"], "fee_payment": data["payment"]}
        numbers = {"number_application": chosen["number_application"]}
        for act, values in (("set_letter_head", head), ("set_numbering", numbers)):
            change(act, row, by=CONSOLE, on=_BEFORE, since=_BEFORE, values=values)


def _data() -> dict[str, Any]:
    text = resources.files("gongkai.web.applications.demonstration").joinpath("cases.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return found


def _cases(organs: dict[str, Organ]) -> Iterator[Case]:
    data, place = _data(), 0
    for part in data["past"]:
        for on, kind, course, summary in part["cases"]:
            place += 1
            yield Case(place, part["organ"], on, Channel.IN_PERSON, AppliesAs(kind), course, summary)
    for organ, ago, channel, kind, course, summary in data["present"]:
        place += 1
        on = calendar_of(organs[organ]).subtract(today(), ago)
        yield Case(place, organ, on, Channel(channel), AppliesAs(kind), course, summary)


def _tell(case: Case, organ: Organ, staff: Staff) -> None:
    own = staff.get(Role.HANDLER) if case.place % 4 else None
    entered = intake.arrive(
        organ, case.submission, by=who_does("record_arrival", staff), on=case.on, channel=case.channel, handler=own,
        key=case.key, is_numbered=case.course != "unnumbered",
    )  # fmt: skip
    told = Telling(entered.application, calendar_of(organ), today(), staff)
    if case.course == "merged":
        _enter_twice(case, organ, told)
    elif case.course != "unnumbered":
        COURSES[case.course](told)


def _enter_twice(case: Case, organ: Organ, told: Telling) -> None:
    """The same letter, entered by two people."""
    clerk = told.who("record_arrival")
    again = intake.arrive(organ, case.submission, by=clerk, on=case.on, channel=case.channel)
    joining.merge(again.application, by=told.who("merge"), on=told.after(1).day, into=told.thing)
