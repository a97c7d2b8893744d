"""Templates of letters, for tests."""

from datetime import date

from django.core.files.base import ContentFile

from gongkai.papers.own_templates.default import default_template
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.files.receiving import Accepted, receive
from gongkai.web.organs.models import Organ
from gongkai.web.stationery.actions import adopt_template
from gongkai.web.stationery.models import LetterTemplate

DAY = date(2025, 3, 3)


def a_docx(letter: str = "correction_notice", data: bytes | None = None) -> Accepted:
    """A template that was sent: the default, unless told otherwise."""
    return receive(ContentFile(data or default_template(letter, on=DAY), "模板.docx"), personal=False)


def a_template(organ: Organ) -> LetterTemplate:
    return adopt_template(organ, "correction_notice", a_docx(), by=CONSOLE, on=DAY)
