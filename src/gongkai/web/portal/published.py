"""The pages of organs among what is already published: who answers for what, and where (Art 20(2))."""

from collections.abc import Iterator

from gongkai.web.organs import published
from gongkai.web.organs.models import Organ
from gongkai.web.organs.published import Found

_ASKED_OF_AN_ORGAN = "机构职能 地址 办公时间 联系方式 联系电话 负责人 内设机构"


def register() -> None:
    """Once, at the start."""
    published.register("organs", find)


def find(organ: Organ | None, words: str, most: int) -> Iterator[Found]:
    """Organs whose names hold the words; and the organ's own page, for what such a page tells."""
    asked = published.pieces(words)
    if organ is not None:
        score = published.likeness(asked, f"{organ.name}{_ASKED_OF_AN_ORGAN}")
        if score:
            yield Found(f"{organ.name}：机构信息", organ.get_absolute_url(), "机构信息", organ.name, score=score)
    for other in Organ.objects.filter(name__contains=words.strip(), state="active").order_by("path")[:most]:
        if organ is None or other.pk != organ.pk:
            yield Found(f"{other.name}：机构信息", other.get_absolute_url(), "机构信息", other.name, score=1.0)
