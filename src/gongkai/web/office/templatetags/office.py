"""What the office's templates need that Django has not."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils.safestring import SafeString

from gongkai.web.office.desk import DeskItem
from gongkai.web.office.object_page import Button
from gongkai.web.ui.templatetags.ui import mark

register = template.Library()


@register.filter
def refused(buttons: Iterable[Button]) -> list[Button]:
    """Those that cannot be used now."""
    return [button for button in buttons if button.why_not]


@register.simple_tag
def due(item: DeskItem, today: date) -> SafeString | str:
    """How far its day is."""
    return mark(item.mark(today))
