"""The documents and pages of an OFD file, in order."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Source
from gongkai.annual_report.readers.geometry.characters import words_of
from gongkai.annual_report.readers.geometry.page import Page, Walls
from gongkai.annual_report.readers.geometry.paper import source_of_pages
from gongkai.annual_report.readers.geometry.turn import rules_of
from gongkai.annual_report.readers.ofd.objects import MOST_CHARACTERS, Glyph, glyphs_of, pieces_of
from gongkai.annual_report.readers.package import Element, Package, beside
from gongkai.annual_report.readers.scan import NEEDS_RECOGNITION, can_recognise, pages_of_image

PAGES = 300
"""The most pages that are read."""
_MOST_RULES = 20_000


def source_of_ofd(data: bytes) -> Source:
    """What an OFD file holds: its rows and paragraphs, and which of its pages are pictures that could not be read.

    Raises UnreadableSource for a broken or encrypted package, one without pages, and one that is too large.
    """
    package = Package(data)
    pages = list(_pages(package))
    if not pages:
        raise _broken("一页也没有")
    if all(page.is_unread for page in pages):
        raise UnreadableSource(NEEDS_RECOGNITION)
    return source_of_pages(pages)


def _pages(package: Package) -> Iterator[Page]:
    characters = 0
    for number, drawn in enumerate(_drawn_pages(package), 1):
        if number > PAGES:
            raise UnreadableSource(f"这份 OFD 超过 {PAGES} 页的上限。请只留下年度报告的几页，再试一次。")
        glyphs = list(islice((glyph for layer in drawn.layers for glyph in glyphs_of(layer)), MOST_CHARACTERS))
        characters += len(glyphs)
        if characters >= MOST_CHARACTERS:
            raise UnreadableSource(
                f"这份 OFD 的文字超过 {MOST_CHARACTERS:,} 字。年度报告一般不到两万字，请确认选对了文件。"
            )
        pictures = () if glyphs else drawn.pictures(package)
        if pictures and not can_recognise():
            yield Page(number, (), is_unread=True)
        elif pictures:
            for picture in pictures:
                yield from pages_of_image(picture, number)
        else:
            yield from _upright(drawn.layers, number, glyphs)


def _upright(layers: Sequence[Element], number: int, glyphs: Sequence[Glyph]) -> Iterator[Page]:
    """The page as it reads upright, once for each direction of its text."""
    pieces = list(islice((piece for layer in layers for piece in pieces_of(layer)), _MOST_RULES))
    for turns in dict.fromkeys(glyph.turns for glyph in glyphs) or (0,):
        across, down = rules_of(pieces, turns)
        characters = (glyph.character() for glyph in glyphs if glyph.turns == turns)
        yield Page(number, tuple(words_of(characters, Walls(down))), across, down)


@dataclass(frozen=True, slots=True)
class _DrawnPage:
    """What draws a page: its templates' XML and its own, and the picture files that the document names."""

    layers: tuple[Element, ...]
    media: Mapping[str | None, str]

    def pictures(self, package: Package) -> tuple[bytes, ...]:
        """The files of the pictures on the page, in order."""
        names = [item.get("ResourceID") for layer in self.layers for item in layer.iter("{*}ImageObject")]
        return tuple(package.part(self.media[name]) for name in names if name in self.media)


def _drawn_pages(package: Package) -> Iterator[_DrawnPage]:
    documents = [body.text or "" for body in package.xml("OFD.xml").iter("{*}DocRoot")]
    if not documents:
        raise _broken("没有文档的入口（DocRoot）")
    for root in documents:
        path = beside("OFD.xml", root)
        document = package.xml(path)
        media = dict(_media(package, path, document))
        templates = {item.get("ID"): item.get("BaseLoc", "") for item in document.iter("{*}TemplatePage")}
        for page in document.iterfind("{*}Pages/{*}Page"):
            content = package.xml(beside(path, page.get("BaseLoc", "")))
            used = [templates.get(item.get("TemplateID"), "") for item in content.iterfind("{*}Template")]
            layers = (*(package.xml(beside(path, location)) for location in used if location), content)
            yield _DrawnPage(layers, media)


def _media(package: Package, path: str, document: Element) -> Iterator[tuple[str | None, str]]:
    """The picture files by the names under which pages use them."""
    for tag in ("{*}PublicRes", "{*}DocumentRes"):
        for item in document.iter(tag):
            where = beside(path, item.text or "")
            resources = package.xml(where)
            folder = posixpath.join(where, "..", resources.get("BaseLoc", "")) + "/"
            for medium in resources.iter("{*}MultiMedia"):
                yield medium.get("ID"), beside(folder, medium.findtext("{*}MediaFile") or "")


def _broken(why: str) -> UnreadableSource:
    """The error for a file that contradicts the standard."""
    return UnreadableSource(f"这份 OFD 是坏的：{why}。请从原件重新导出或重新下载，再试一次。")
