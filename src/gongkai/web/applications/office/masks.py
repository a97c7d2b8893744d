"""Personal data as pages show it first: enough to tell two people apart, not enough to know one."""

from collections.abc import Callable, Mapping

from gongkai.web.applications.words import APPLICANT


def name(text: str) -> str:
    """张*；the name of an organisation keeps its beginning and its end: 青石****事务所."""
    if len(text) <= 4:
        return text[:1] + "*" * (len(text) - 1)
    return text[:2] + "*" * (len(text) - 5) + text[-3:] if len(text) > 6 else text[:2] + "*" * (len(text) - 2)


def number(text: str) -> str:
    """4101**********1234."""
    return text[:4] + "*" * (len(text) - 8) + text[-4:] if len(text) > 11 else text[:1] + "*" * (len(text) - 1)


def phone(text: str) -> str:
    """138****5678."""
    return text[:3] + "*" * (len(text) - 7) + text[-4:] if len(text) > 7 else "*" * len(text)


def email(text: str) -> str:
    """s***@example.cn."""
    who, _, where = text.partition("@")
    return f"{who[:1]}***@{where}"


def address(text: str) -> str:
    """The beginning: the city, not the house."""
    return text[:3] + "*" * max(len(text) - 3, 0)


_MASKS: Mapping[str, Callable[[str], str]] = {
    "name": name, "identity_number": number, "phone": phone, "email": email, "address": address, "contact": name,
    "agent": name,
}  # fmt: skip


def masked(applicant: Mapping[str, str]) -> list[tuple[str, str]]:
    """Label and masked words of what is there."""
    return [(label, _MASKS[key](applicant[key])) for key, label in APPLICANT.items() if applicant.get(key)]


def plain(applicant: Mapping[str, str]) -> list[tuple[str, str]]:
    """Label and words, for someone whose look was written down."""
    return [(label, applicant[key]) for key, label in APPLICANT.items() if applicant.get(key)]
