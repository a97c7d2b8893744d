"""The sentences of a letter with names in place of values: what an organ's own template begins from."""

from collections.abc import Iterator

from gongkai.papers.letters.filling import Filling
from gongkai.papers.letters.template import Part
from gongkai.papers.letters.values import Row, Value

INLINE = "_text"
"""What is added to the name of a list or table where it stands inside a sentence."""
_LEFT_TO_THE_ORGAN = {"letter_head", "attachments"}
_OF_SEVERAL = {"how_many"}
"""A template is made for one finding: a reply to several items is written without one."""


class Placeholders(Filling):
    """Gives every value as the tag that stands for it. needed: the names without which the letter is not complete."""

    def __init__(self, filling: Filling) -> None:
        super().__init__({}, filling.fields, known={}, defaults=filling.defaults, on=filling.on)
        self.needed: set[str] = set()
        self._optional = False

    def get(self, key: str) -> Value | None:
        """The tag of that name."""
        return None if key in _LEFT_TO_THE_ORGAN | _OF_SEVERAL else self.need(key)

    def need(self, key: str) -> Value:
        """The tag of that name, noted as needed unless it stands under a condition."""
        field = self.fields.get(key)
        if not self._optional and (field is None or field.required):
            self.needed.add(key)
        if field and field.kind == "list":
            return f"{{%p for item in {key} %}}\n{{{{ item }}}}\n{{%p endfor %}}"
        return f"{{{{ {key} }}}}"

    def sentence(self, text: str) -> str:
        """The sentence with tags; a list inside it under its name for sentences."""
        return super().sentence(text)

    def items(self, key: str) -> tuple[str, ...]:
        """A loop over the numbered items."""
        self.need(key)
        return (f"{{%p for item in {key} %}}", "{{ item }}", "{%p endfor %}")

    def rows(self, key: str) -> tuple[Row, ...]:
        """One row of tags."""
        return ({column: f"{{{{ row.{column} }}}}" for column in self.fields[key].columns},)

    def paragraphs(self, part: Part) -> Iterator[str]:
        """The paragraphs of a step; a condition stands around them."""
        if part.when in _OF_SEVERAL:
            return
        if not part.when:
            yield from super().paragraphs(part)
            return
        self._optional = True
        yield f"{{%p if {part.when} %}}"
        yield from super().paragraphs(Part(part.text, each=part.each))
        yield "{%p endif %}"
        self._optional = False

    def _part(self, sign: str, name: str) -> str:
        field = self.fields.get(name)
        if not sign and field and field.kind in {"list", "rows"}:
            self.need(name)
            return f"{{{{ {name}{INLINE} }}}}"
        return super()._part(sign, name)
