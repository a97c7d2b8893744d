"""The whole form at once: the applicant, the items asked for, the wish. Drawn, checked and kept as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from gongkai.web.applications.acts.intake import Submission
from gongkai.web.apply.choices import HELP
from gongkai.web.apply.form.fields import APPLICANT_FORMS, MOST_ITEMS, Citizen, Item, Organisation, Wish
from gongkai.web.files.forms import Sent
from gongkai.web.files.receiving import Accepted

_FILES = "identity_files"
FILES = f"wish-{_FILES}"
_HELP = dict(HELP)
_LONGEST_FIELD = 4000
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field: its place on the page, and the sentence."""

    place: str
    sentence: str


class WholeForm:
    """kind: citizen or organisation. words: every field by its name in the page. tokens: files that were brought
    before; owner: whose they are. is_asked: whether it is checked, or only drawn."""

    def __init__(
        self, kind: str, words: Words, *, owner: str, tokens: Sequence[str] = (), files: Any = None,
        is_asked: bool = False,
    ) -> None:  # fmt: skip
        self.kind, self.words, self.is_asked = kind, dict(words), is_asked
        self._owner, self._tokens, self._files = owner, list(tokens), files or MultiValueDict()

    @cached_property
    def applicant(self) -> Citizen | Organisation:
        """Who applies."""
        return self._made(APPLICANT_FORMS[self.kind], "applicant")

    @cached_property
    def items(self) -> list[Item]:
        """What is asked for; at least one."""
        return [self._made(Item, f"item-{number}") for number in range(1, self.count + 1)]

    @cached_property
    def wish(self) -> Wish:
        """In what form and on what way; the files."""
        form = self._made(Wish, "wish")
        form.fields[_FILES].owner = self._owner
        return form

    def _made(self, form: type[Any], prefix: str) -> Any:
        if self.is_asked:
            data = MultiValueDict({name: [value] for name, value in self.words.items()})
            data.setlist(f"{FILES}-kept", self._tokens)
            return form(data, self._files, prefix=prefix)
        drawn: dict[str, Any] = {name: self.words.get(f"{prefix}-{name}", "") for name in form.base_fields}
        if _FILES in drawn:
            drawn[_FILES] = Sent(tokens=tuple(self._tokens))
        return form(initial=drawn, prefix=prefix)

    @property
    def count(self) -> int:
        """How many items the page has."""
        said = self.words.get("items", "1")
        return min(max(int(said) if said.isascii() and said.isdecimal() else 1, 1), MOST_ITEMS)

    @property
    def can_grow(self) -> bool:
        """Whether another item may be asked for in the same form."""
        return self.count < MOST_ITEMS

    @property
    def parts(self) -> list[forms.Form]:
        """In the order of the page."""
        return [self.applicant, *self.items, self.wish]

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong with it."""
        each = [part.is_valid() for part in self.parts]
        return all(each)

    @property
    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong, in the order of the page."""
        for part in self.parts if self.is_asked else ():
            for name, sentences in part.errors.items():
                for sentence in sentences:
                    yield Problem(part[name].id_for_label if name in part.fields else "", str(sentence))

    @property
    def tokens(self) -> list[str]:
        """The files, brought now or before, as the draft keeps them; those that were refused are not among them."""
        sent = self.wish[_FILES].data
        kept = [token for token in sent.tokens if Accepted.from_token(token, self._owner) is not None]
        self.wish.is_valid()  # the field takes the uploads in when it is asked
        fresh = [one.accepted for one in sent.uploads if hasattr(one, "accepted")]
        return [*kept, *(one.token(self._owner) for one in fresh)]

    @property
    def files(self) -> list[Accepted]:
        """The files of a form that is right."""
        found: list[Accepted] = self.wish.cleaned_data[_FILES]
        return found

    def without(self, number: int) -> dict[str, str]:
        """The words of the page without the item of that number; those after it move up."""
        kept = {name: value for name, value in self.words.items() if not name.startswith("item-")}
        left = [one for one in range(1, self.count + 1) if one != number] or [1]
        for place, old in enumerate(left, 1):
            prefix = f"item-{old}-"
            fields = {name.removeprefix(prefix): v for name, v in self.words.items() if name.startswith(prefix)}
            kept |= {f"item-{place}-{name}": value for name, value in fields.items()}
        return {**kept, "items": str(len(left))}

    @property
    def submission(self) -> Submission:
        """What a form that is right applies for, as the office knows it."""
        wish = self.wish.cleaned_data
        said = {name: wish[name] for name in ("form", "way", "purpose", "assistance") if wish[name]}
        return Submission(
            applicant_kind=self.applicant.applicant_kind,
            summary=self.summary,
            applicant=self.applicant.particulars,
            items=[{name: v for name, v in item.cleaned_data.items() if v} for item in self.items],
            wish=said,
            assisted=_HELP[wish["assistance"]] if wish["assistance"] else "",
        )

    @property
    def summary(self) -> str:
        """What stands on lists until staff write it better: it may hold no personal data, so it holds no words of the
        applicant, who often names himself in what he asks for."""
        return f"网上提交的申请（{len(self.items)} 项），待填写摘要"


def words_of(post: Mapping[str, Any]) -> dict[str, str]:
    """What a page sent, as the draft keeps it: the form's own fields, each of a length that somebody can have typed."""
    own = ("applicant-", "item-", "wish-")
    named = {name: str(value)[:_LONGEST_FIELD] for name, value in post.items() if name.startswith(own)}
    return {
        **{name: value for name, value in named.items() if not name.startswith(FILES)},
        "items": str(post.get("items", "1"))[:2],
    }
