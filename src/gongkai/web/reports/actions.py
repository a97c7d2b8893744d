"""Acts on annual reports."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from gongkai.annual_report import interchange
from gongkai.annual_report.errors import ReportError
from gongkai.annual_report.paper import read_paper
from gongkai.web.organs.models import Organ
from gongkai.web.reports.facts import figures
from gongkai.web.reports.models import AnnualReport, kept_at


class NoYear(ReportError):
    """A report that does not say which year it is of cannot be filed under one."""


class AlreadyFiled(ReportError):
    """That organ's report of that year is there already. It is replaced knowingly, never in passing."""


def file_report(organ: Organ, data: bytes, *, source: str, is_demonstration: bool = False) -> AnnualReport:
    """Read a paper and keep it as the organ's report of its year. Raises ReportError (also AlreadyFiled, NoYear)."""
    report = AnnualReport(organ=organ, is_demonstration=is_demonstration, **_read(data, source))
    try:
        with transaction.atomic():
            _keep(report, data)
    except IntegrityError as error:
        raise AlreadyFiled(
            f"{organ}已有 {report.year} 年度报告。如需更换，请用“更换来源文件”，不能再入库一份。"
        ) from error
    return report


@transaction.atomic
def replace_source(report: AnnualReport, data: bytes, *, source: str) -> AnnualReport:
    """Put another paper in place of a report's source and read it anew. Raises ReportError where its year differs."""
    fields = _read(data, source)
    if fields["year"] != report.year:
        raise AlreadyFiled(f"这份文件是 {fields['year']} 年度的，不能更换 {report.year} 年度报告的来源文件。")
    for name, value in fields.items():
        setattr(report, name, value)
    _keep(report, data)
    return report


def _read(data: bytes, source: str) -> dict[str, Any]:
    reading = read_paper(data, source=source)
    if reading.report.year is None:
        raise NoYear(f"{source}：标题、统计期限和正文里都没有找到年度，不知道是哪一年的报告。请在标题中写明年度。")
    return {
        "year": reading.report.year,
        "form": reading.report.form.year,
        "title": (reading.report.title or "")[:300],
        "source_name": source[:255],
        "sha256": hashlib.sha256(data).hexdigest(),
        "reading": interchange.to_data(reading),
        **figures(reading),
    }


def _keep(report: AnnualReport, data: bytes) -> None:
    """Row first, file second: a row that is refused leaves no file behind; a file without a row harms nobody."""
    report.source.name = kept_at(report.sha256)
    report.save()
    storage = report.source.storage
    if not storage.exists(report.source.name):
        storage.save(report.source.name, ContentFile(data))
