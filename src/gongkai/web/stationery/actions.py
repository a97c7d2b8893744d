"""Acts on letter templates. All raise what `perform` does, and BadTemplate for a file that cannot be used."""

from datetime import date

from gongkai.papers.errors import BadTemplate
from gongkai.papers.own_templates.check import check_template
from gongkai.web.accounts.models import User
from gongkai.web.audit.acting import Actor, perform, together
from gongkai.web.files.giving import content_of
from gongkai.web.files.models import StoredFile
from gongkai.web.files.receiving import Accepted, attach
from gongkai.web.organs.models import Organ
from gongkai.web.stationery.models import LetterTemplate


def choice_of(choice: str) -> dict[str, str] | None:
    """What gongkai.papers is told of a reply's outcome and finding."""
    outcome, _, finding = choice.partition("/")
    return {"outcome": outcome, "finding_key": finding} if finding else None


def adopt_template(
    organ: Organ, letter: str, accepted: Accepted, *, by: Actor, on: date, choice: str = ""
) -> LetterTemplate:
    """启用本机关模板."""
    row = LetterTemplate(organ=organ, letter=letter, choice=choice)
    with together():
        file = _attached(row, accepted, by=by, on=on)
        data = {"organ": organ.code, "letter": letter, "choice": choice, "file": str(file.pk), "sha256": file.sha256}
        perform(act="adopt_template", thing=row, by=by, on=on, data=data)
    return row


def replace_template(
    row: LetterTemplate, accepted: Accepted, *, by: Actor, on: date, version: int | None = None
) -> None:
    """更换本机关模板."""
    with together():
        file = _attached(row, accepted, by=by, on=on)
        data = {"file": str(file.pk), "sha256": file.sha256}
        perform(act="replace_template", thing=row, by=by, on=on, data=data, expected_version=version)


def withdraw_template(row: LetterTemplate, *, by: Actor, on: date, version: int | None = None) -> None:
    """停用本机关模板."""
    perform(act="withdraw_template", thing=row, by=by, on=on, expected_version=version)


def _attached(row: LetterTemplate, accepted: Accepted, *, by: Actor, on: date) -> StoredFile:
    user = by if isinstance(by, User) else None
    file = attach(accepted, to=row, organ=row.organ, purpose="文书模板", by=user)
    with content_of(file) as content:
        problems = check_template(b"".join(content), row.letter, on=on, choice=choice_of(row.choice))
    if problems:
        raise BadTemplate(problems)
    return file
