"""OFD packages as they should not be, and what the standard allows besides the usual."""

from contextlib import suppress
from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual_report.corpus.sample.ofd import Parts, packed, page_xml
from gongkai.annual_report.errors import ReportError, UnreadableSource
from gongkai.annual_report.readers.blocks import Block, Row
from gongkai.annual_report.readers.ofd import source_of_ofd

_XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def parts(*objects: str, extra: Parts | None = None) -> Parts:
    """A package with one page of these objects."""
    return {
        "OFD.xml": f"<ofd:OFD {_XMLNS}><ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "</ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_XMLNS}><ofd:CommonData/><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="Pages\\Page_0\\Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/Pages/Page_0/Content.xml": page_xml(objects),
        **(extra or {}),
    }


def text(x: float, y: float, content: str, deltas: str = "", ctm: str = "") -> str:
    return (
        f'<ofd:TextObject ID="1" Size="4" Boundary="{x} {y} 100 6" {ctm}>'
        f'<ofd:TextCode X="0" Y="4" {deltas}>{content}</ofd:TextCode></ofd:TextObject>'
    )


def shown(found: Parts) -> list[str | tuple[str, ...]]:
    return [_shown(block) for block in source_of_ofd(packed(found)).blocks]


def _shown(block: Block) -> str | tuple[str, ...]:
    return block.cells if isinstance(block, Row) else block.text


def test_it_reads_text_with_and_without_the_distances_of_its_characters() -> None:
    for deltas in ("", 'DeltaX="4 4 4"', 'DeltaX="g 3 4"', 'DeltaX="4 g 2 4"'):
        assert shown(parts(text(20, 20, "行政许可", deltas), text(120, 20, "1207"))) == [("行政许可", "1207")]


def test_it_takes_characters_far_apart_for_figures_of_different_columns() -> None:
    assert shown(parts(text(20, 20, "规章", 'DeltaX="4"'), text(120, 20, "350", 'DeltaX="20 20"'))) == [
        ("规章", "3", "5", "0")
    ]


def test_it_reads_text_drawn_by_a_matrix_and_leaves_out_what_leans() -> None:
    scaled, leaning = 'CTM="2 0 0 2 0 0"', 'CTM="0.7 0.7 -0.7 0.7 0 0"'
    assert shown(parts(text(20, 20, "规章", ctm=scaled), text(20, 80, "密", ctm=leaning))) == ["规章"]


def test_it_reads_the_template_of_a_page() -> None:
    found = parts(text(20, 20, "规章"))
    found["Doc_0/Document.xml"] = str(found["Doc_0/Document.xml"]).replace(
        "<ofd:CommonData/>",
        '<ofd:CommonData><ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>',
    )
    page = str(found["Doc_0/Pages/Page_0/Content.xml"])
    found["Doc_0/Pages/Page_0/Content.xml"] = page.replace(
        "<ofd:Content>", '<ofd:Template TemplateID="9"/><ofd:Content>'
    )
    found["Doc_0/Tpls/Tpl_0/Content.xml"] = page_xml([text(20, 60, "模板里的字")])
    assert shown(found) == ["规章", "模板里的字"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "已损坏，打不开"),
        (b"PK\x03\x04 not a package", "已损坏，打不开"),
        (packed({"a.txt": "a"}), "缺少 OFD.xml"),
        (packed({"OFD.xml": "<OFD"}), "OFD.xml 已损坏，不是完整的 XML"),
        (packed({"OFD.xml": "<OFD/>"}), "这份 OFD 是坏的：没有文档的入口"),
        (packed({"OFD.xml": "<OFD><DocRoot>Doc/Document.xml</DocRoot></OFD>"}), "缺少 Doc/Document.xml"),
        (
            packed({"OFD.xml": "<OFD><DocRoot>D.xml</DocRoot></OFD>", "D.xml": "<Document/>"}),
            "这份 OFD 是坏的：一页也没有",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "package",  # its bytes hold the time they were made
)
def test_it_says_what_is_broken_in_a_package(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message):
        source_of_ofd(data)


def test_it_follows_no_entity_to_a_file_outside() -> None:
    bad = '<!DOCTYPE ofd [<!ENTITY outside SYSTEM "file:///etc/hostname">]><ofd>&outside;</ofd>'
    with pytest.raises(UnreadableSource, match="声明了外部实体"):
        source_of_ofd(packed(parts() | {"OFD.xml": bad}))


def test_it_does_not_unfold_entities_within_entities() -> None:
    names = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    start = process_time()
    with pytest.raises(UnreadableSource):
        source_of_ofd(packed(parts() | {"OFD.xml": f'<!DOCTYPE o [<!ENTITY e0 "aaaa">{names}]><o>&e11;</o>'}))
    assert process_time() - start < 5


def test_it_stops_unpacking_a_bomb() -> None:
    start = process_time()
    with pytest.raises(UnreadableSource, match="解压后超过 32 MB"):
        source_of_ofd(packed(parts() | {"Doc_0/Pages/Page_0/Content.xml": b" " * 60_000_000}))
    assert process_time() - start < 10


def test_it_refuses_a_package_with_a_password() -> None:
    data = bytearray(packed(parts()))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(mark, place + 4)
    with pytest.raises(UnreadableSource, match="设有密码"):
        source_of_ofd(bytes(data))


def test_it_refuses_more_pages_than_any_report_has() -> None:
    found = parts()
    page = '<ofd:Page ID="1" BaseLoc="Pages\\Page_0\\Content.xml"/>'
    found["Doc_0/Document.xml"] = str(found["Doc_0/Document.xml"]).replace(page, page * 301)
    with pytest.raises(UnreadableSource, match="超过 300 页"):
        source_of_ofd(packed(found))


def test_it_says_that_pictures_need_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.annual_report.readers.ofd.document.can_recognise", lambda: False)
    resources = (
        f'<ofd:Res {_XMLNS}><ofd:MultiMedia ID="7"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:Res>'
    )
    found = parts('<ofd:ImageObject ID="5" ResourceID="7"/>', extra={"Doc_0/Res.xml": resources, "Doc_0/a.png": b"x"})
    found["Doc_0/Document.xml"] = str(found["Doc_0/Document.xml"]).replace(
        "<ofd:CommonData/>", "<ofd:CommonData><ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData>"
    )
    with pytest.raises(UnreadableSource, match="这是图片（扫描件）"):
        source_of_ofd(packed(found))


_VALUES = st.sampled_from(["", "0", "nan", "inf", "-1e308", "g 999999999 1", "1 2 3", "x", "4", "0 1 -1 0 0 0", "１"])
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["Size", "Boundary", "CTM", "X", "Y", "DeltaX", "DeltaY", "Visible", "Stroke"]), _VALUES, max_size=6
)
_PATHS = st.text(alphabet="MLCQBAS 0123456789.-e", max_size=60)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(_ATTRIBUTES, st.text(alphabet="规章0 1\n件", max_size=12), _PATHS), max_size=5))
def test_it_survives_any_values_of_its_attributes(objects: list[tuple[dict[str, str], str, str]]) -> None:
    drawn = []
    for attributes, content, path in objects:
        given_ = " ".join(f'{name}="{value}"' for name, value in attributes.items())
        drawn.append(f"<ofd:TextObject {given_}><ofd:TextCode {given_}>{content}</ofd:TextCode></ofd:TextObject>")
        drawn.append(f"<ofd:PathObject {given_}><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>")
    source_of_ofd(packed(parts(*drawn)))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=20)), min_size=1, max_size=8))
def test_it_survives_a_package_with_some_bytes_changed(changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(packed(parts(text(20, 20, "规章"))))
    for place, other in changes:
        start = int(place * len(data))
        data[start : start + len(other)] = other
    with suppress(ReportError):
        source_of_ofd(bytes(data))


def test_it_refuses_a_package_of_too_many_files() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for number in range(20_001):
            package.writestr(str(number), b"")
    with pytest.raises(UnreadableSource, match="超过 10,000 个文件"):
        source_of_ofd(out.getvalue())
