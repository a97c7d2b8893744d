"""ClamAV as it speaks, and as it fails: played by a small server on this machine; and the real one, if it is here."""

import os
import pwd
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from gongkai.web.files.errors import FileRefused
from gongkai.web.files.receiving import Accepted, receive

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VERSION = b"ClamAV 1.0.7/27432/Fri Oct 18 08:53:37 2024"


class Daemon(threading.Thread):
    """Answers as clamd does. `limit`: the longest stream it takes; `delay`: how long it thinks, in seconds."""

    def __init__(self, listening: socket.socket, *, limit: int = 2**30, delay: float = 0, says: bytes = b"") -> None:
        super().__init__(daemon=True)
        self.listening, self.limit, self.delay, self.says = listening, limit, delay, says
        self.heard = b""

    def run(self) -> None:
        while True:
            try:
                talk, _ = self.listening.accept()
            except OSError:
                return
            with talk, talk.makefile("rb") as lines:
                self._answer(talk, lines)

    def _answer(self, talk: socket.socket, lines) -> None:
        command = b""
        while not command.endswith(b"\0"):
            more = lines.read(1)
            if not more:
                return
            command += more
        time.sleep(self.delay)
        if command == b"zVERSION\0":
            talk.sendall(VERSION + b"\0")
        elif command == b"zINSTREAM\0":
            talk.sendall((self.says or self._judged(lines)) + b"\0")

    def _judged(self, lines) -> bytes:
        self.heard = b""
        while length := int.from_bytes(lines.read(4), "big"):
            self.heard += lines.read(length)
            if len(self.heard) > self.limit:
                return b"INSTREAM size limit exceeded. ERROR"
        return b"stream: Win.Test.EICAR_HDB-1 FOUND" if EICAR in self.heard else b"stream: OK"


@pytest.fixture
def daemon(settings) -> Iterator[Callable[..., Daemon]]:
    listening = socket.create_server(("127.0.0.1", 0))

    def start(**words) -> Daemon:
        settings.CLAMAV = f"127.0.0.1:{listening.getsockname()[1]}"
        started = Daemon(listening, **words)
        started.start()
        return started

    yield start
    listening.close()


def received(data: bytes = b"clean words\n") -> Accepted:
    return receive(ContentFile(data, "a.txt"), personal=True)


def test_it_sends_the_whole_file_and_keeps_who_found_it_clean(daemon) -> None:
    server = daemon()
    data = b"0123456789abcdef" * 20_000
    accepted = received(data)
    assert (accepted.scan, accepted.engine) == ("clean", VERSION.decode())
    assert server.heard == data


def test_an_infected_file_is_never_stored(daemon, folder: Path) -> None:
    daemon()
    with pytest.raises(FileRefused, match="杀毒软件在里面发现了病毒") as caught:
        received(EICAR)
    assert caught.value.rule == "infected"
    assert not folder.exists()


@pytest.mark.parametrize(
    "how", [{"delay": 3.0}, {"limit": 10}, {"says": b"INSTREAM: Can't allocate memory ERROR"}, {"says": b"what?"}]
)
def test_without_a_clear_answer_in_time_the_setting_decides(daemon, settings, how: dict) -> None:
    settings.CLAMAV_SECONDS = 1
    daemon(**how)
    started = time.monotonic()
    data = b"x" * 3_000_000
    with pytest.raises(FileRefused, match="杀毒服务现在没有回应") as caught:
        received(data)
    assert caught.value.rule == "not_scanned"
    assert time.monotonic() - started < 2.5
    settings.CLAMAV_SILENT = "accept-unscanned"
    assert received(data).scan == "not_scanned"


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.ctl", "127.0.0.1", "no such host.invalid:3310"])
def test_where_nobody_listens_it_is_the_same(address: str, settings) -> None:
    settings.CLAMAV = address
    with pytest.raises(FileRefused, match="杀毒服务现在没有回应"):
        received()


def test_it_speaks_through_a_socket_of_the_machine_too(settings, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(tmp_path / "c"))
        listening.listen()
        settings.CLAMAV = str(tmp_path / "c")
        Daemon(listening).start()
        assert received().scan == "clean"


def test_without_a_scanner_the_file_says_that_nobody_looked() -> None:
    assert (received().scan, received().engine) == ("not_scanned", "")


@pytest.fixture
def clamd(tmp_path: Path) -> Iterator[str]:
    """The real daemon with one signature of its own: that of the test file."""
    program = shutil.which("clamd")
    if program is None:
        pytest.skip("no clamd on the PATH (on Debian: apt install clamav-daemon)")
    (tmp_path / "db").mkdir()
    signature = f"Test.EICAR:0:*:{EICAR.hex()}\n"
    (tmp_path / "db" / "test.ndb").write_text(signature)
    address = tmp_path / "clamd.ctl"
    (tmp_path / "clamd.conf").write_text(
        f"DatabaseDirectory {tmp_path}/db\nLocalSocket {address}\nForeground yes\nUser {_user()}\n"
    )
    process = subprocess.Popen([program, "-c", tmp_path / "clamd.conf"], stdout=subprocess.DEVNULL)
    for _ in range(300):
        if address.exists():
            break
        time.sleep(0.1)
    yield str(address)
    process.terminate()
    process.wait(20)


def _user() -> str:
    return pwd.getpwuid(os.getuid()).pw_name


def test_the_real_scanner_finds_the_test_file(clamd: str, settings) -> None:
    settings.CLAMAV = clamd
    assert received().scan == "clean"
    with pytest.raises(FileRefused, match="发现了病毒"):
        received(EICAR)
