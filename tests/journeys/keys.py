"""A person who has no mouse. Wherever the focus goes, it is seen."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

_FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const label = one.labels?.[0]?.innerText ?? one.innerText ?? one.value ?? "";
  const skips = one.matches("[type=file]") || box.width <= 1;
  return {
    what: (one.getAttribute("aria-label") ?? label).replace(/\\s+/g, " ").trim(),
    name: one.name ?? "",
    place: [Math.round(box.top + scrollY), Math.round(box.left)],
    isMarked: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none",
    isSeen: skips || one.contains(middle) || Boolean(middle?.contains(one) && middle !== document.body),
  };
}"""
_MOST = 90


class Keys:
    """Tab, arrows, Enter and Space on a page. stops: the names of the fields at which Tab stopped, and their places."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.stops: list[tuple[str, tuple[int, int]]] = []

    def to(self, what: str) -> None:
        """Tab forward to what is called so; every stop on the way is marked and in sight."""
        self._tab(lambda found: found["what"] == what or found["what"].startswith(f"{what} "), what)

    def to_field(self, name: str) -> None:
        """Tab forward to the field of that name."""
        self._tab(lambda found: found["name"] == name, name)

    def _tab(self, is_it: Callable[[dict], bool], wanted: str) -> None:
        passed = []
        for _ in range(_MOST):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(_FOCUSED)
            passed.append(found["what"] or found["name"])
            assert found["isMarked"], f"no sign of the focus on {found}"
            assert found["isSeen"], f"the focus is hidden at {found}"
            if found["name"]:
                self.stops.append((found["name"], tuple(found["place"])))
            if is_it(found):
                return
        raise AssertionError(f"Tab does not reach {wanted!r}: {passed}")

    def write(self, name: str, words: str) -> None:
        """Go to a field and type."""
        self.to_field(name)
        self.page.keyboard.type(words)

    def choose(self, name: str, label: str) -> None:
        """Go to a list and walk down it with the arrow."""
        self.to_field(name)
        self.page.keyboard.press("Home")
        for _ in range(_MOST):
            if self.page.evaluate("document.activeElement.selectedOptions[0].label") == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{label!r} is not in the list {name}")

    def press(self, key: str) -> None:
        """A key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def is_on(self, heading: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)
