"""A made paper as a web page: the article inside its page, plain or in the markup that Word leaves behind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape
from random import Random

from gongkai.annual_report.corpus.sample.draft import Draft, Sheet, Square

_CELL = "width:42.75pt;border:solid windowtext 1.0pt;border-top:none;padding:0cm 5.4pt 0cm 5.4pt;height:17.85pt"
_RUN = "font-size:10.5pt;font-family:仿宋_GB2312;color:black"
_PARAGRAPH = "text-align:center;line-height:15.0pt"
_PROSE = "margin-bottom:0cm;text-indent:32.0pt;mso-char-indent-count:2.0;line-height:28.0pt;text-align:justify"
_NAVIGATION = ("首页", "机构概况", "新闻动态", "政府信息公开", "政务服务", "互动交流", "专题专栏")
_BESIDE = ("政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开")


@dataclass(frozen=True, slots=True)
class Markup:
    """How a page is written. run: a text of a cell; prose: one of a paragraph; paragraph: what stands around that;
    cell: what stands in the opening tag of a cell; blank: in a cell without text; whole: around the article."""

    run: Callable[[str, Random], str]
    prose: Callable[[str, Random], str]
    paragraph: Callable[[str], str]
    cell: str = ""
    blank: str = ""
    wrapped: bool = True
    whole: Callable[[str], str] = str
    blank_heads: bool = False


def as_page(draft: Draft, markup: Markup, chance: Random, *, charset: str) -> str:
    """The page; `charset` is what its meta element says."""
    article = "\n".join(_article(draft, markup, chance))
    inner = f'<div id="zoom" class="article-content">\n{markup.whole(article)}\n</div>'
    if not markup.wrapped:
        return inner
    title = escape("".join(draft.title) or "信息公开")
    return "\n".join(
        (
            f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>{title}</title>',
            "<style>.nav li{float:left;padding:0 12px} .main{width:1200px;margin:auto}</style>",
            '<script>var site={"column":"zfxxgk","font":16};function print_page(){window.print()}</script></head>',
            "<body>",
            _list("nav", _NAVIGATION),
            '<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/zfxxgk/">政府信息公开</a> &gt; 正文</div>',
            *(f'<div class="meta">{escape(line)}</div>' for line in draft.before),
            f'<div class="main"><div class="left">{_list("tree", _BESIDE)}</div>',
            inner,
            '</div><div class="share">分享到： 微信 微博 【打印本页】 【关闭窗口】</div>',
            '<div class="footer">主办单位办公室　网站标识码：0000000000　您是第 128,406 位访问者</div>',
            "</body></html>",
        )
    )


def _list(name: str, texts: Iterable[str]) -> str:
    items = "".join(f'<li><a href="/{index}.html">{text}</a></li>' for index, text in enumerate(texts))
    return f'<ul class="{name}">{items}</ul>'


def _article(draft: Draft, markup: Markup, chance: Random) -> Iterator[str]:
    def block(text: str) -> str:
        return markup.paragraph(markup.prose(text, chance))

    yield from map(block, (*draft.title, *draft.preface))
    for chapter in draft.chapters:
        yield from map(block, (chapter.heading, *chapter.paragraphs))
        for sheet in chapter.sheets:
            yield from map(block, filter(None, [sheet.caption]))
            yield _table(_blank_for_rows(sheet) if markup.blank_heads else sheet, markup, chance)
        if 2 <= chapter.number <= 4 and not chapter.sheets:
            yield f'<p><img src="/upload/table{chapter.number}.png" width="640" alt=""></p>'
    yield from map(block, filter(None, [draft.contact]))


def _table(sheet: Sheet, markup: Markup, chance: Random) -> str:
    rows = []
    for line in sheet.lines:
        cells = "".join(_cell(square, markup, chance) for square in line)
        rows.append(f"<tr>{cells}</tr>")
    return "<table border=1 cellspacing=0 cellpadding=0>\n" + "\n".join(rows) + "\n</table>"


def _cell(square: Square, markup: Markup, chance: Random) -> str:
    spans = (f' colspan="{square.columns}"' if square.columns > 1 else "") + (
        f' rowspan="{square.rows}"' if square.rows > 1 else ""
    )
    inner = markup.run(square.text, chance) if square.text else markup.blank
    return f"<td{markup.cell}{spans}>{inner}</td>"


def _blank_for_rows(sheet: Sheet) -> Sheet:
    """The table with blank cells where heads above span over rows, as some pages print it."""
    firsts = next((index for index, line in enumerate(sheet.lines) if any(square.cell for square in line)), 0)
    if firsts < 2:
        return sheet
    spread = list(sheet.spread())
    heads = []
    for line, positions in zip(sheet.lines[:firsts], spread, strict=False):
        squares = iter(line)
        heads.append(tuple(_head(next(squares)) if begins else Square("") for _, begins in _merged(positions, line)))
    return Sheet(sheet.name, (*heads, *sheet.lines[firsts:]), sheet.width, sheet.caption)


def _merged(positions: list[tuple[str, bool]], line: tuple[Square, ...]) -> Iterator[tuple[str, bool]]:
    """The positions that still need a cell: where one begins, and where one of an earlier line reaches down."""
    squares, skip = iter(line), 0
    for text, begins in positions:
        if begins:
            skip = next(squares).columns - 1
            yield text, True
        elif skip:
            skip -= 1
        else:
            yield text, False


def _head(square: Square) -> Square:
    return Square(square.text, square.cell, square.columns)


def _escaped(text: str, chance: Random) -> str:
    return escape(text, quote=False)


def _plain_paragraph(inner: str) -> str:
    return f"<p>{inner}</p>"


def _word_run(text: str, chance: Random) -> str:
    return f'<p class=MsoNormal style="{_PARAGRAPH}"><span style="{_RUN}">{escape(text)}<o:p></o:p></span></p>'


def _word_paragraph(inner: str) -> str:
    return f'<div style="{_PROSE}">{inner}</div>'


def _broken_run(text: str, chance: Random) -> str:
    """A text in two spans with a seam anywhere, even inside a number."""
    if len(text) < 2:
        return f"<span>{escape(text)}</span>"
    seam = chance.randrange(1, len(text))
    return f"<p><span>{escape(text[:seam])}</span><font face='宋体'>{escape(text[seam:])}</font></p>"


def _broken_by_lines(text: str, chance: Random) -> str:
    """A label in two lines: a break or two paragraphs inside one word. Numbers stay whole."""
    if len(text) < 4 or text[0].isdigit() or len(text) > 20:
        return escape(text)
    middle = len(text) // 2
    return (
        f"{escape(text[:middle])}<br>{escape(text[middle:])}"
        if chance.random() < 0.5
        else f"<p>{escape(text[:middle])}</p><p>{escape(text[middle:])}</p>"
    )


def _in_layout_table(article: str) -> str:
    return f"<table width=960><tr><td>&nbsp;</td><td><table><tr><td>{article}</td></tr></table></td></tr></table>"


CLEAN = Markup(_escaped, _escaped, _plain_paragraph)
WORD = Markup(_word_run, _word_run, _word_paragraph, f' style="{_CELL}" valign=center', "<p><o:p>&nbsp;</o:p></p>")
BROKEN_RUNS = Markup(_broken_run, _broken_run, str, " class='t'", "&nbsp;")
BROKEN_LINES = Markup(_broken_by_lines, _escaped, _plain_paragraph, " align='center'")
BLANK_HEADS = Markup(_escaped, _escaped, _plain_paragraph, blank_heads=True)
LAYOUT_TABLE = Markup(_escaped, _escaped, _plain_paragraph, whole=_in_layout_table)
BARE = Markup(_escaped, _escaped, _plain_paragraph, " nowrap='nowrap'", wrapped=False)
