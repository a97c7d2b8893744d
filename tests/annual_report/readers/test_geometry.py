"""Words and lines where they stand, to rows and paragraphs: what no printed style above shows."""

from collections.abc import Sequence

from gongkai.annual_report.readers.blocks import Paragraph, Row
from gongkai.annual_report.readers.geometry.page import Page, Rule, Word
from gongkai.annual_report.readers.geometry.paper import blocks_of_pages

_LAPSED = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"


def word(text: str, x: float, y: float, *, em: float = 10, sure: float = 1) -> Word:
    width = sum(em if char >= "\u2e80" else em / 2 for char in text)
    return Word(text, x, y, x + width, y + em * 1.2, em, sure=sure)


def ruled(number: int, xs: Sequence[float], ys: Sequence[float], *words: Word) -> Page:
    """A page with a full grid of these lines."""
    across = tuple(Rule(y, xs[0], xs[-1]) for y in ys)
    return Page(number, words, across, tuple(Rule(x, ys[0], ys[-1]) for x in xs))


def cells(*pages: Page) -> list[tuple[str, ...] | str]:
    return [block.cells if isinstance(block, Row) else block.text for block in blocks_of_pages(pages)]


def test_it_joins_a_row_that_the_end_of_a_page_cut_in_two() -> None:
    xs = (50, 300, 350, 400)
    first = ruled(1, xs, (700, 720), word(_LAPSED[:20], 52, 703), word("3", 310, 703), word("4", 360, 703))
    second = ruled(2, xs, (50, 70, 90), word(_LAPSED[20:], 52, 53), word("2.重复申请", 52, 73), word("5", 310, 73))
    assert cells(first, second) == [(_LAPSED, "3", "4"), ("2.重复申请", "5", "")]


def test_it_finds_the_figures_of_a_cut_row_on_either_page() -> None:
    xs = (50, 300, 350, 400)
    first = ruled(1, xs, (700, 720), word(_LAPSED[:20], 52, 703), word("3", 310, 703))
    second = ruled(2, xs, (50, 70), word(_LAPSED[20:], 52, 53), word("4", 360, 53))
    assert cells(first, second) == [(_LAPSED, "3", "4")]


def test_it_keeps_two_rows_apart_whose_figures_stand_on_both_pages() -> None:
    xs = (50, 300, 350)
    first = ruled(1, xs, (700, 720), word(_LAPSED[:20], 52, 703), word("3", 310, 703))
    second = ruled(2, xs, (50, 70), word(_LAPSED[20:], 52, 53), word("4", 310, 53))
    assert cells(first, second) == [(_LAPSED[:20], "3"), (_LAPSED[20:], "4")]


def test_it_numbers_the_columns_of_a_table_alike_on_all_its_pages() -> None:
    wide = ruled(1, (50, 300, 350, 400), (50, 70), word("规章", 52, 53), word("1", 310, 53), word("2", 360, 53))
    merged = ruled(2, (50, 350, 400), (50, 70), word("行政许可", 52, 53), word("3", 360, 53))
    rows = [block for block in blocks_of_pages([wide, merged]) if isinstance(block, Row)]
    assert [row.columns for row in rows] == [(0, 1, 2), (0, 2)]


def test_it_gives_tables_at_other_places_other_columns() -> None:
    one = ruled(1, (50, 300, 350), (50, 70), word("规章", 52, 53), word("1", 310, 53))
    other = ruled(2, (80, 200, 450), (50, 70), word("行政许可", 82, 53), word("3", 210, 53))
    rows = [block for block in blocks_of_pages([one, other]) if isinstance(block, Row)]
    assert not set(rows[0].columns) & set(rows[1].columns)


def test_it_does_not_make_one_number_of_two_in_one_cell() -> None:
    stacked = ruled(1, (50, 300, 400), (50, 90), word("规章", 52, 53), word("1", 310, 53), word("2", 310, 73))
    beside = ruled(1, (50, 300, 400), (50, 70), word("规章", 52, 53), word("1", 310, 53), word("2", 330, 53))
    assert cells(stacked) == [("规章", "1"), "2"]
    assert cells(beside) == [("规章", "1", "2")]


def test_it_joins_a_number_that_its_cell_was_too_narrow_for() -> None:
    broken = ruled(1, (50, 300, 322), (50, 90), word("规章", 52, 53), word("139", 302, 53), word("88", 302, 73))
    assert cells(broken) == [("规章", "13988")]


def test_it_keeps_how_sure_each_cell_is() -> None:
    page = ruled(1, (50, 300, 350), (50, 70), word("规章", 52, 53), word("1", 310, 53, sure=0.4))
    (row,) = blocks_of_pages([page])
    assert isinstance(row, Row)
    assert row.sures == (1, 0.4)


def test_it_puts_labels_together_that_stand_around_their_figures() -> None:
    page = Page(1, (word(_LAPSED[:18], 52, 40), word("3", 300, 50), word("4", 360, 50), word(_LAPSED[18:], 52, 60)))
    assert cells(page) == [(_LAPSED, "3", "4")]


def test_it_joins_the_lines_of_a_paragraph_over_the_end_of_a_page() -> None:
    lines = ["甲" * 38, "乙" * 40, "丙" * 40, "丁" * 10]
    pages = [
        Page(1, (word(lines[0], 70, 700), word(lines[1], 50, 720))),
        Page(2, (word(lines[2], 50, 50), word(lines[3], 50, 70), word("戊" * 38, 70, 90))),
    ]
    found = blocks_of_pages(pages)
    assert [block.text for block in found if isinstance(block, Paragraph)] == ["".join(lines), "戊" * 38]


def test_it_says_which_page_could_not_be_read() -> None:
    assert cells(Page(1, (word("规章", 52, 53),)), Page(2, (), is_unread=True)) == [
        "规章",
        "（第 2 页是图片，上面的文字没有读出。）",
    ]


def test_it_begins_a_paragraph_where_a_line_begins_further_in() -> None:
    page = Page(
        1, (word("甲" * 40, 50, 50), word("乙" * 38, 70, 70), word("丙" * 40, 50, 90), word("丁" * 40, 50, 110))
    )
    assert cells(page) == ["甲" * 40, "乙" * 38 + "丙" * 40 + "丁" * 40]


def test_it_reads_once_what_is_drawn_twice_to_look_bold() -> None:
    page = Page(1, (word("规章", 52, 53), word("12", 300, 53), word("规章", 52.5, 53), word("12", 300.5, 53.2)))
    assert cells(page) == [("规章", "12")]


def test_it_does_not_take_two_touching_figures_for_one_number() -> None:
    xs, ys = (50, 300, 330, 360), (50, 70)
    alone = ruled(1, xs, ys, word("规章", 52, 53), word("123456", 303, 53))
    assert cells(alone) == [("规章", "123456〔越过边框〕", "")]
    beside = ruled(1, xs, ys, word("规章", 52, 53), word("123456", 297, 53), word("7", 340, 53))
    assert cells(beside) == [("规章", "123456", "7")]


def test_it_keeps_a_sentence_that_two_pages_begin_with() -> None:
    first, second = (Page(number, (word("全年公开信息，", 50, 50), word("甲" * number, 50, 70))) for number in (1, 2))
    assert "".join(map(str, cells(first, second))).count("全年公开信息，") == 2
