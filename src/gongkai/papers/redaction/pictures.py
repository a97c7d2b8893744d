"""Redacting scans and photographs: decoded, painted, encoded anew as pixels and nothing else."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from gongkai.papers.errors import BadFile, NotRemoved
from gongkai.papers.redaction.box import Box, check
from gongkai.papers.redaction.marks import Marks
from gongkai.papers.redaction.pages import LIMIT, MOST_PAGES, MOST_PIXELS
from gongkai.papers.redaction.painting import paint
from gongkai.papers.redaction.verify import check_painted

KINDS = ("PNG", "JPEG", "TIFF")
_QUALITY = 90
_KEPT = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "compression", "dpi", "resolution"}
"""What an encoder of ours writes about the pixels themselves."""


def frames_of(data: bytes) -> tuple[str, list[Image.Image]]:
    """The kind of picture and its pages as they are shown. Raises BadFile."""
    if len(data) > LIMIT:
        raise BadFile(f"图片有{len(data) >> 20}MB，最多处理{LIMIT >> 20}MB。请缩小后再处理。")
    try:
        with Image.open(BytesIO(data), formats=KINDS) as picture:
            return str(picture.format), list(_frames(picture))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, Image.DecompressionBombError):
            raise _too_large() from None
        raise BadFile("文件不是 PNG、JPEG、TIFF 图片，或者已经损坏，打不开。请核对文件，或者另存一次后再试。") from None


def redact_frames(kind: str, frames: Sequence[Image.Image], boxes: Sequence[Box], marks: Marks) -> bytes:
    """The pages with their boxes painted, in the same kind of file. Raises BadValue for a box beside its page."""
    check(boxes, [(float(frame.width), float(frame.height)) for frame in frames])
    for number, frame in enumerate(frames, 1):
        paint(frame, [box for box in boxes if box.page == number], 1.0, marks)
    out = BytesIO()
    if kind == "TIFF":
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], compression="tiff_deflate")
    else:
        frames[0].save(out, kind, **({"quality": _QUALITY, "subsampling": 0} if kind == "JPEG" else {}))
    return out.getvalue()


def verify_frames(result: bytes, boxes: Sequence[Box], marks: Marks) -> None:
    """Raises NotRemoved where the new file shows something in a box, or carries anything but pixels."""
    kind, frames = frames_of(result)
    with Image.open(BytesIO(result)) as picture:
        told = {key for key in picture.info if key not in _KEPT}
        if told or (kind != "TIFF" and len(picture.getexif())):
            raise NotRemoved("遮挡后的图片带有附加信息，没有交付。请重新遮挡。")
    for number, frame in enumerate(frames, 1):
        here = [box for box in boxes if box.page == number]
        if here:
            check_painted(frame, here, 1.0, marks)


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
        if number > MOST_PAGES:
            raise BadFile(f"图片超过{MOST_PAGES}页，不能处理。请拆分后再处理。")
        if frame.width * frame.height > MOST_PIXELS:
            raise _too_large()
        yield _plain(ImageOps.exif_transpose(frame) or frame)


def _plain(frame: Image.Image) -> Image.Image:
    """The pixels on white, without what came with them."""
    if frame.mode in {"1", "L", "I;16", "I", "F"}:
        mode = "L"
    elif frame.has_transparency_data:
        rgba = frame.convert("RGBA")
        frame, mode = Image.alpha_composite(Image.new("RGBA", frame.size, "white"), rgba), "RGB"
    else:
        mode = "RGB"
    converted = frame.convert(mode)
    return Image.frombytes(mode, converted.size, converted.tobytes())


def _too_large() -> BadFile:
    return BadFile(f"图片超过{MOST_PIXELS // 1_000_000}00万像素，不能处理。请降低分辨率后再试。")
