"""The words of an e-mail and of a message. Neither holds a name, what is asked for, or the code."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from gongkai.web.applications.models import Application
from gongkai.web.apply.track.steps import Told


def letter(thing: Application, step: Told) -> tuple[str, str]:
    """Subject and body of an e-mail."""
    subject = f"{settings.SITE_NAME}：编号 {thing.number} 的申请有新进展"
    words = {"thing": thing, "step": step, "address": _address(), "site": settings.SITE_NAME}
    return subject, render_to_string("track/mail.txt", words)


def message(thing: Application, act: str, step: Told, applicant: Mapping[str, str]) -> dict[str, Any]:
    """What the gateway is told. It reaches him by phone, so his number goes along; nothing else of him does."""
    text = f"【{settings.SITE_NAME}】编号 {thing.number}：{step.mail}请凭查询码到 {_address()} 查看。"
    return {
        "number": thing.number, "organ": thing.organ.code, "act": act, "asks": step.asks, "text": text,
        "phone": applicant.get("phone", ""),
    }  # fmt: skip


def _address() -> str:
    return f"{settings.SITE_ADDRESS}{reverse('track:door')}"
