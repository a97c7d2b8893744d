"""An organ downloads a template, changes it and uploads it; what could harm or mislead is refused in words."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from gongkai.papers.errors import BadTemplate, Unfinished
from gongkai.papers.letters.draft import draft
from gongkai.papers.own_templates.check import check_template
from gongkai.papers.own_templates.default import default_template
from gongkai.papers.own_templates.fill import fill_template
from gongkai.papers.writers.docx import docx_of
from gongkai.papers.writers.package import BODY, zipped
from gongkai.papers.writers.proof import flat, text_of_docx
from gongkai.regulation.outcomes import Outcome
from tests.papers.records import EVERY, ON, Made

NOTICE = Made("correction_notice")


def changed(data: bytes, change: Callable[[str], str], part: str = BODY) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    return zipped(parts)


def added(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    return zipped(parts | {name: content})


def template() -> bytes:
    return default_template(NOTICE.key, on=ON)


@pytest.mark.parametrize("made", EVERY, ids=str)
def test_every_default_template_is_accepted_and_filled_to_the_letter_itself(made: Made) -> None:
    own = default_template(made.key, on=ON, choice=made.choice)
    assert check_template(own, made.key, on=ON, choice=made.choice) == ()
    of = draft(made.key, made.record())
    filled = fill_template(own, of, on=ON, choice=made.choice)
    assert flat(text_of_docx(filled)) == flat(text_of_docx(docx_of(of)))


def test_it_keeps_what_the_organ_changed() -> None:
    own = changed(template(), lambda xml: xml.replace("特此", "").replace("为便于补正", "为方便你补正"))
    filled = text_of_docx(fill_template(own, draft(NOTICE.key, NOTICE.record()), on=ON))
    assert "为方便你补正，本机关作如下指导和释明" in filled
    assert "需要补正的事项之甲" in filled


def test_values_are_words_and_never_markup() -> None:
    record = NOTICE.record() | {"applicant": "<w:t>{{ organ }}</w:t>&"}
    filled = text_of_docx(fill_template(template(), draft(NOTICE.key, record), on=ON))
    assert "<w:t>{{ organ }}</w:t>&：" in filled


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda xml: xml.replace("{{ period }}", "{{ perod }}"), "“{{ perod }}”不认识"),
        (lambda xml: xml.replace("{{ period }}", "15"), "缺少“合理的补正期限”"),
        (lambda xml: xml.replace("{{ period }}", "{{ period"), "标记写错了"),
        (lambda xml: xml.replace("{{ period }}", "{{ period.__class__ }}"), "不允许的写法（.__class__）"),
        (lambda xml: xml.replace("{{ period }}", "{{ period|length }}"), "不允许的写法（Filter）"),
        (lambda xml: xml.replace("{{ period }}", "{{ range(10**9) }}"), "不允许的写法（Call）"),
        (lambda xml: xml.replace("{{ period }}", "{{ 9**9**9 }}"), "不允许的写法"),
        (lambda xml: xml.replace("{{ period }}", "{% set period = 1 %}{{ period }}"), "不允许的写法（Assign）"),
        (lambda xml: xml.replace("{{ period }}", "{% include 'x' %}"), "不允许的写法（Include）"),
        (lambda xml: xml.replace("{{ item }}", "{{ item.mro }}"), "没有这一列"),
        (lambda xml: xml.replace("{%p endfor %}", ""), "标记写错了"),
        (
            lambda xml: xml.replace("<w:sectPr", '<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/></w:p><w:sectPr', 1),
            "引用外部内容的域",
        ),
        (lambda xml: xml.replace("<w:body>", "<w:body><w:altChunk/>"), "其他文件的内容"),
        (lambda xml: "<!DOCTYPE a [<!ENTITY b 'c'>]>" + xml[xml.index("<w:document") :], "文档类型声明"),
    ],
)
def test_it_says_what_is_wrong_with_a_template(change: Callable[[str], str], sentence: str) -> None:
    own = changed(template(), change)
    problems = check_template(own, NOTICE.key, on=ON)
    assert any(sentence in problem for problem in problems), problems
    with pytest.raises(BadTemplate):
        fill_template(own, draft(NOTICE.key, NOTICE.record()), on=ON)


def test_it_refuses_macros_programs_and_links_to_elsewhere() -> None:
    for name, sentence in (
        ("word/vbaProject.bin", "宏"),
        ("word/embeddings/a.bin", "嵌入"),
        ("word/activeX/a.xml", "嵌入"),
    ):
        assert any(
            sentence in problem for problem in check_template(added(template(), name, b"<a/>"), NOTICE.key, on=ON)
        )
    link = (
        '<Relationship Id="x" Type="t" Target="http://example.invalid/a.dotm" TargetMode="External"/></Relationships>'
    )
    rels = "word/_rels/document.xml.rels"
    own = changed(template(), lambda xml: xml.replace("</Relationships>", link), rels)
    assert any("指向外部的链接" in problem for problem in check_template(own, NOTICE.key, on=ON))


def test_it_refuses_what_is_no_word_file_and_what_is_a_bomb() -> None:
    assert "不是 DOCX" in check_template(b"%PDF-1.7", NOTICE.key, on=ON)[0]
    assert "不是 DOCX" in check_template(zipped({"a.txt": b"a"}), NOTICE.key, on=ON)[0]
    assert "过大" in check_template(added(template(), "word/media/a.png", bytes(101 << 20)), NOTICE.key, on=ON)[0]


def test_a_condition_may_not_hide_what_the_letter_must_say() -> None:
    sentence = "{%p if period %}"
    own = changed(
        template(),
        lambda xml: xml.replace("{{ period }}", "{% if not period %}{{ period }}{% endif %}"),
    )
    assert sentence
    with pytest.raises(BadTemplate, match="没有“合理的补正期限”"):
        fill_template(own, draft(NOTICE.key, NOTICE.record() | {"period": 13}), on=ON)


def test_it_does_not_fill_an_unfinished_letter() -> None:
    with pytest.raises(Unfinished):
        fill_template(template(), draft(NOTICE.key, {}), on=ON)


def test_a_reply_is_filled_by_the_template_of_its_finding() -> None:
    made = Made("reply", Outcome.PARTLY_GRANTED, "severed")
    row = {"page": "3", "part": "第2行", "ground": "个人隐私", "article": "第十五条", "note": "身份证号码"}
    of = draft("reply", made.record() | {"schedule": [row, row]})
    filled = fill_template(default_template("reply", on=ON, choice=made.choice), of, on=ON, choice=made.choice)
    assert flat(text_of_docx(filled)) == flat(text_of_docx(docx_of(of)))
