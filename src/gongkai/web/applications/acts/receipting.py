"""接收回执、查询码: the receipt that goes with a registration, and a new code for whoever lost his.

A code is told once and kept as a keyed digest alone. So the receipt in the file of the case is without it, and the copy
for the applicant is written when it is handed over, with the code that the page still holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.annual_report.errors import FontMissing
from gongkai.papers.errors import PaperError
from gongkai.papers.letters.draft import draft
from gongkai.regulation.citation import cite
from gongkai.regulation.errors import NotAllowed
from gongkai.web.applications import codes, sealing
from gongkai.web.applications.acts.doing import do
from gongkai.web.applications.acts.lettering import LetterLacks, make_letter
from gongkai.web.applications.letters.drafting import record_of
from gongkai.web.applications.letters.facts import facts_of
from gongkai.web.applications.letters.making import written
from gongkai.web.applications.models import Application
from gongkai.web.applications.recorded import said
from gongkai.web.audit.acting import Actor, together
from gongkai.web.files.errors import FileRefused

RECEIPT = "receipt_slip"
_IDENTITY = cite("PIP 50 [K]")


class Verified(StrEnum):
    """How staff made sure that it is the applicant who asks."""

    DOCUMENT_SEEN = "document_seen"
    CALLED_BACK = "called_back"
    IN_WRITING = "in_writing"
    AGENT = "agent"

    @property
    def label(self) -> str:
        """The Chinese words."""
        return {
            "document_seen": "当面核对身份证件原件", "called_back": "回拨登记的电话，核对登记的信息",
            "in_writing": "核对书面申请和证件复印件", "agent": "当面核对授权委托书和代理人的证件",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Receipt:
    """The receipt that was filed; number: 文号, empty where it could not be made; why: then what stood against it."""

    number: str = ""
    why: Sequence[str] = ()


def make_receipt(thing: Application, *, by: Actor, on: date) -> Receipt:
    """File the receipt, if it can be made: what it lacks keeps nobody from registering."""
    try:
        with together():
            made = make_letter(thing, by=by, on=on, letter=RECEIPT, given={})
    except LetterLacks as error:
        return Receipt(why=tuple(map(str, error.draft.missing)))
    except (PaperError, FontMissing, FileRefused) as error:
        return Receipt(why=(str(error),))
    return Receipt(str(made.values.get("number", "")))


def receipt_for(thing: Application, code: str) -> Mapping[str, bytes] | None:
    """The receipt that was filed last, with the code, as DOCX and PDF; None where none was filed. Nothing is kept.

    Raises NotAllowed for a code that is not the one of this application today.
    """
    if not thing.code_digest or thing.code_digest not in sealing.digests_of_code(codes.as_typed(code)):
        instead = "请从登记或者补发查询码的页面下载；查询码遗失的，核实身份以后补发。"
        raise NotAllowed("查询码不是这件申请现在的查询码。", _IDENTITY, instead)
    facts = facts_of(thing)
    row = facts.last("make_letter", letter=RECEIPT)
    if row is None:
        return None
    given = {**facts.sealed(row).get("given", {}), "query_code": codes.written(codes.as_typed(code))}
    record = record_of(facts, RECEIPT, on=row.on, given=given, number=said(row, "office")["number"])
    return written(thing, draft(RECEIPT, record), record, on=row.on)


def issue_code(
    thing: Application, *, by: Actor, on: date, verified: Verified, note: str = "", version: int | None = None
) -> str:
    """补发查询码, after it was made sure who asks: the new code, told once; the old one opens nothing any more.

    Raises NotAllowed where there is nothing to follow: no number yet, or the particulars are destroyed.
    """
    if not thing.number:
        raise NotAllowed("还没有登记编号，不能凭查询码查询。", _IDENTITY, "请先登记编号。")
    if thing.erased_on is not None:
        raise NotAllowed("个人信息已经销毁，无从核实申请人，也不再提供网上查询。", _IDENTITY, "")
    code = codes.new_code()
    office = {"verified": verified.value, "code_digest": sealing.digest_of_code(code)}
    do(thing, "issue_code", by=by, on=on, office=office, words={"note": note}, version=version)
    return code
