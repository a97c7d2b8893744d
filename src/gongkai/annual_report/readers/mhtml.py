"""A page that a browser saved as one file (MHTML, .mht) to the page itself."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from gongkai.annual_report.errors import UnreadableSource
from gongkai.annual_report.readers.blocks import Source
from gongkai.annual_report.readers.decode import LIMIT, refuse_larger
from gongkai.annual_report.readers.html import source_of_html


def source_of_mhtml(data: bytes) -> Source:
    """What the page of such a file holds: the largest, where frames have pages of their own.

    Raises UnreadableSource for a file without a page.
    """
    refuse_larger(data, LIMIT)
    message = message_from_bytes(data, policy=policy.default)
    parts = [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html"]
    pages = [part for part in parts if isinstance(part, bytes)]
    if not isinstance(message, EmailMessage) or not pages:
        raise UnreadableSource("这是网页归档（MHT），但里面没有网页。请用浏览器重新保存后再试。")
    return source_of_html(max(pages, key=len))
