"""What templates of reports need that Django has not."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def number_of(counts: Mapping[int, int], key: int) -> int:
    """How many the table has under that key."""
    return counts.get(key, 0)
