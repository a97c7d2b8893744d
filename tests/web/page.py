"""A page as a test reads it: its elements in order, and what a browser would complain of."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

_WITHOUT_END = frozenset({"meta", "link", "input", "br", "img", "hr"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")


@dataclass
class Page(HTMLParser):
    """Raises AssertionError for an element that is not closed where it was opened."""

    html: str
    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.html)
        self.close()
        assert not self._open, f"never closed: {[element.tag for element in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in _WITHOUT_END:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        last = self._open.pop() if self._open else None
        assert last is not None, f"</{tag}> closes nothing"
        assert last.tag == tag, f"</{tag}> closes <{last.tag}>"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    @property
    def text(self) -> str:
        return " ".join(self.elements[0].text.split())

    @property
    def ids(self) -> list[str]:
        return [element["id"] for element in self.elements if element["id"]]

    def by_id(self, name: str) -> Element:
        return next(element for element in self.elements if element["id"] == name)


def page_of(response: HttpResponse) -> Page:
    return Page(response.content.decode())
