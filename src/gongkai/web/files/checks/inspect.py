"""The whole check of one file: size, type by content, name, and then what is inside of it."""

from collections.abc import Callable
from typing import IO

from gongkai.web.files.accepted import FileType, accepted, chosen, refused
from gongkai.web.files.checks import compound, open_document, packaged, pdf, pictures, plain, zipped
from gongkai.web.files.detect import type_of
from gongkai.web.files.errors import FileRefused
from gongkai.web.files.names import ending_of, refuse_deceiving

Look = Callable[[IO[bytes]], None]


def inspect(file: IO[bytes], name: str, *, size: int, types: tuple[FileType, ...] = ()) -> FileType:
    """The type of a file that may be taken in; its name is clean already. `types` narrows what is taken here.

    Raises FileRefused.
    """
    if size == 0:
        raise FileRefused("empty", "文件是空的，没有内容", "请确认文件已经保存好，再重新选择")
    refuse_deceiving(name)
    found = _taken(type_of(file), types or chosen())
    if size > found.limit:
        raise FileRefused(
            "size",
            f"{found.label}最大 {found.limit // 2**20} MB，这个文件有 {size / 2**20:,.1f} MB",
            "请降低扫描分辨率、压缩图片，或者分成几个文件再上传",
        )
    _refuse_lying_name(name, found)
    file.seek(0)
    _LOOKS[found.name](file)
    file.seek(0)
    return found


def _taken(name: str, types: tuple[FileType, ...]) -> FileType:
    found = accepted().get(name)
    if found is None:
        known = refused()[name]
        raise FileRefused("type", f"它是{known.label}，{known.why}", known.instead)
    if found not in types:
        raise FileRefused("type", f"它是{found.label}，这里不收", f"这里收{'、'.join(one.label for one in types)}")
    return found


def _refuse_lying_name(name: str, found: FileType) -> None:
    ending = ending_of(name)
    known = {word for one in accepted().values() for word in one.endings}
    if ending in found.endings or (ending not in known and not _is_like_an_ending(ending)):
        return
    raise FileRefused(
        "lying",
        f"文件名以“.{ending}”结尾，内容却是{found.label}",
        f"请确认选对了文件；如果没有选错，请把名称改成以“.{found.endings[0]}”结尾，再上传",
    )


def _is_like_an_ending(ending: str) -> bool:
    """附件1.doc ends so; 2024.5.3 and 县政府.通知 do not."""
    return 2 <= len(ending) <= 5 and ending.isascii() and ending.isalnum() and not ending.isdecimal()


def _member(file: IO[bytes], name: str, size: int) -> None:
    inspect(file, name, size=size)


_LOOKS: dict[str, Look] = {
    "pdf": pdf.look,
    "ofd": packaged.look,
    "docx": lambda file: packaged.look_word(file, _member),
    "xlsx": lambda file: packaged.look_excel(file, _member),
    "doc": compound.look,
    "xls": compound.look,
    "odf": open_document.look,
    "rtf": plain.look_rtf,
    "text": plain.look_text,
    "zip": lambda file: zipped.look(file, _member),
    **dict.fromkeys(("jpeg", "png", "tiff", "gif", "bmp"), pictures.look),
}
