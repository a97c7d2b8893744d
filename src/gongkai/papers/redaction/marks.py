"""The words on the black: 第十五条 in white, drawn once by typst and fitted into every box that has room for them."""

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import typst
from PIL import Image

from gongkai.annual_report.writers.fonts import at_hand, families

_PPI = 300
_ROOM = 0.8
_SMALLEST = 9
"""Below so many pixels of height nobody reads a mark: the box stays plain black."""
BLACK = 0


def marks_for(texts: Iterable[str], font_folders: tuple[Path, ...] = ()) -> dict[str, bytes]:
    """Each text as a PNG, white on black. Raises FontMissing where no font shows Chinese."""
    return {text: _mark(text, font_folders) for text in sorted(set(texts))}


@cache
def _mark(text: str, font_folders: tuple[Path, ...]) -> bytes:
    source = (
        "#set page(width: auto, height: auto, margin: 0pt, fill: black)\n"
        "#set text(fill: white, size: 40pt, font: json(bytes(sys.inputs.faces)), "
        'top-edge: "bounds", bottom-edge: "bounds")\n#sys.inputs.text'
    )
    faces = str(list(families(font_folders)["heading"])).replace("'", '"')
    png = typst.compile(
        source.encode(),
        format="png",
        ppi=_PPI,
        font_paths=at_hand(font_folders),
        ignore_system_fonts=True,
        sys_inputs={"text": text, "faces": faces},
    )
    out = BytesIO()
    Image.open(BytesIO(png)).convert("L").save(out, "PNG", optimize=True)
    return out.getvalue()


def covered(width: int, height: int, mark: bytes | None) -> Image.Image:
    """What stands in a box of this size: black, with the mark in its middle where there is room."""
    cover = Image.new("L", (width, height), BLACK)
    if mark is None:
        return cover
    picture = Image.open(BytesIO(mark))
    scale = min(_ROOM * width / picture.width, _ROOM * height / picture.height)
    size = int(picture.width * scale), int(picture.height * scale)
    if min(size) >= _SMALLEST:
        cover.paste(picture.resize(size, Image.Resampling.LANCZOS), ((width - size[0]) // 2, (height - size[1]) // 2))
    return cover


Marks = Mapping[str, bytes]
