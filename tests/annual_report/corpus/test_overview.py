from html.parser import HTMLParser
from pathlib import Path

from gongkai.annual_report.corpus.overview import overview
from gongkai.annual_report.corpus.table import cell_types
from tests.annual_report.corpus.tables import a_row, outcomes, written


class Outline(HTMLParser):
    """Which elements a page has, and that each is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.sources: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.sources += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in ("meta", "rect", "line"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def outline(page: str) -> Outline:
    parser = Outline()
    parser.feed(page)
    assert not parser.open
    return parser


def zeros() -> dict[str, int]:
    return {cell: 0 for cell, kind in cell_types().items() if str(kind) == "int64"}


def test_it_draws_charts_with_their_tables_and_definitions_and_loads_nothing(tmp_path: Path) -> None:
    rows = [
        a_row(
            f"第{number}县<b>局", 2020 + number % 4, level="county", **zeros() | outcomes(received=100, granted=number)
        )
        for number in range(1, 40)
    ]
    page = overview(written(tmp_path / "all.parquet", *rows))
    found = outline(page)
    assert found.seen.count("svg") == found.seen.count("details") >= 6
    assert found.seen.count("section") == page.count('class="definition"') + page.count('class="empty"')
    assert not found.sources
    assert "script" not in found.seen
    assert "&lt;b&gt;局" in page
    assert "39</b>份报告" in page


def test_it_says_so_where_there_is_nothing_to_draw(tmp_path: Path) -> None:
    page = overview(written(tmp_path / "all.parquet", a_row("甲县", error="文件是空的。")))
    assert "没有可读的报告" in page
    assert "没有可以画出的数字" in page
    outline(page)
