"""A letter (邮件) on its way out of the house. Never sent inside a transaction: a mail server may take its time."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage


def send_letter(key: str, *, to: str, subject: str, body: str) -> None:
    """Hand it to the mail server. The key makes the Message-ID: where a kill lets it go out twice, both are the same
    letter to servers and programs that look (RFC 5322, 3.6.4). Raises what the mail server or the network raises."""
    EmailMessage(subject, body, to=[to], headers={"Message-ID": _message_id(key)}).send()


def _message_id(key: str) -> str:
    """Says nothing of the key to those on its way."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    return f"<{hashlib.sha256(f'{settings.SECRET_KEY} {key}'.encode()).hexdigest()[:40]}@{host}>"
