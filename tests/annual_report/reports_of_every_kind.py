"""Reports of every kind, made for tests of what writes and reads them: hypothesis strategies."""

from decimal import Decimal

from hypothesis import strategies as st

from gongkai.annual_report.form.form import FORMS, Form, form
from gongkai.annual_report.report import Report, Section, Value
from gongkai.regulation.numerals import chinese

PLACES = ("青石县", "白河市", "东川省南岭市云台区", "阿拉塔特右旗", "和苏克孜自治州", "㐂田县", "𠮷水县")
OFFICES = (
    "水利局",
    "人民政府",
    "政务服务和大数据管理局",
    "人力资源和社会保障局",
    "高新技术产业开发区管理委员会",
    "司法局·法制办",
)
SENTENCES = (
    "全年通过门户网站主动公开信息 1,207 条，其中政策解读 31 条",
    "“三审三校”<落实>到每一篇稿件 & 每一个环节",
    "𠮷水镇的公开栏更新了 12 次，㐂字也能写出",
    "=SUM(A1:A9) 这样的写法只是文字，不是公式",
    "收到的申请都在 20 个工作日内答复；没有超期",
    "满意度 98.7%，比上一年提高 0.3 个百分点",
    "联合国教科文组织（UNESCO）的《公开与参与》一书供查阅",
    "问题是个别栏目更新偏慢，措施是指定专人、每周检查",
    "#let x = 1; $a^2$ \\[标记\\] *不该* 被当成排版命令",
)
ENDS = ("。", "！", "；其余按规定办理。")

counts = st.one_of(st.none(), st.just(0), st.integers(1, 30), st.integers(0, 99_999_999))
changes = st.one_of(counts, st.integers(-500, -1))
amounts = st.one_of(
    st.none(),
    st.integers(0, 400_000),
    st.decimals(0, 999_999, allow_nan=False, allow_infinity=False, places=4),
    st.decimals(0, 9_999, allow_nan=False, allow_infinity=False, places=1),
)
organs = st.builds(str.__add__, st.sampled_from(PLACES), st.sampled_from(OFFICES))
sentences = st.builds(str.__add__, st.sampled_from(SENTENCES), st.sampled_from(ENDS))
paragraphs = st.lists(sentences, min_size=1, max_size=6).map("".join)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """One to four paragraphs, some of them under a heading of the second level."""
    written = draw(st.lists(paragraphs, min_size=1, max_size=4))
    headed = draw(st.booleans())
    return "\n".join(f"（{chinese(n)}）主动公开。{text}" if headed else text for n, text in enumerate(written, 1))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of either form, with or without the merged row, with nulls, money, missing prose, a long organ."""
    official = form(draw(st.sampled_from(FORMS)))
    organ, year = draw(organs), draw(st.integers(2019, 2030))
    title = f"{organ}{year}年{official.title}"
    preface = [title]
    if draw(st.booleans()):
        preface.append(f"本报告依据条例编制，所列数据的统计期限自{year}年1月1日起至12月31日止。")
    if draw(st.booleans()):
        preface.append("全文由总体情况等六个部分组成。")
    return Report(
        form=official,
        organ=organ,
        year=year,
        title=title,
        cells=draw(cells(official)),
        sections=tuple(draw(sections(official))),
        preface="\n".join(preface),
    )


@st.composite
def cells(draw: st.DrawFn, official: Form) -> dict[str, Value]:
    """A number or a null for every cell, the merged row in place of its parts in some."""
    merged = frozenset(row.name for row in official.merged) if draw(st.booleans()) else frozenset()
    return {
        cell: draw(amounts if column.unit else changes if column.name == "change" else counts)
        for table in official.tables
        for row in official.printed_rows(table, merged)
        for cell, column in zip(row.cells, row.columns, strict=True)
    }


@st.composite
def sections(draw: st.DrawFn, official: Form) -> list[Section]:
    """All six, each under its official heading; prose in those with tables is rare, as on real papers."""
    found = []
    for head in official.sections:
        text = draw(texts()) if head.number in (1, 5, 6) or draw(st.integers(0, 4)) == 0 else ""
        found.append(Section(head.number, f"{chinese(head.number)}、{head.label.text}", text))
    return found


def same_numbers(one: Value, other: Value) -> bool:
    """Equal, or both null; 18.8710 equals 18.871."""
    return one is other is None or (one is not None and other is not None and Decimal(one) == Decimal(other))
