"""Pictures: whole, and not so large once unpacked that they would fill the memory of whoever opens them."""

import warnings
from typing import IO

from PIL import Image, UnidentifiedImageError

from gongkai.web.files.detect import PICTURES
from gongkai.web.files.errors import FileRefused

PIXELS = 120_000_000
"""A sheet of A3 at 600 dpi has 70 million."""
FRAMES = 1_000


def look(file: IO[bytes]) -> None:
    """Raises FileRefused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=PICTURES) as picture:
                _refuse_size(picture)
                picture.verify()
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused("damaged", "图片打不开，已经损坏", "请重新导出或者重新拍照后再上传") from error


def _refuse_size(picture: Image.Image) -> None:
    if picture.width * picture.height > PIXELS:
        raise _too_large(f"（{picture.width:,} × {picture.height:,} 像素）")
    if getattr(picture, "n_frames", 1) > FRAMES:
        raise FileRefused("picture_size", f"图片超过 {FRAMES:,} 页", "请分成几个文件再上传")


def _too_large(how: str = "") -> FileRefused:
    return FileRefused("picture_size", f"图片的尺寸太大{how}，最多 {PIXELS:,} 像素", "请缩小或者降低扫描分辨率后再上传")
