"""What the office's templates need that Django has not."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gongkai.web.office.desk import DeskItem
from gongkai.web.office.listing import Cell
from gongkai.web.office.object_page import Button
from gongkai.web.office.worklist import Column
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


@register.simple_tag
def cell(one: Cell) -> SafeString:
    """A cell of a list. Written here, because a page has four hundred of them and a template takes far longer."""
    return format_html("<td{}>{} {}</td>", _of_column(one.column), one.text, mark(one.mark))


@lru_cache
def _of_column(column: Column) -> SafeString:
    """What all cells of a column have: its shape, its head, and its label where a row becomes a card."""
    return format_html(' class="as-{}" headers="head-{}" data-label="{}"', column.shape, column.name, column.label)


@register.simple_tag
def options(choices: Iterable[tuple[str, str]], chosen: str) -> SafeString:
    """The options of a filter, by value and label; written here for the same reason."""
    return format_html_join(
        "", '<option value="{}"{}>{}</option>',
        ((value, " selected" if value == chosen else "", label) for value, label in choices),
    )  # fmt: skip
