"""What the words of an application must not be."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from gongkai.web.applications.models import Application

_TELLING = ("name", "contact", "agent", "identity_number", "phone", "email", "address")


def check_fields(**words: Any) -> None:
    """Raises ValidationError for a value that the row cannot hold."""
    errors = {}
    for name, value in words.items():
        found = Application._meta.get_field(name)  # noqa: SLF001  (Django's own name for its public interface)
        try:
            if value or not found.blank:
                found.clean(value, None)
        except ValidationError as error:
            errors[name] = error.error_list
    if errors:
        raise ValidationError(errors)


def check_names_nobody(summary: str, content: Mapping[str, Any]) -> None:
    """The summary stands on lists and in notices: whoever is named in the sealed words is not named in it.

    Raises ValidationError.
    """
    applicant = content.get("applicant", {})
    if any(len(applicant.get(name, "")) > 1 and applicant[name] in summary for name in _TELLING):
        said = "摘要里写了申请人的姓名、证件号码、联系方式或者住址。摘要会出现在清单和通知里，请只概括所申请的信息。"
        raise ValidationError({"summary": said})
