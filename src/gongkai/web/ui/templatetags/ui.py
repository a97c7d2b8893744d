"""The small components that templates write often."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gongkai.web.ui.icons import names
from gongkai.web.ui.marks import Mark

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon beside a word that says the same; so it is not read out. Raises ValueError for one that is not drawn."""
    if name not in names():
        raise ValueError(f"There is no icon {name} in icons.svg.")
    address = f"{static('ui/icons.svg')}#{name}"
    return format_html(
        '<svg class="icon" aria-hidden="true" width="20" height="20"><use href="{}"></use></svg>', address
    )


@register.simple_tag
def mark(one: Mark | None) -> SafeString | str:
    """A word with its tone; nothing for nothing."""
    return "" if one is None else format_html('<span class="state tone-{}">{}</span>', one.tone, one.text)
