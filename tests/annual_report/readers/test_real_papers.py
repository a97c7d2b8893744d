"""Real reports, read where they lie beside the repository: five whole ones, and openings of many more."""

import json
from pathlib import Path

import pytest

from gongkai.annual_report.errors import NotAReport
from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.reading import Reading
from tests.annual_report.papers import SHARED

SEEDS, SAMPLES = SHARED / "seeds", SHARED / "samples"

SEVEN = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")

# Of the 200 cells of each report all are 0 but these.
WHOLE_REPORTS = {
    "000": ("开封汴东先进制造业开发区", 2023, {}),
    "001": (
        "郑州市郑东新区社会事业局",
        2023,
        {
            f"table3.{row}.{column}": value
            for row in ("received", "granted", "total")
            for column, value in (("natural_person", 5), ("legal_service", 3), ("total", 8))
        },
    ),
    "002": ("民权县高新技术产业开发区", 2022, {}),
    "003": (
        "开封市政务服务和大数据管理局",
        2023,
        {
            f"table3.{row}.{column}": 1
            for row in ("received", "unavailable.not_held", "total")
            for column in ("natural_person", "total")
        },
    ),
    "004": ("河南三门峡经济开发区管理委员会", 2021, {}),
}

OTHER_WORDS = {
    "004": {
        "table2.rules.repealed": "本年度止件数",
        "table2.fees_10k_yuan": "本年收费金额（单位：万元，保留4位小数）",
    }
}


def read(path: Path) -> Reading:
    return read_paper(path.read_bytes(), source=path.name)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real reports do not lie beside the repository")
@pytest.mark.parametrize("number", WHOLE_REPORTS)
def test_it_reads_every_cell_of_a_real_report(number: str) -> None:
    organ, year, figures = WHOLE_REPORTS[number]
    reading = read(next(SEEDS.glob(f"{number}_*.txt")))
    report = reading.report
    assert (report.organ, report.year, report.form.year) == (organ, year, 2021)
    assert report.cells == {cell: figures.get(cell, 0) for cell in report.form.cells}
    assert [section.no for section in report.sections] == [1, 2, 3, 4, 5, 6]
    assert all(section.text for section in report.sections if section.no in (1, 5, 6))
    assert not any(section.text for section in report.sections if section.no in (2, 3, 4))
    assert reading.printed == OTHER_WORDS.get(number, {})


def truth() -> dict[str, dict[str, object]]:
    path = SAMPLES / "truth.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def expected_cells(entry: dict[str, object]) -> dict[str, object]:
    """The figures of truth.json by the cells' names; 「/」 is null, money a decimal."""
    table2 = entry.get("t2") or []
    cells: dict[str, object] = {
        f"table2.{row}.{column}": value
        for row, values in zip(("rules", "normative_documents"), table2[:2], strict=False)
        for column, value in zip(("issued", "repealed", "in_force"), values, strict=True)
    }
    cells |= {
        f"table2.{name}": value
        for name, value in zip(("licensing", "penalty", "coercion", "fees_10k_yuan"), table2[2:], strict=False)
    }
    for row, values in entry.get("table3", {}).items():
        cells |= {f"table3.{row}.{column}": value for column, value in zip(SEVEN, values, strict=True)}
    for group, start in (("reconsideration", 0), ("litigation_direct", 5), ("litigation_after_reconsideration", 10)):
        for column, value in zip(
            ("upheld", "corrected", "other", "pending", "total"), entry.get("t4", [])[start:], strict=False
        ):
            cells[f"table4.{group}.{column}"] = value
    return {cell: None if value == "/" else value for cell, value in cells.items()}


@pytest.mark.skipif(not truth(), reason="the openings of real reports do not lie beside the repository")
@pytest.mark.parametrize("number", [number for number, entry in truth().items() if "t2" in entry or "t4" in entry])
def test_it_reads_what_an_opening_of_a_real_report_says_and_nothing_else(number: str) -> None:
    cells = read(SAMPLES / f"{number}.txt").report.cells
    wanted = expected_cells(truth()[number])
    assert {cell: value for cell, value in cells.items() if cell in wanted} == pytest.approx(wanted)
    if "table3" in truth()[number] and "t2" in truth()[number]:
        assert {c for c, v in cells.items() if v is not None} == {c for c, v in wanted.items() if v is not None}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the openings of real reports do not lie beside the repository")
def test_it_either_reads_a_real_opening_or_says_that_it_is_none() -> None:
    outcomes = {"read": 0, "none": 0}
    for path in sorted(SAMPLES.glob("*.txt")):
        try:
            read(path)
        except NotAReport:
            outcomes["none"] += 1
        else:
            outcomes["read"] += 1
    assert outcomes["read"] >= 33, outcomes
