"""To whom an application may go (Art 27), and how its office is reached (Art 12)."""

from collections.abc import Mapping, Sequence
from datetime import date

from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import as_of
from gongkai.web.rules.queries import settings_of

_MOST = 30
CONTACT = {
    "office": "公开工作机构", "address": "地址", "hours": "办公时间", "phone": "电话", "fax": "传真",
    "email": "电子邮箱", "postcode": "邮政编码",
}  # fmt: skip


def organs_named(words: str) -> Sequence[Organ]:
    """Organs that work today and whose names hold these words, higher ones first."""
    return list(Organ.objects.filter(name__contains=words[:40], state="active").order_by("depth", "path")[:_MOST])


def takes_applications(organ: Organ) -> bool:
    """Whether it is there still; who went on with the duties of one that is not, is told on the page."""
    return organ.state == "active"


def how_long_kept(organ: Organ, on: date) -> str:
    """How long what an applicant wrote is kept, by the organ's setting of today, in words (PIP 17)."""
    months = settings_of(organ, on=on).months_kept("keep_personal_data")
    if months is None:
        return "长期保存"
    years, rest = divmod(months, 12)
    return f"办结以后保存 {f'{years} 年' if not rest else f'{months} 个月'}，到期销毁"


def contact_of(organ: Organ, on: date) -> Mapping[str, str]:
    """How its disclosure office is reached, label → words; empty where the organ has not said so."""
    version = as_of(organ, on)
    contact = version.contact if version is not None else {}
    return {label: contact[key] for key, label in CONTACT.items() if contact.get(key)}
