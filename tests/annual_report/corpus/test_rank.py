import json
from pathlib import Path

import pytest

from gongkai.annual_report.corpus.errors import CorpusError
from gongkai.annual_report.corpus.indicators import indicators
from gongkai.annual_report.corpus.rank import rank
from gongkai.annual_report.corpus.table import cell_types
from gongkai.regulation.organs import Level
from tests.annual_report.corpus.tables import a_row, outcomes, written


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return written(
        tmp_path / "all.parquet",
        a_row("甲县水利局", 2023, **outcomes(received=40, granted=10)),
        a_row("甲县水利局", 2024, **outcomes(received=60, granted=50)),
        a_row("乙市教育局", 2024, **outcomes(received=100, granted=30), level="city"),
        a_row("丙镇人民政府", 2024, **outcomes(received=3, granted=3), level="township"),
        a_row("丁县审计局", 2024, **{"table3.received.total": 50, "table3.total.total": 50}),
        a_row("戊县民政局", 2024, error="文件是空的。"),
    )


def test_it_divides_sums_over_the_years_and_not_averages_of_shares(table: Path) -> None:
    places = rank(table, "granted").places
    assert [(place.organ, place.value, place.numerator, place.denominator) for place in places] == [
        ("甲县水利局", 0.6, 60, 100),
        ("乙市教育局", 0.3, 30, 100),
    ]


def test_it_ranks_no_small_denominator_and_no_missing_figure_and_says_so(table: Path) -> None:
    ranking = rank(table, "granted")
    assert (ranking.ranked, ranking.too_small, ranking.unknown) == (2, 1, 1)
    words = ranking.in_words()
    assert "另有 1 个机关的分母不到 20 件" in words
    assert "有 1 份报告缺少所需的数字" in words


def test_it_keeps_to_a_year_a_level_and_the_top(table: Path) -> None:
    assert rank(table, "granted", year=2023).places[0].value == 0.25
    assert [place.organ for place in rank(table, "granted", level=Level.CITY).places] == ["乙市教育局"]
    assert len(rank(table, "granted", top=1).places) == 1
    assert rank(table, "granted", lowest=True).places[0].organ == "乙市教育局"


def test_it_gives_the_yearly_average_where_there_is_no_denominator(table: Path) -> None:
    places = {place.organ: place.value for place in rank(table, "applications").places}
    assert places["甲县水利局"] == 50
    assert places["丙镇人民政府"] == 3


def test_it_counts_copies_of_one_report_once_and_takes_the_one_with_fewest_errors(tmp_path: Path) -> None:
    copies = written(
        tmp_path / "copies.parquet",
        a_row(**outcomes(received=100, granted=90), errors=2),
        a_row(**outcomes(received=100, granted=40), errors=0, file="mirror.txt"),
    )
    assert [place.numerator for place in rank(copies, "granted").places] == [40]


def test_it_computes_reversals_from_decided_cases_alone(tmp_path: Path) -> None:
    cases = {cell: 0 for cell in cell_types() if cell.startswith("table4.")}
    cases |= {
        "table4.reconsideration.upheld": 5,
        "table4.reconsideration.corrected": 2,
        "table4.reconsideration.pending": 90,
        "table4.litigation_after_reconsideration.other": 3,
    }
    place = rank(written(tmp_path / "cases.parquet", a_row(**cases)), "reversals").places[0]
    assert (place.numerator, place.denominator) == (2, 10)


def test_it_writes_its_definition_formula_and_article(table: Path) -> None:
    data = json.loads(rank(table, "carried_out", year=2024).as_json())
    assert data["formula"] == (
        "表三“四、结转下年度继续办理”总计 ÷ "
        "（表三“一、本年新收政府信息公开申请数量”总计 + 表三“二、上年结转政府信息公开申请数量”总计）"
    )
    assert "政府信息公开条例" in data["reference"]


@pytest.mark.parametrize("name", indicators())
def test_it_knows_every_cell_of_every_indicator(name: str) -> None:
    indicator = indicators()[name]
    assert set(indicator.numerator) | set(indicator.denominator) <= set(cell_types())
    assert indicator.definition
    assert indicator.formula
    assert not indicator.is_share or indicator.at_least >= 5


def test_it_refuses_an_unknown_indicator_and_a_table_that_is_none(table: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="没有名为 luck 的指标。可用的有：granted"):
        rank(table, "luck")
    with pytest.raises(CorpusError, match="没有文件"):
        rank(tmp_path / "absent.parquet", "granted")
    (tmp_path / "text.parquet").write_text("公开", "utf-8")
    with pytest.raises(CorpusError, match="不是 Parquet 文件"):
        rank(tmp_path / "text.parquet", "granted")
