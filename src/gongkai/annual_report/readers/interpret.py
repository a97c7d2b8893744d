"""Blocks to a reading: the stages that all sources share."""

from collections.abc import Iterable, Iterator, Sequence

from gongkai.annual_report.errors import NotAReport, SeveralReports
from gongkai.annual_report.finding import Finding, rules
from gongkai.annual_report.form.form import Form, form, form_for
from gongkai.annual_report.readers.assemble import plan
from gongkai.annual_report.readers.blocks import Block, Paragraph, text_of, words_of
from gongkai.annual_report.readers.contact import contact_of
from gongkai.annual_report.readers.fill import fill
from gongkai.annual_report.readers.matcher import is_table_text
from gongkai.annual_report.readers.plan import Plan
from gongkai.annual_report.readers.sections import Part, parts
from gongkai.annual_report.readers.shape import shape_of
from gongkai.annual_report.readers.title import Title, title_of
from gongkai.annual_report.readers.traditional import as_printed, folded, without_readings
from gongkai.annual_report.readers.vocabulary import form_of
from gongkai.annual_report.reading import Reading
from gongkai.annual_report.report import Report, Section
from gongkai.annual_report.simplified import is_traditional
from gongkai.regulation.numerals import chinese

_SECTIONS_WITH_TABLES = (0, 2, 3, 4)
_LINES_BEFORE = 40
_ROWS_OF_TABLE3 = 20
_BEGINNING = 2000
"""Where the statistics period is looked for, in characters: some papers name it in the first section."""


def interpret(found_blocks: Sequence[Block], *, source: str, pictures: Sequence[int] = ()) -> Reading:
    """Find the report in what a reader made of its source. The findings are only doubts of reading; checks come later.

    pictures: the lines on which pictures stand: where a section lacks its table, they are named.
    Raises NotAReport where nothing of either form is found, SeveralReports where two reports stand in one source.
    """
    words = words_of(found_blocks)
    if not is_traditional(words):
        return _interpreted(found_blocks, words, source, pictures)
    printed = [without_readings(block) for block in found_blocks]
    blocks = [folded(block) for block in printed]
    return as_printed(_interpreted(blocks, words_of(blocks), source, pictures), printed)


def _interpreted(found_blocks: Sequence[Block], words: str, source: str, pictures: Sequence[int]) -> Reading:
    """words: those of the blocks."""
    shown = form_of(words)
    found = parts(found_blocks, shown or form())
    lines = [text_of(block) for block in found[0].blocks[:_LINES_BEFORE]]
    title = title_of(lines, lambda: _beginning(found_blocks))
    official = shown or (form_for(title.year) if title.year else form())
    shape, in_tables = shape_of(found)
    todo = plan(shape, official.year)
    _require_a_report(found, todo, title, pictures)
    _require_one_report(found, list(_tables_from(todo.firsts, in_tables, found)))
    assembly = fill(todo, in_tables)
    assembly.doubts += _tables_in_pictures(found, assembly.places, pictures)
    table_lines = {in_tables[number].line for number in todo.lines}
    report = Report(
        form=official,
        organ=title.organ,
        year=title.year,
        title=title.printed,
        cells=assembly.cells,
        sections=tuple(_section(part, table_lines, official) for part in found if part.number),
        contact=contact_of(lines, found[-1].blocks),
        preface="\n".join(_prose(found[0], table_lines, official)),
    )
    for part, head in ((part, official.sections[part.number - 1]) for part in found if part.number):
        assembly.name(f"section.{head.number}", f"{chinese(head.number)}、{head.label.text}", part.heading)
    return Reading(source, report, assembly.places, assembly.printed, tuple(assembly.doubts))


def _beginning(blocks: Iterable[Block]) -> str:
    beginning = ""
    for block in blocks:
        beginning += text_of(block) + "\n"
        if len(beginning) > _BEGINNING:
            break
    return beginning


def _tables_in_pictures(found: Sequence[Part], places: Iterable[str], pictures: Sequence[int]) -> Iterator[Finding]:
    """A finding for each section whose table has no cell, while a picture stands in its place."""
    if not pictures:
        return
    present = {cell.partition(".")[0] for cell in places}
    for part, following in zip(found, (*found[1:], None), strict=True):
        table = f"table{part.number}"
        end = following.line if following else max(pictures) + 1
        line = next((line for line in pictures if part.line < line < end), None)
        if part.number in _SECTIONS_WITH_TABLES[1:] and table not in present and line is not None:
            yield Finding(
                rules()["table_is_text"],
                table,
                f"第{chinese(part.number)}部分没有表格，只有图片（第 {line} 行处）；图片里的数字没有读取，这张表留空。"
                "请以文字表格公布，或对图片作文字识别后再读。",
            )


def _require_a_report(found: Sequence[Part], todo: Plan, title: Title, pictures: Sequence[int]) -> None:
    """Rows of the tables, or two sections, or one section under a title: a paper cut off early is still a report."""
    sections = len({part.number for part in found if part.number})
    if not todo.has_rows and sections < (1 if title.printed else 2):
        raise NotAReport(
            "这不像一份政府信息公开工作年度报告：没有找到六个部分的标题（如“一、总体情况”），"
            "也没有找到三张表的行名（如“一、本年新收政府信息公开申请数量”）。"
            + (f"文件里有 {len(pictures)} 张图片，报告可能在图片里，要先作文字识别。" if pictures else "")
            + "请确认选对了文件。"
        )


def _tables_from(firsts: Sequence[int], blocks: Sequence[Block], found: Sequence[Part]) -> Iterator[int]:
    """The lines on which a table 3 begins, but for one that repeats an earlier one of its section figure by figure:
    pages hold a second copy for small screens."""
    if len(firsts) < 2:
        yield from (blocks[number].line for number in firsts)
        return
    seen: set[tuple[int, tuple[str, ...]]] = set()
    for number in firsts:
        line = blocks[number].line
        section = max(part.line for part in found if part.line <= line)
        copy = section, tuple(map(text_of, blocks[number : number + _ROWS_OF_TABLE3]))
        if copy not in seen:
            yield line
        seen.add(copy)


def _require_one_report(found: Sequence[Part], firsts: Sequence[int]) -> None:
    """The first row of table 3 twice (on these lines), or a written first section twice: two reports."""
    starts = [part.line for part in found if part.number == 1 and _is_long(part)]
    for places in (firsts, starts):
        if len(places) > 1:
            raise SeveralReports(
                f"文件里有 {len(places)} 份报告（从第 {'、'.join(map(str, places))} 行起各有一份的内容）。"
                "合在一起读会混淆数字，请拆成一份一个文件再读。"
            )


def _is_long(part: Part) -> bool:
    """A first section of more than a line or two; a table of contents names sections without any text."""
    return sum(len(text_of(block)) for block in part.blocks) > 100


def _section(part: Part, table_lines: set[int], official: Form) -> Section:
    return Section(part.number, part.heading, "\n".join(_prose(part, table_lines, official)))


def _prose(part: Part, table_lines: set[int], official: Form) -> Iterable[str]:
    """The part's paragraphs without its tables."""
    has_table = part.number in _SECTIONS_WITH_TABLES
    for block in part.blocks:
        if block.line in table_lines or (has_table and (_is_parted(block) or is_table_text(block, official))):
            continue
        yield text_of(block)


def _is_parted(block: Block) -> bool:
    """By tabs or pipes, not only by blanks."""
    return not isinstance(block, Paragraph) and not block.text
