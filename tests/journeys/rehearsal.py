"""A demonstration whose day can be moved on, and people who walk through it: whatever is wrong with a page that they
see is kept (axe, width, console)."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.cli.test_serve import env_with, free_port, wait_until_ready

_GONGKAI = Path(sys.executable).with_name("gongkai")
_ONLY_WRONG = {"resultTypes": ["violations"]}
_REFUSED = re.compile(r"status of (409|422|404)")
"""What a browser itself writes of an answer that refuses something."""


@dataclass(frozen=True)
class Rehearsal:
    """A running demonstration. today: the file that holds its day."""

    address: str
    password: str
    env: dict[str, str]
    today: Path

    def turn_to(self, day: date) -> None:
        """From the next request on it is that day."""
        draft = self.today.with_suffix(".next")
        draft.write_text(day.isoformat())
        draft.replace(self.today)

    def gongkai(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command of the same site."""
        return subprocess.run([_GONGKAI, *words], env=self.env, capture_output=True, text=True, check=False)


@contextmanager
def rehearsing(home: Path, first: date, database: dict[str, str]) -> Iterator[Rehearsal]:
    """A demonstration that begins on that day."""
    port, today, printed = free_port(), home / "day", home / "printed"
    today.write_text(first.isoformat())
    env = {**env_with(home), **database, "GONGKAI_TODAY": str(today)}
    with printed.open("w") as file:
        command = [_GONGKAI, "demo", "--port", str(port)]
        process = subprocess.Popen(command, env=env, stdout=file, stderr=subprocess.PIPE, text=True)
        wait_until_ready(port, process)
        password = re.search(r"密码都是 (\S+?)）", printed.read_text("utf-8"))
        assert password is not None
        yield Rehearsal(f"http://127.0.0.1:{port}", password[1], env, today)
        process.terminate()
        process.communicate(timeout=20)


@dataclass
class Walker:
    """Somebody at a browser of that size. wrong: what was found on his pages."""

    page: Page
    name: str
    wrong: list[object] = field(default_factory=list)
    seen: set[tuple[str, ...]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._heard(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append((self.name, str(error))))

    def _heard(self, text: str) -> None:
        if not _REFUSED.search(text):
            self.wrong.append((self.name, self.page.url, text))

    def look(self) -> None:
        """Whether everybody can use the page, and whether it fits. A page in the same state is looked at once."""
        page = self.page
        path = re.sub(r"[0-9a-f-]{36}", "*", urlsplit(page.url).path)
        marks = page.locator("h1 .state, [role=alert], .rehearsed, .todo, [role=status]").all_inner_texts()
        key = (str(page.viewport_size), path, *(text.split("\n")[0] for text in marks))
        if key in self.seen:
            return
        self.seen.add(key)
        for one in Axe().run(page, options=_ONLY_WRONG).response["violations"]:
            self.wrong.append((self.name, path, one["id"], one["nodes"][0]["html"]))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.wrong.append((self.name, path, "wider than the screen"))
        if folder := os.environ.get("GONGKAI_PICTURES"):
            taken = len(list(Path(folder).glob("*.png")))
            page.screenshot(path=f"{folder}/{taken:03}-{self.name}-{page.viewport_size['width']}.png", full_page=True)

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.look()

    def press(self, button: str) -> None:
        """A button, and a look at what comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()
        self.look()


def someone(browser: Browser, site: Rehearsal, size: dict[str, int], name: str) -> Walker:
    """A visitor."""
    return Walker(browser.new_context(viewport=size, base_url=site.address, locale="zh-CN").new_page(), name)


def one_of_the_office(browser: Browser, site: Rehearsal, size: dict[str, int], who: str) -> Walker:
    """Somebody of the demonstration who has signed in."""
    walker = someone(browser, site, size, who)
    walker.page.goto("/account/sign-in/")
    walker.page.get_by_label("账号").fill(f"demo-{who}")
    walker.page.get_by_label("密码", exact=True).fill(site.password)
    walker.page.get_by_role("button", name="登录", exact=True).click()
    expect(walker.page).to_have_url(re.compile(r"/office/$"))
    return walker
