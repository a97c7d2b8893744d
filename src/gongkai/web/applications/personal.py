"""The columns of the list that hold personal data: only in files, for whoever says what for (PIP 51, 54)."""

from collections.abc import Mapping, Sequence

from gongkai.web.applications import sealing
from gongkai.web.applications.models import Application
from gongkai.web.office.worklist import Personal

_APPLICANT = {
    "申请人": "name",
    "证件号码": "identity_number",
    "联系电话": "phone",
    "电子邮箱": "email",
    "通信地址": "address",
}
_ASKED = "申请内容"


def of_applicants() -> Personal:
    """Applicant and what is asked for, as they were entered."""
    return Personal("申请人姓名、证件、联系方式和申请内容", (*_APPLICANT, _ASKED), _read)


def _read(rows: Sequence[Application]) -> Mapping[int, Sequence[str]]:
    """One question for all of them. Where the words were destroyed, nothing."""
    opened = sealing.opened(row.particulars for row in rows if row.particulars)
    found: dict[int, Sequence[str]] = {}
    for row in rows:
        content = opened.get(str(row.particulars), {})
        applicant, items = content.get("applicant", {}), content.get("items", ())
        asked = "；".join(item.get("description", "") for item in items)
        found[row.pk] = (*(applicant.get(name, "") for name in _APPLICANT.values()), asked)
    return found
