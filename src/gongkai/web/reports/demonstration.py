"""Five real organs with their reports, for whoever wants to see the site at work before it holds anything.

The figures are those of the organs' published reports; the wording of the papers is this project's own, and every page
of them says so.
"""

from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Any

import yaml
from django.db import transaction

from gongkai.regulation.organs import Kind, Level
from gongkai.web.audit.acting import CONSOLE
from gongkai.web.directory import demonstration
from gongkai.web.directory.demonstration import RealData
from gongkai.web.directory.organ_acts import register
from gongkai.web.organs.models import Organ
from gongkai.web.reports.actions import file_report, replace_source
from gongkai.web.reports.models import AnnualReport

_SINCE = date(2019, 5, 15)
_HERE = resources.files("gongkai.web.reports.demo")


@transaction.atomic
def load() -> None:
    """Bring the demonstration into the database, fresh: what is there already is read anew. Raises RealData."""
    entries: list[dict[str, Any]] = yaml.load(_HERE.joinpath("organs.yaml").read_text("utf-8"), yaml.CSafeLoader)
    demonstration.refuse_to_mix()
    _refuse_to_mix({entry["code"] for entry in entries})
    organs: dict[str, Organ] = {}
    for entry in entries:
        organs[entry["code"]] = _organ(entry, under=organs.get(entry.get("under", "")))
    for code, name, data in papers():
        _file(organs[code], name, data)


def papers() -> Iterator[tuple[str, str, bytes]]:
    """Code of the organ, name and bytes of each paper."""
    for paper in sorted(_HERE.iterdir(), key=lambda path: path.name):
        if paper.name.endswith(".txt"):
            yield paper.name.removesuffix(".txt").rpartition("-")[0], paper.name, paper.read_bytes()


def _refuse_to_mix(codes: set[str]) -> None:
    strange = Organ.objects.exclude(code__in=codes).first()
    own = AnnualReport.objects.filter(is_demonstration=False).select_related("organ").first()
    if strange or own:
        raise RealData(
            f"这里已有正式数据（{strange or own}），演示数据不会混进去。"
            "请用 GONGKAI_HOME 另指定一个空目录再运行演示，或者用 gongkai serve 打开正式数据。"
        )


def _organ(entry: dict[str, Any], *, under: Organ | None) -> Organ:
    existing = Organ.objects.filter(code=entry["code"]).first()
    return existing or register(
        by=CONSOLE,
        on=_SINCE,
        code=entry["code"],
        name=entry["name"],
        short_name=entry["short_name"],
        level=Level(entry["level"]),
        kind=Kind(entry["kind"]),
        under=under,
    )


def _file(organ: Organ, name: str, data: bytes) -> None:
    year = int(name.removesuffix(".txt").rpartition("-")[2])
    existing = AnnualReport.objects.filter(organ=organ, year=year).first()
    if existing is None:
        file_report(organ, data, source=name, is_demonstration=True)
    else:
        replace_source(existing, data, source=name)
