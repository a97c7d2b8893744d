"""The head of an organ's letters on a day: what it set itself, and for the rest what the directory held that day."""

from dataclasses import dataclass
from datetime import date

from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import as_of
from gongkai.web.rules.queries import settings_of


@dataclass(frozen=True, slots=True)
class LetterHead:
    """发文机关标志 above, the signature and how to reach the office (Art 12) below. title is the red line on top."""

    name: str
    title: str
    mark: str
    address: str
    postcode: str
    phone: str
    contact: str
    seal: str


def letter_head_of(organ: Organ, *, on: date) -> LetterHead:
    """As letters of that day carry it."""
    held, then = settings_of(organ, on=on), as_of(organ, on)
    known = then.contact if then else {}
    name = held["head_name"] or (then.name if then else organ.name)
    return LetterHead(
        name=name,
        title=held["head_title"] or name,
        mark=held["head_mark"] or (then.short_name if then else organ.short_name) or name,
        address=held["head_address"] or known.get("address", ""),
        postcode=held["head_postcode"] or known.get("postcode", ""),
        phone=held["head_phone"] or known.get("phone", ""),
        contact=held["head_contact"] or known.get("office", ""),
        seal=held["head_seal"],
    )
