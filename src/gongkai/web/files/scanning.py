"""ClamAV, asked before a file is taken in. Its daemon speaks a protocol of a few words (man clamd, INSTREAM): the file
in pieces, each with its length before it; then one line of answer.

The person waits for the answer, since what is infected must never be stored. Where the scanner does not answer,
settings.CLAMAV_SILENT decides: `refuse`, or `accept-unscanned`, and then the file says so of itself.
"""

import logging
import socket
import time
from dataclasses import dataclass
from typing import IO, Self

from django.conf import settings

from gongkai.web.files.errors import FileRefused

log = logging.getLogger("gongkai.files")
_CHUNK = 2**16
_LONGEST_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class Scan:
    """What is known: a value of StoredFile.Scan, and which engine with which definitions said so."""

    outcome: str
    engine: str = ""


NOT_SCANNED = Scan("not_scanned")


class Silent(Exception):
    """The scanner does not answer, or not in time, or cannot say."""


def scan(file: IO[bytes]) -> Scan:
    """Raises FileRefused for an infected file, and where there is no answer and the setting says so."""
    if not settings.CLAMAV:
        return NOT_SCANNED
    file.seek(0)
    try:
        answer, engine = _asked(file), _version()
    except Silent as error:
        log.warning("the scanner does not answer: %s", error)
        return _unanswered()
    finally:
        file.seek(0)
    if answer.endswith(" FOUND"):
        log.warning("an infected file was refused: %s", answer)
        raise FileRefused("infected", "杀毒软件在里面发现了病毒", "请用杀毒软件检查您的电脑，换一份干净的文件再上传")
    return Scan("clean", engine)


def answering() -> str | None:
    """The engine with its definitions as it names itself; None where it does not answer."""
    try:
        return _version()
    except Silent:
        return None


def _unanswered() -> Scan:
    if settings.CLAMAV_SILENT == "accept-unscanned":
        return NOT_SCANNED
    raise FileRefused(
        "not_scanned", "杀毒服务现在没有回应，文件没有检查过", "请过几分钟再试；一直如此时，请告诉本站的管理单位"
    )


def _asked(file: IO[bytes]) -> str:
    """`stream: OK` or `stream: <name> FOUND`. Raises Silent."""
    talk = _Talk()
    with talk:
        talk.say(b"zINSTREAM\0")
        try:
            while chunk := file.read(_CHUNK):
                talk.say(len(chunk).to_bytes(4, "big") + chunk)
            talk.say(b"\0\0\0\0")
        except (BrokenPipeError, ConnectionResetError):
            pass  # it hung up because the stream is too long for it: the reason is in what it said last
        answer = talk.heard()
    if answer == "stream: OK" or (answer.startswith("stream: ") and answer.endswith(" FOUND")):
        return answer
    raise Silent(answer or "no words")


def _version() -> str:
    with _Talk() as talk:
        talk.say(b"zVERSION\0")
        return talk.heard()[:100]


def _connected(address: str, seconds: float) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), seconds)
    found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    found.settimeout(seconds)
    try:
        found.connect(address)
    except OSError:
        found.close()
        raise
    return found


class _Talk:
    """One connection, with one deadline for all that is said on it."""

    def __init__(self) -> None:
        self._end = time.monotonic() + settings.CLAMAV_SECONDS
        try:
            self._socket = _connected(settings.CLAMAV, settings.CLAMAV_SECONDS)
        except (OSError, ValueError) as error:
            raise Silent(str(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def say(self, data: bytes) -> None:
        self._keep_time()
        try:
            self._socket.sendall(data)
        except TimeoutError as error:
            raise Silent("out of time") from error

    def heard(self) -> str:
        """Up to the NUL that ends an answer."""
        heard = b""
        try:
            while b"\0" not in heard and len(heard) < _LONGEST_ANSWER:
                self._keep_time()
                more = self._socket.recv(_LONGEST_ANSWER)
                if not more:
                    break
                heard += more
        except OSError as error:
            if not heard:
                raise Silent(str(error)) from error
        return heard.partition(b"\0")[0].decode("utf-8", "replace").strip()

    def _keep_time(self) -> None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise Silent("out of time")
        self._socket.settimeout(left)
