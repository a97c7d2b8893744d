from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongkai.annual_report.paper import read_paper
from gongkai.annual_report.report import Report
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ
from gongkai.web.reports import demonstration
from gongkai.web.reports.models import AnnualReport
from tests.annual_report.papers import SHARED
from tests.web.factories import a_report, an_organ

PAPERS = {name: data for _, name, data in demonstration.papers()}
SEEDS = {  # which demonstration paper carries the figures of which published report
    "000": "kaifeng-biandong-2023.txt",
    "001": "zhengdong-shehuishiye-2023.txt",
    "002": "minquan-gaoxin-2022.txt",
    "003": "kaifeng-zhengwufuwu-2023.txt",
    "004": "sanmenxia-jingkai-2021.txt",
}


@pytest.mark.django_db
def test_it_files_five_reports_under_their_organs() -> None:
    call_command("load_demo")
    filed = {report.organ.name: report for report in AnnualReport.objects.select_related("organ")}
    assert len(filed) == 5
    for report in filed.values():
        assert report.is_demonstration
        assert report.reading["organ"] == report.organ.name
        assert report.errors == 0
    assert (filed["郑州市郑东新区社会事业局"].received, filed["郑州市郑东新区社会事业局"].handled) == (8, 8)
    zone = Organ.objects.get(code="minquan-gaoxin")
    assert [organ.name for organ in organs.above(zone)] == ["河南省人民政府", "商丘市人民政府", "民权县人民政府"]


@pytest.mark.django_db
def test_it_can_be_loaded_again_and_changes_nothing_but_what_is_read_anew() -> None:
    demonstration.load()
    before = set(AnnualReport.objects.values_list("pk", flat=True)), Organ.objects.count()
    AnnualReport.objects.update(received=77)
    demonstration.load()
    assert (set(AnnualReport.objects.values_list("pk", flat=True)), Organ.objects.count()) == before
    assert not AnnualReport.objects.filter(received=77).exists()


@pytest.mark.django_db
def test_it_does_not_mix_with_organs_or_reports_of_ones_own() -> None:
    organ = an_organ("青石县水利局")
    with pytest.raises(CommandError, match=r"已有正式数据（青石县水利局）.*GONGKAI_HOME"):
        call_command("load_demo")
    a_report(organ)
    with pytest.raises(demonstration.RealData):
        demonstration.load()
    assert not AnnualReport.objects.filter(is_demonstration=True).exists()


@pytest.mark.skipif(not (SHARED / "seeds").exists(), reason="the published reports do not lie beside the repository")
@pytest.mark.parametrize("seed", SEEDS)
def test_it_has_every_figure_of_the_published_report_and_none_of_its_sentences(seed: str) -> None:
    (path,) = (SHARED / "seeds").glob(f"{seed}_*.txt")
    published = read_paper(path.read_bytes(), source="published").report
    ours = read_paper(PAPERS[SEEDS[seed]], source="ours").report
    assert (ours.cells, ours.organ, ours.year) == (published.cells, published.organ, published.year)
    assert not _sentences(published) & _sentences(ours)


def _sentences(report: Report) -> set[str]:
    """Sentences longer than the form's own names of things (政府信息公开平台建设情况)."""
    text = "".join(section.text for section in report.sections)
    for mark in "；：\n":
        text = text.replace(mark, "。")
    sentences = (sentence.lstrip("(（一二三四五)）、") for sentence in text.replace(" ", "").split("。"))
    return {sentence for sentence in sentences if len(sentence) > 12}


def test_its_papers_are_torn_as_published_ones_are() -> None:
    assert "本年度止件数" in PAPERS["sanmenxia-jingkai-2021.txt"].decode()
    assert "截止2021年12月31日" in PAPERS["sanmenxia-jingkai-2021.txt"].decode()
    assert all(Path(name).suffix == ".txt" for name in PAPERS)
    assert any("\n3.其他\t\t0" in data.decode() for data in PAPERS.values())
