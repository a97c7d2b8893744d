"""What happens to titles and headings, and to what stands around the report."""

import re
from dataclasses import replace
from random import Random

from gongkai.annual_report.corpus.sample.draft import Chapter, Draft
from gongkai.regulation.numerals import chinese

_NOUN = "政府信息公开工作年度报告"


def metadata(draft: Draft, chance: Random) -> Draft:
    """Breadcrumbs, sign-in links and the table of metadata above the article."""
    before = (
        "当前位置：首页 > 政府信息公开 > 政府信息公开年报",
        "登录 注册 无障碍 长者模式",
        f"索引号 | 000014349/{draft.year + 1}-{chance.randrange(100, 999):05d} | 发布机构 | {draft.organ} |",
        f"发文字号 | 无 | 发文日期 | {draft.year + 1}-01-{chance.randrange(10, 29)} |",
        "字号：大 中 小",
    )
    return replace(draft, before=before)


def year_first(draft: Draft, chance: Random) -> Draft:
    return replace(draft, title=(f"{draft.year}年{draft.organ}{_NOUN}",))


def year_as_niandu(draft: Draft, chance: Random) -> Draft:
    return replace(draft, title=(f"{draft.organ}{draft.year}年度{_NOUN}",))


def title_in_lines(draft: Draft, chance: Random) -> Draft:
    parts = (f"{draft.organ}{draft.year}年", "政府信息公开", "工作年度报告")
    title = chance.choice(
        (parts, ("".join(parts[:1]), "".join(parts[1:])), (f"{draft.organ} {draft.year} 年政府信息公开 工作年度报告",))
    )
    return replace(draft, title=title)


def other_noun(draft: Draft, chance: Random) -> Draft:
    noun = chance.choice(("政府信息公开年报", "政府信息公开工作报告", "政府信息公开工作的年度报告"))
    return replace(draft, title=(f"{draft.organ}{draft.year}年{noun}",))


def no_title(draft: Draft, chance: Random) -> Draft:
    return replace(draft, title=(), named=False)


def advertised(draft: Draft, chance: Random) -> Draft:
    return replace(
        draft, title=(f"范文大全网整理{draft.year}年{_NOUN}",), before=("本文由网友上传，仅供参考",), named=False
    )


def other_years_near(draft: Draft, chance: Random) -> Draft:
    year = draft.year
    sentence = f"本机关成立于1986年。{year + 1}年将继续对照要点抓好落实，与{year - 1}年相比工作机制更加完善。"
    return draft.with_chapter(1, lambda chapter: replace(chapter, paragraphs=(*chapter.paragraphs, sentence)))


def other_section_titles(draft: Draft, chance: Random) -> Draft:
    titles = {head.number: chance.choice(head.label.also) for head in draft.form.sections if head.label.also}

    def retitled(chapter: Chapter) -> Chapter:
        title = titles.get(chapter.number)
        return replace(chapter, heading=f"{chinese(chapter.number)}、{title}") if title else chapter

    return replace(draft, chapters=tuple(map(retitled, draft.chapters)))


def markdown_headings(draft: Draft, chance: Random) -> Draft:
    chapters = (replace(chapter, heading=f"## {chapter.heading}") for chapter in draft.chapters)
    return replace(draft, chapters=tuple(chapters))


def numbered_twice(draft: Draft, chance: Random) -> Draft:
    """The prose in six sections without tables, then the tables in a series of their own."""
    prose = tuple(
        replace(chapter, sheets=(), paragraphs=chapter.paragraphs or ("详见附表。",)) for chapter in draft.chapters
    )
    tables = tuple(
        replace(chapter, heading=f"{chinese(number)}、{chapter.heading.partition('、')[2]}", paragraphs=())
        for number, chapter in enumerate((chapter for chapter in draft.chapters if chapter.sheets), 1)
    )
    return replace(draft, chapters=(*prose, *tables))


def other_subheads(draft: Draft, chance: Random) -> Draft:
    """（一）主动公开。 → (一)主动公开 / 1.主动公开 / 一是主动公开方面."""
    style = chance.randrange(3)

    def restyled(match: re.Match[str]) -> str:
        number, title = match[1], match[2]
        digit = "一二三四五".index(number) + 1
        return (f"({number}){title}：", f"{digit}.{title}。", f"{number} {title}方面。")[style]

    def changed(chapter: Chapter) -> Chapter:
        texts = (re.sub(r"^（([一二三四五])）([^。]+)。", restyled, text) for text in chapter.paragraphs)
        return replace(chapter, paragraphs=tuple(texts))

    return draft.with_chapter(1, changed)


def no_form(draft: Draft, chance: Random) -> Draft:
    """A section list of its own, counts only in the text."""
    general = draft.chapter(1).paragraphs
    chapters = (
        Chapter(1, "一、工作开展情况", general[:3]),
        Chapter(2, "二、主要做法", general[3:]),
        Chapter(3, "三、下一步打算", draft.chapter(5).paragraphs),
    )
    return replace(draft, chapters=chapters)
