"""Whom a reader may ask: the first sentence that says so, and nothing that only sounds like it."""

import pytest

from gongkai.annual_report.readers.blocks import Paragraph
from gongkai.annual_report.readers.contact import contact_of

SENTENCES = {
    "如有疑问，请与甲县民政局联系，电话：000-123。": "如有疑问，请与甲县民政局联系，电话：000-123",
    "本报告由甲县民政局编制。联系电话：000-123，地址：甲县一号。其余略。": "联系电话：000-123，地址：甲县一号",
    "欢迎监督；请向甲县民政局反映情况，联系人在办公室。": "请向甲县民政局反映情况，联系人在办公室",
    "地址:甲县一号": "地址:甲县一号",
    "统计期限为一年；邮编：000000，电话：1。请与甲县民政局联系。": "邮编：000000，电话：1",
    "全年加强与各部门的工作，没有别的。": None,
    "联系群众，服务群众。": None,
    "电话答复三件。": None,
}


@pytest.mark.parametrize("text", SENTENCES)
def test_it_finds_the_sentence_before_the_first_section_or_at_the_end(text: str) -> None:
    assert contact_of([text], []) == SENTENCES[text]
    assert contact_of(["没有。"], [Paragraph(1, "还是没有。"), Paragraph(2, text)]) == SENTENCES[text]


def test_it_looks_through_a_long_text_at_once() -> None:
    assert contact_of(["联系" + "电话" * 40_000], []) is None
