"""All reads of annual reports."""

from collections.abc import Sequence

from django.db.models import Count, QuerySet

from gongkai.web.organs.models import Organ
from gongkai.web.reports.models import AnnualReport


def newest_first(*, organ: Organ | None = None, year: int | None = None) -> QuerySet[AnnualReport]:
    """Reports for a list, without their readings: of all organs, or of one and those below it; of one year, or all."""
    reports = AnnualReport.objects.select_related("organ").defer("reading").order_by("-year", "organ__path")
    if organ is not None:
        reports = reports.filter(organ__path__startswith=organ.path)
    return reports if year is None else reports.filter(year=year)


def of_organ(organ: Organ) -> QuerySet[AnnualReport]:
    """One organ's own reports, newest first."""
    return AnnualReport.objects.filter(organ=organ).select_related("organ").defer("reading").order_by("-year")


def report(organ: str, year: int) -> AnnualReport:
    """The report at that address. Raises AnnualReport.DoesNotExist."""
    return AnnualReport.objects.select_related("organ").get(organ__code=organ, year=year)


def years(organ: str | None = None) -> Sequence[int]:
    """The years there are reports of, newest first: of all organs, or of the one with that code."""
    reports = AnnualReport.objects.all() if organ is None else AnnualReport.objects.filter(organ__code=organ)
    return list(reports.order_by("-year").values_list("year", flat=True).distinct())


def organs_to_choose() -> Sequence[Organ]:
    """Every organ that has a report itself or below it, in the tree's order."""
    paths = AnnualReport.objects.values_list("organ__path", flat=True).distinct()
    wanted = {path[:end] for path in paths for end in range(Organ.steplen, len(path) + 1, Organ.steplen)}
    return [organ for organ in Organ.objects.order_by("path") if organ.path in wanted]


def how_many() -> tuple[int, int]:
    """Reports, and organs that have at least one."""
    counted = AnnualReport.objects.aggregate(reports=Count("pk"), organs=Count("organ", distinct=True))
    return counted["reports"], counted["organs"]


def counts_by_organ() -> dict[int, int]:
    """How many reports each organ has, by the organ's key."""
    return dict(AnnualReport.objects.values_list("organ").annotate(Count("pk")).order_by())
