"""How fast letters are written, and pages redacted."""

from collections.abc import Iterator
from itertools import count

from gongkai.papers.letters.draft import Draft, draft
from gongkai.papers.redaction.box import Box
from gongkai.papers.redaction.service import redact
from gongkai.papers.writers.docx import docx_of
from gongkai.papers.writers.pdf import pdf_of
from gongkai.regulation.grounds import Ground
from gongkai.regulation.outcomes import Outcome
from tests.annual_report.writers.fonts import has_fonts
from tests.bench.measure import Measured, measure
from tests.papers.records import Made


def rows() -> Iterator[Measured]:
    made = Made("reply", Outcome.PARTLY_GRANTED, "severed")
    record = made.record() | {"letter_head": "青石县水利局"}
    yield measure("draft a reply", lambda: draft(made.key, record), unit="件")
    serials = count(1)

    def another() -> Draft:
        """No two alike: the setter of PDF remembers what it has set before."""
        return draft(
            made.key, record | {"number": f"青水公复〔2025〕{next(serials)}号", "applicant": f"张{next(serials)}"}
        )

    yield measure("  draft it and write it as DOCX", lambda: docx_of(another()), unit="件")
    if not has_fonts():
        return
    yield measure("  draft it and write it as PDF", lambda: pdf_of(another()), runs=100, unit="件")
    pdf = pdf_of(another())
    boxes = [Box(1, 100, 300, 300, 320, Ground.THIRD_PARTY)]
    yield measure("redact it, proofs and child process included", lambda: redact(pdf, boxes), runs=10, unit="件")
