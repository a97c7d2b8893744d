"""The narrative against the tables (V7): all that it says of applications, remedies and decisions."""

from collections.abc import Iterator

from gongkai.annual_report.checks.evidence import Evidence
from gongkai.annual_report.checks.narrative import applications, decisions, outcomes, remedies
from gongkai.annual_report.checks.narrative.claims import ELSEWHERE, narrative_agrees
from gongkai.annual_report.finding import Finding

_EXTRACTORS = (applications.claims, outcomes.claims, remedies.claims, decisions.claims)


def narrative_agrees_with_tables(evidence: Evidence) -> Iterator[Finding]:
    """An error for each figure of the text that a table contradicts; a warning where both may speak of other cases.

    Sections 5 and 6 are compared where they give figures of reconsideration and litigation, always as a warning.
    """
    yield from narrative_agrees(evidence, _EXTRACTORS)
    yield from narrative_agrees(evidence, (remedies.counted,), ELSEWHERE)
