"""All reads of letter templates."""

from datetime import date

from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.organs.models import Organ
from gongkai.web.stationery.models import LetterTemplate


def own_template(organ: Organ, letter: str, *, on: date, choice: str = "") -> bytes | None:
    """The organ's own template that is in use on that day; None where it has none. Raises ContentMissing."""
    row = LetterTemplate.objects.filter(organ=organ, letter=letter, choice=choice, state="in_use").first()
    if row is None or row.file is None or (row.since and row.since > on):
        return None
    with content_of(StoredFile.objects.get(pk=row.file)) as content:
        return b"".join(content)


def templates_of(organ: Organ) -> dict[tuple[str, str], LetterTemplate]:
    """The organ's own templates, by letter and choice."""
    return {(row.letter, row.choice): row for row in LetterTemplate.objects.filter(organ=organ)}
