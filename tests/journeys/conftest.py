"""A real Chromium against a real server over a home of its own. Without a Chromium these tests are skipped, and the
closing lines say so."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from psycopg import sql

from tests.cli.test_serve import env_with, free_port, wait_until_ready

HERE = Path(__file__).parent
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 20_000  # milliseconds that an expectation waits: a busy machine is slow, not wrong
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def chromium() -> str | None:
    return next((path for path in map(shutil.which, _NAMES) if path), None)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if chromium() is None:
        terminalreporter.write_line(
            "Journeys were not run: no Chromium on the PATH (on Debian: apt install chromium fonts-noto-cjk)."
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on the PATH")
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def database() -> Iterator[dict[str, str]]:
    """Where DATABASE_URL names a PostgreSQL, a database of its own there; else nothing, which means SQLite."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield {}
        return
    name = f"gongkai_journey_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {"DATABASE_URL": f"{given.rpartition('/')[0]}/{name}"}
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def site(browser: Browser, database: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demonstration."""
    port, home = free_port(), tmp_path_factory.mktemp("home")
    process = subprocess.Popen(
        [Path(sys.executable).with_name("gongkai"), "demo", "--port", str(port)],
        env={**env_with(home), **database},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until_ready(port, process)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    _, errors = process.communicate(timeout=20)
    assert errors == ""


@pytest.fixture(scope="session")
def office(database: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a demonstration that whoever works in the office may change, and the password of its accounts."""
    port, home = free_port(), tmp_path_factory.mktemp("office")
    printed = home / "printed"
    with printed.open("w") as file:
        command = [Path(sys.executable).with_name("gongkai"), "demo", "--port", str(port)]
        env = {**env_with(home), **database, "PYTHONUNBUFFERED": "1"}
        process = subprocess.Popen(command, env=env, stdout=file, stderr=subprocess.PIPE, text=True)
        wait_until_ready(port, process)
        password = re.search(r"密码都是 (\S+?)）", printed.read_text("utf-8"))
        assert password is not None
        yield f"http://127.0.0.1:{port}", password[1]
        process.terminate()
        process.communicate(timeout=20)


@pytest.fixture(params=[WIDE, PHONE], ids=["1280", "390"])
def context(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A visitor whose browser runs no script."""
    context = browser.new_context(viewport=request.param, base_url=site, java_script_enabled=False, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
