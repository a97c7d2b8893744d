"""What a report must satisfy: every rule of rules.yaml that can be judged from the report and its paper alone."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from gongkai.annual_report.checks import cells, labels, sections, slips, sums, years
from gongkai.annual_report.checks.evidence import Evidence
from gongkai.annual_report.checks.narrative.agreement import narrative_agrees_with_tables
from gongkai.annual_report.checks.narrative.channels import total_is_sum_of_channels
from gongkai.annual_report.checks.narrative.sums import narrative_parts_add_up
from gongkai.annual_report.finding import Finding
from gongkai.annual_report.reading import Place
from gongkai.annual_report.report import Report
from gongkai.annual_report.simplified import simplified

Check = Callable[[Evidence], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    years.years_agree,
    years.form_fits_year,
    years.narrative_speaks_of_its_year,
    years.day_counted_to_is_worded_right,
    slips.dates_are_whole,
    slips.title_is_worded_right,
    sections.sections_are_present,
    sections.sections_are_in_order,
    sections.headings_are_official,
    sections.sections_have_text,
    sections.sections_are_of_readable_length,
    sections.general_section_has_its_parts,
    sections.problems_have_measures,
    sections.fees_are_stated,
    labels.labels_are_official,
    cells.tables_are_present,
    cells.cells_have_numbers,
    cells.counts_are_whole,
    cells.rules_are_made_by_those_who_may,
    sums.both_sides_are_equal,
    slips.numbers_are_filled_in,
    narrative_parts_add_up,
    total_is_sum_of_channels,
    narrative_agrees_with_tables,
)
"""In the order in which a reader wants to hear of them: the paper, its parts, its figures, its words."""

_NOTHING: Mapping[str, str] = MappingProxyType({})
_NOWHERE: Mapping[str, Place] = MappingProxyType({})


def check(
    report: Report, places: Mapping[str, Place] = _NOWHERE, *, printed: Mapping[str, str] = _NOTHING
) -> tuple[Finding, ...]:
    """All findings on a report, in the order of CHECKS. See Evidence for what `places` and `printed` hold.

    What is traditional is checked, and quoted, in simplified characters.
    """
    seen, words = simplified(report, printed)
    evidence = Evidence(seen, places, words)
    return tuple(finding for check_one in CHECKS for finding in check_one(evidence))
