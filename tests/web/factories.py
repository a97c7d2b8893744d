"""Rows made for tests, in the words of the domain. Each test makes its own; there is no shared world."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model

from gongkai.annual_report import interchange
from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.reading import Reading
from gongkai.regulation.organs import Kind, Level
from gongkai.web.accounts.access import organ_of
from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.roles import Role
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import attach, receive
from gongkai.web.organs.actions import register
from gongkai.web.organs.models import Organ
from gongkai.web.reports.actions import file_report
from gongkai.web.reports.facts import figures
from gongkai.web.reports.models import AnnualReport
from tests.annual_report.papers import Paper, read_text, tabs

_numbers = count(1)

EIGHT_APPLICATIONS = {
    f"table3.{row}.{column}": number
    for row in ("received", "granted", "total")
    for column, number in (("natural_person", "5"), ("legal_service", "3"), ("total", "8"))
}


def an_organ(name: str = "", *, under: Organ | None = None, code: str = "", kind: Kind = Kind.DEPARTMENT) -> Organ:
    number = next(_numbers)
    return register(
        code=code or f"organ-{number}",
        name=name or f"青石县第{number}局",
        level=Level.COUNTY,
        kind=kind,
        under=under,
    )


def a_report(organ: Organ | None = None, *, year: int = 2024, **cells: str) -> AnnualReport:
    """A report filed from a paper. Cells are named with __ for the dot: table3__received__total="8"."""
    organ = organ or an_organ()
    paper = Paper(organ=organ.name, year=year, cells={name.replace("__", "."): text for name, text in cells.items()})
    return file_report(organ, paper.text(tabs).encode(), source=f"{organ.code}-{year}.txt")


def a_finding(where: str, rule: str = "total_is_sum_of_applicants", message: str = "两边不相等。") -> Finding:
    return Finding(rules()[rule], where, message, expected="8", found="7")


def a_reading(*findings: Finding, paper: Paper | None = None) -> Reading:
    paper = paper or Paper(cells=EIGHT_APPLICATIONS)
    return replace(read_text(paper.text(tabs), source="qingshi.txt"), findings=findings)


def a_filed(reading: Reading, organ: Organ | None = None) -> AnnualReport:
    """A report that holds just this reading."""
    organ = organ or an_organ()
    return AnnualReport.objects.create(
        organ=organ,
        year=reading.report.year,
        form=reading.report.form.year,
        title=reading.report.title or "",
        source_name=reading.source,
        sha256="0" * 64,
        source="reports/00/0",
        reading=interchange.to_data(reading),
        **figures(reading),
    )


def a_person(name: str = "", *roles: Role, at: Organ | None = None, **fields: Any) -> User:
    """Someone who holds these roles in the organ since long ago."""
    number = next(_numbers)
    fields = {"username": f"person-{number}", "name": name or f"职员{number}", "organ": at, **fields}
    user = User.objects.create(**fields)
    for role in roles:
        a_membership(user, role, at=at)
    return user


def a_membership(
    user: User, role: Role, *, at: Organ | None, since: date = date(2019, 5, 15), until: date | None = None
) -> Membership:
    return Membership.objects.create(user=user, organ=at, role=role, since=since, until=until)


def a_stored_file(thing: Model, *, organ: Organ | None = None, personal: bool = True, **words: Any) -> StoredFile:
    """A small text that belongs to a thing."""
    accepted = receive(ContentFile("申请公开水库工程资金使用情况。".encode(), "申请书.txt"), personal=personal)
    words = {"purpose": "证明材料", "by": None, **words}
    with transaction.atomic():
        return attach(accepted, to=thing, organ=organ or organ_of(thing), **words)
