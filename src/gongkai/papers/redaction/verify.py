"""Checking a redacted copy against its original: nothing of what was covered is left, in no place where it could hide.

Four proofs, each by reading the finished file anew:
1. text: every character that the copy gives out is one that the original shows, at its place, outside all boxes;
2. pixels: inside every box the picture is what was painted there;
3. structure: the file has pages, pictures, text drawings and a font, one revision, and no other kind of object;
4. bytes: no run of covered characters stands in the file or in any of its streams, in any usual encoding.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO

import pikepdf
from PIL import Image, ImageChops

from gongkai.papers.errors import NotRemoved
from gongkai.papers.redaction.actual_text import without_replacements
from gongkai.papers.redaction.box import Box
from gongkai.papers.redaction.marks import Marks
from gongkai.papers.redaction.pages import DPI, Glyph, glyphs_of, opened, page_of, pixels_of
from gongkai.papers.redaction.painting import Area, area_of, expected

_SCALE = DPI / 72
_RUN, _SHORT = 4, 2
"""How long a stretch is that does not stand anywhere by chance; and one that is worth a warning."""
_AWAY = 64
"""How far, of 255, a painted pixel may be from black or white after JPEG."""
_ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030")
_CATALOGUE = {"/Type", "/Pages"}
_TRAILER = {"/Size", "/Root", "/ID"}
_PAGE = {"/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"}
_RESOURCES = {"/XObject", "/Font"}


def verify_redaction(original: bytes, result: bytes, boxes: Sequence[Box], marks: Marks) -> None:
    """Raises NotRemoved, with what is left and where, unless the copy passes all four proofs."""
    with opened(without_replacements(original) or original) as source, opened(result) as copy:
        if len(source) != len(copy):
            raise NotRemoved(f"遮挡后的文件有{len(copy)}页，原件有{len(source)}页，没有交付。请重新遮挡。")
        runs: set[str] = set()
        for index in range(len(source)):
            page, redacted = page_of(source, index), page_of(copy, index)
            areas = [area_of(box, _SCALE, pixels_of(page)) for box in boxes if box.page == index + 1]
            mine = glyphs_of(page)
            _check_text(mine, glyphs_of(redacted), areas, index + 1)
            runs |= set(_runs(mine, areas, _RUN))
    with pikepdf.open(BytesIO(result)) as pdf:
        _check_structure(pdf, result)
        _check_pixels(pdf, boxes, marks)
        _check_bytes(pdf, result, runs)


def _check_text(mine: Sequence[Glyph], theirs: Sequence[Glyph], areas: Sequence[Area], number: int) -> None:
    outside: dict[str, list[Glyph]] = {}
    for glyph in mine:
        if not any(glyph.touches(*area) for area in areas):
            outside.setdefault(glyph.char, []).append(glyph)
    for glyph in theirs:
        if not any(_same_place(glyph, other) for other in outside.get(glyph.char, ())):
            raise NotRemoved(f"遮挡后的文件第{number}页仍能读出被遮挡的文字，没有交付。请重新遮挡，或者不保留文字层。")


def _same_place(one: Glyph, other: Glyph) -> bool:
    across = abs((one.left + one.right) - (other.left + other.right)) / 2
    down = abs((one.top + one.bottom) - (other.top + other.bottom)) / 2
    return across <= max(3, (other.right - other.left) / 2) and down <= max(3, other.bottom - other.top)


def _runs(glyphs: Sequence[Glyph], areas: Sequence[Area], shortest: int) -> Iterator[str]:
    """The stretches of covered characters, in the order of the text, that are no shorter than that."""
    text = "".join(glyph.char if any(glyph.is_in(*area) for area in areas) else "\n" for glyph in glyphs)
    return (run for run in text.split("\n") if len(run) >= shortest)


def _check_structure(pdf: pikepdf.Pdf, result: bytes) -> None:
    foreign = [*_foreign(pdf.Root, _CATALOGUE), *_foreign(pdf.trailer, _TRAILER)]
    for page in pdf.pages:
        foreign += _foreign(page.obj, _PAGE)
        foreign += _foreign(page.obj.Resources, _RESOURCES)
    if result.count(b"startxref") != 1:
        foreign.append("/Prev")
    if foreign:
        raise NotRemoved(f"遮挡后的文件里有不应有的内容（{'、'.join(sorted(set(foreign)))}），没有交付。请重新遮挡。")


def _foreign(held: pikepdf.Object, known: set[str]) -> list[str]:
    return [str(key) for key in held.keys() if key not in known]  # noqa: SIM118 (a PDF object is no mapping)


def _check_pixels(pdf: pikepdf.Pdf, boxes: Sequence[Box], marks: Marks) -> None:
    for number, page in enumerate(pdf.pages, 1):
        here = [box for box in boxes if box.page == number]
        if not here:
            continue
        stored = page.obj.Resources.XObject.P
        if not isinstance(stored, pikepdf.Stream):
            raise NotRemoved(f"遮挡后的文件第{number}页没有图像，没有交付。请重新遮挡。")
        picture = pikepdf.PdfImage(stored).as_pil_image().convert("L")
        check_painted(picture, here, _SCALE, marks)


def check_painted(picture: Image.Image, boxes: Sequence[Box], scale: float, marks: Marks) -> None:
    """Raises NotRemoved where a box shows anything but its paint."""
    for area, cover in expected(boxes, scale, picture.size, marks):
        difference = ImageChops.difference(picture.convert("L").crop(area), cover).getextrema()
        if isinstance(difference[1], int | float) and difference[1] > _AWAY:
            raise NotRemoved(f"第{boxes[0].page}页的遮挡框没有涂满，没有交付。请重新遮挡。")


def _check_bytes(pdf: pikepdf.Pdf, result: bytes, runs: Iterable[str]) -> None:
    needles = {run.encode(encoding, "ignore"): run for run in runs for encoding in _ENCODINGS}
    needles = {needle: run for needle, run in needles.items() if len(needle) >= _RUN}
    if not needles:
        return
    for hay in (result, *_streams(pdf)):
        for needle in needles:
            if needle in hay:
                raise NotRemoved("遮挡后的文件的数据里仍有被遮挡的文字，没有交付。请重新遮挡，或者不保留文字层。")


def _streams(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """What the streams say when unpacked. The samples of pictures are checked as pixels, not as text."""
    for held in pdf.objects:
        if isinstance(held, pikepdf.Stream) and held.get("/Subtype") != pikepdf.Name.Image:
            yield held.read_bytes()


def still_elsewhere(original: bytes, boxes: Sequence[Box]) -> Mapping[str, tuple[int, ...]]:
    """Covered runs that the original also shows where no box lies, run → pages: most likely forgotten there."""
    with opened(original) as source:
        pages = [glyphs_of(page_of(source, index)) for index in range(len(source))]
        sizes = [pixels_of(page_of(source, index)) for index in range(len(source))]
    areas = [
        [area_of(box, _SCALE, size) for box in boxes if box.page == number] for number, size in enumerate(sizes, 1)
    ]
    runs = {run for glyphs, here in zip(pages, areas, strict=True) for run in _runs(glyphs, here, _SHORT)}
    shown = [
        "".join(glyph.char if not any(glyph.touches(*area) for area in here) else "\n" for glyph in glyphs)
        for glyphs, here in zip(pages, areas, strict=True)
    ]
    found = {run: tuple(number for number, text in enumerate(shown, 1) if run in text) for run in runs}
    return {run: numbers for run, numbers in sorted(found.items()) if numbers}
