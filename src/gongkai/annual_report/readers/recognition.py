"""The text and the ruling lines of a picture. Needs the extra `ocr` (its models come inside the package's wheel).

The picture is brought to one size and turned upright, its ruling lines are found in the pixels, and every piece of text
between them is recognised by itself, so that no text reaches over two cells. A cell with ink in which the search for
text found none (a lone 0, often) is recognised as well: what is printed is never taken for a blank.
"""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from rapidocr_onnxruntime import RapidOCR

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.geometry.grid import grids_of
from gongkai.annual_report.readers.geometry.page import Page, Word
from gongkai.annual_report.readers.ink import (
    MARGIN,
    POINTS,
    SHORT_SIDE,
    Piece,
    Pixels,
    between_rules,
    dark_pixels,
    joins,
    overlooked,
    ruling_lines,
)

_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_MOST_PIXELS = 60_000_000
_MOST_PAGES = 61
_TOO_LARGE = f"图片太大{{}}，超过 {_MOST_PIXELS // 10**6} 百万像素的上限。请以 300 DPI 以下重新扫描。"
_LONGEST = 4
"""A picture more than this many times as long as wide is no page."""
_SMALLER = 0.6
_TALLER = 1.5
_SIDEWAYS = 0.6
"""The share of tall boxes from which the page lies on its side."""
_SAMPLES = 24
_EM = 0.72
"""Of a found box's height: the width of a full-width character."""
_LOOKALIKES = str.maketrans({"O": "0", "o": "0", "〇": "0", "○": "0", "D": "0", "Q": "0", "l": "1", "I": "1", "|": "1"})
_SPECKS = "., ·'`-_:;，。、"
_GUESSED = 0.5
"""How sure a number is that was recognised as letters that look like digits."""
_LONGEST_NUMBER = 10
UNREADABLE = "〔未识别〕"


def pictures_of(data: bytes) -> Iterator[Pixels]:
    """The pages of a picture file. Raises UnreadableSource for a broken one and one of too many pixels."""
    try:
        with warnings.catch_warnings():  # our own limit is lower than the one that is warned of
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=_FORMATS)
        with image:
            for frame, _ in zip(ImageSequence.Iterator(image), range(_MOST_PAGES), strict=False):
                _require_bearable(*frame.size)
                upright = ImageOps.exif_transpose(frame).convert("RGB")
                yield cv2.cvtColor(np.asarray(upright), cv2.COLOR_RGB2BGR)
    except Image.DecompressionBombError as error:
        raise UnreadableSource(_TOO_LARGE.format("")) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableSource(
            "这张图片是坏的，或者不是常见的格式（PNG、JPEG、TIFF）。请重新扫描或导出，再试一次。"
        ) from error


def _require_bearable(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS:
        raise UnreadableSource(_TOO_LARGE.format(f"（{width:,} × {height:,} 像素）"))


def pages_of(picture: Pixels, number: int) -> list[Page]:
    """What stands on the picture of a page; nothing on one that is far too long or narrow for a page."""
    height, width = picture.shape[:2]
    _require_bearable(width, height)
    if max(height, width) > _LONGEST * min(height, width):
        return []
    upright, boxes = _upright(_scaled(picture))
    dark = dark_pixels(upright)
    across = ruling_lines(dark, horizontal=True)
    down = tuple(rule for rule in ruling_lines(dark, horizontal=False) if joins(rule, across))
    bare = Page(number, (), across, down)
    pieces = [part for box in boxes for part in between_rules(box, down)]
    pieces += overlooked(dark, grids_of(bare), pieces)
    return [Page(number, tuple(_words(upright, pieces)), across, down)]


@cache
def _engine() -> Any:
    return RapidOCR(rec_img_shape=[3, 48, 160])


def _scaled(picture: Pixels) -> Pixels:
    scale = SHORT_SIDE / min(picture.shape[:2])
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)


def _upright(picture: Pixels) -> tuple[Pixels, list[Piece]]:
    """The picture turned so that its text runs from left to right, and where its text stands."""
    boxes = _boxes(picture)
    tall = [box for box in boxes if box.y1 - box.y0 > _TALLER * (box.x1 - box.x0)]
    if boxes and _area(tall) > _SIDEWAYS * _area(boxes):
        picture = cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE)
        boxes = _boxes(picture)
    if _is_upside_down(picture, boxes):
        picture = cv2.rotate(picture, cv2.ROTATE_180)
        boxes = _boxes(picture)
    angle = _slant(picture)
    if abs(angle) > 0.05:
        picture = _levelled(picture, angle)
        boxes = _boxes(picture)
    return picture, boxes


def _area(boxes: Iterable[Piece]) -> int:
    return sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in boxes)


def _boxes(picture: Pixels) -> list[Piece]:
    """Where text stands, found on a smaller picture: that takes a third of the time."""
    small = cv2.resize(picture, None, fx=_SMALLER, fy=_SMALLER, interpolation=cv2.INTER_AREA)
    found, _ = _engine().text_det(small)
    height, width = picture.shape[:2]
    return [
        Piece(
            max(0, int(min(x for x, _ in box) / _SMALLER)),
            max(0, int(min(y for _, y in box) / _SMALLER)),
            min(width, int(max(x for x, _ in box) / _SMALLER) + 1),
            min(height, int(max(y for _, y in box) / _SMALLER) + 1),
        )
        for box in (found if found is not None else ())
    ]


def _is_upside_down(picture: Pixels, boxes: Sequence[Piece]) -> bool:
    """The widest pieces of text mostly stand on their heads."""
    widest = sorted(boxes, key=lambda box: box.x0 - box.x1)[:_SAMPLES]
    if not widest:
        return False
    _, labels, _ = _engine().text_cls([_cut(picture, box) for box in widest])
    turned = [label for label, _ in labels if label == "180"]
    return len(turned) * 2 > len(widest)


def _cut(picture: Pixels, box: Piece) -> Pixels:
    return picture[box.y0 : box.y1, box.x0 : box.x1]


def _slant(picture: Pixels) -> float:
    """By how many degrees the long lines of the page lean from the level, 0 where there are none."""
    lines = cv2.HoughLinesP(dark_pixels(picture), 1, np.pi / 3600, 300, minLineLength=SHORT_SIDE // 4, maxLineGap=8)
    if lines is None:
        return 0.0
    ends = lines.reshape(-1, 4).astype(float)
    angles = np.degrees(np.arctan2(ends[:, 3] - ends[:, 1], ends[:, 2] - ends[:, 0]))
    level = angles[np.abs(angles) < 10]
    return float(np.median(level)) if len(level) else 0.0


def _levelled(picture: Pixels, angle: float) -> Pixels:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))


def _words(picture: Pixels, pieces: Sequence[Piece]) -> Iterator[Word]:
    for piece, (text, sure) in zip(pieces, _recognised(picture, pieces), strict=True):
        high = piece.y1 - piece.y0
        margin = high * MARGIN
        x0, y0, x1, y1 = (
            place * POINTS for place in (piece.x0 + margin, piece.y0 + margin, piece.x1 - margin, piece.y1 - margin)
        )
        yield Word(text or UNREADABLE, x0, y0, x1, y1, high * _EM * POINTS, False, sure if text else 0.0)


def _recognised(picture: Pixels, pieces: Sequence[Piece]) -> list[tuple[str, float]]:
    """The text of every piece, and how sure it is. What may be a number is read twice: the second time smoothed,
    and it is sure only where both readings agree."""
    if not pieces:
        return []
    found = [_as_number(text.strip(), float(sure)) for text, sure in _engine().text_rec(_cuts(picture, pieces))[0]]
    numbers = [index for index, (text, _) in enumerate(found) if len(text) <= _LONGEST_NUMBER]
    if numbers:
        smooth = [_smooth(cut) for cut in _cuts(picture, [pieces[index] for index in numbers])]
        for index, (text, _) in zip(numbers, _engine().text_rec(smooth)[0], strict=True):
            shown, sure = found[index]
            if _as_number(text.strip(), sure)[0] != shown:
                found[index] = (shown, min(sure, _GUESSED))
    return found


def _cuts(picture: Pixels, pieces: Iterable[Piece]) -> list[Pixels]:
    return [_cut(picture, piece) for piece in pieces]


def _smooth(cut: Pixels) -> Pixels:
    """The same piece without grain, from full black to full white."""
    soft = cv2.GaussianBlur(cv2.medianBlur(cut, 3), (3, 3), 0)
    return cv2.normalize(soft, np.empty_like(soft), 0, 255, cv2.NORM_MINMAX)


def _as_number(text: str, sure: float) -> tuple[str, float]:
    """A number, where letters that look like its digits or specks around them were recognised: then it is not sure."""
    digits = text.translate(_LOOKALIKES).strip(_SPECKS)
    if digits != text and digits.isascii() and digits.replace(".", "", 1).isdigit():
        return digits, min(sure, _GUESSED)
    return text, sure
