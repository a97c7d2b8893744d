"""水印 on copies of PDFs that hold personal data (PIP 51): who took it, when, the number of the look.

What is stored stays as it is, byte for byte; only the copy is written anew. Other types (DOCX, OFD, pictures, archives)
are given as they are: a mark in them is either removed with one click or spoils the original; the look is written down
all the same. An electronic seal in a marked copy no longer verifies; the stored original's does.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from gongkai.annual_report.errors import FontMissing
from gongkai.papers.errors import PaperError
from gongkai.papers.watermark.service import marked
from gongkai.web.audit.models import Look
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile

log = logging.getLogger("gongkai.files")
PDF = "pdf"
MOST = 64 << 20
"""A larger file would hold up the page and the machine: it is given as it is."""
FOR_SENDING = "sending"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a kind of thing says of its files: whether its organ wants marks, and which files go out to people, who get
    them without any."""

    is_wanted: Callable[[StoredFile], bool]
    goes_out: Callable[[StoredFile], bool]


_rules: dict[str, Rule] = {}


def register_rule(kind: str, rule: Rule) -> None:
    """Say at the start when the files of a kind of thing are marked."""
    _rules[kind] = rule


def is_marked(file: StoredFile, *, use: str = "") -> bool:
    """Whether staff get a marked copy. use: FOR_SENDING for the one that is sent."""
    rule = _rules.get(file.stream_kind)
    if rule is None or not file.holds_personal_data or file.type != PDF or file.size > MOST:
        return False
    return rule.is_wanted(file) and not is_for_sending(file, use)


def is_for_sending(file: StoredFile, use: str) -> bool:
    """Whether it is asked for to be sent, and is one that goes out."""
    rule = _rules.get(file.stream_kind)
    return use == FOR_SENDING and rule is not None and rule.goes_out(file)


def marked_copy(file: StoredFile, look: Look) -> bytes | None:
    """The copy for the person of the look; None where the file cannot be written anew. Raises ContentMissing."""
    with content_of(file) as content:
        data = b"".join(content)
    return with_mark(data, look)


def with_mark(data: bytes, look: Look) -> bytes | None:
    """The same for a PDF that is made just now."""
    try:
        return marked(data, words_of(look), font_folders=settings.FONT_FOLDERS)
    except (PaperError, FontMissing) as error:
        log.warning("look %s: no mark on the copy: %s", look.pk, error)
        return None


def words_of(look: Look) -> str:
    """李科员 2025-03-20 09:30 查看记录第12号."""
    at = timezone.localtime(look.at).strftime("%Y-%m-%d %H:%M")
    return f"{look.user.name} {at} 查看记录第{look.pk}号 仅供办理使用"
