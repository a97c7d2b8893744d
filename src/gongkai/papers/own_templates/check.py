"""Whether an organ's own template can be used for a letter: safe, well formed, complete."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.papers.own_templates.default import symbolic
from gongkai.papers.own_templates.package_check import package_problems
from gongkai.papers.own_templates.placeholders import INLINE, Placeholders
from gongkai.papers.own_templates.tags import Tags

_DERIVED = {"you": "你、你单位", "remedies": "救济途径", "basis": "依据", "organ": "行政机关名称"}


def check_template(data: bytes, key: str, *, on: date, choice: Mapping[str, Any] | None = None) -> tuple[str, ...]:
    """Everything that is wrong with it, a sentence each; nothing where it can be used. choice: as for the default."""
    if problems := package_problems(data):
        return problems
    tags = Tags(data)
    if tags.problems:
        return tuple(dict.fromkeys(tags.problems))
    _, _, filling = symbolic(key, on=on, choice=choice)
    return tuple(_problems(tags, filling))


def _problems(tags: Tags, filling: Placeholders) -> Iterator[str]:
    known = {*filling.fields, *_DERIVED, "enclosures"}
    known |= {f"{name}{INLINE}" for name, field in filling.fields.items() if field.kind in {"list", "rows"}}
    for name in sorted(tags.names - known):
        yield f"模板里的“{{{{ {name} }}}}”不认识。请改为可用的名称，或者改写成文字。"
    told = tags.names | {name.removesuffix(INLINE) for name in tags.names}
    for name in sorted(filling.needed - told):
        field = filling.fields.get(name)
        label = field.label if field else _DERIVED.get(name, name)
        yield f"模板缺少“{label}”，请在适当的位置写上“{{{{ {name} }}}}”。"
    columns = {name: frozenset(field.columns) for name, field in filling.fields.items() if field.kind == "rows"}
    yield from tags.wrong_columns(columns)
