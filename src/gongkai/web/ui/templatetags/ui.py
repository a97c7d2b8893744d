"""The small components that templates write often."""

from django import template
from django.templatetags.static import static
from django.urls import reverse
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


@register.simple_block_tag
def crumbs(content: str, *, here: str) -> SafeString:
    """Where a page stands (所在位置): the home page, the crumbs between, and the page itself."""
    return format_html(
        '<nav class="crumbs" aria-label="所在位置"><ol>{}{}<li aria-current="page">{}</li></ol></nav>',
        crumb("首页", reverse("portal:home")), content, here,
    )  # fmt: skip


@register.simple_tag
def crumb(text: str, address: str) -> SafeString:
    """One step of the way to a page."""
    return format_html('<li><a href="{}">{}</a></li>', address, text)
