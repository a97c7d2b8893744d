"""Annual reports among what is already published: by their titles, and by the sentences in them."""

from collections.abc import Iterator
from datetime import date

from gongkai.web.organs import published
from gongkai.web.organs.models import Organ
from gongkai.web.organs.published import Found
from gongkai.web.reports.models import AnnualReport

_READ_AT_MOST = 20
_EXCERPT = 80


def register() -> None:
    """Once, at the start."""
    published.register("reports", find)


def find(organ: Organ | None, words: str, most: int) -> Iterator[Found]:
    """Reports of the organ and of those below it, the newest ones with their text; of all organs by their titles."""
    asked = published.pieces(words)
    reports = AnnualReport.objects.select_related("organ").order_by("-year", "organ__path")
    if organ is None:
        reports = reports.defer("reading").filter(organ__name__contains=words.strip())
    else:
        reports = reports.filter(organ__path__startswith=organ.path)
    for report in reports[: most if organ is None else _READ_AT_MOST]:
        score, excerpt = (1.0, "") if organ is None else _within(report, asked)
        if score:
            yield Found(
                f"{report.organ} {report.year} 年政府信息公开工作年度报告", report.get_absolute_url(), "年度报告",
                report.organ.name, date(report.year, 12, 31), excerpt[:_EXCERPT], score,
            )  # fmt: skip


def _within(report: AnnualReport, asked: frozenset[str]) -> tuple[float, str]:
    title = published.likeness(asked, f"{report.organ}{report.year}年政府信息公开工作年度报告")
    texts = (section["text"] for section in report.reading["sections"])
    score, sentence = published.best_sentence(asked, texts)
    return (title, "") if title >= score else (score, sentence)
