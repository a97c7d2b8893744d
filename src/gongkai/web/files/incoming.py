"""Large uploads on their way in: to a file without a name, which nobody else can open and no crash leaves behind."""

import tempfile
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpResponse

from gongkai.web.files.accepted import largest

View = Callable[..., HttpResponse]
AROUND = 2**20
"""How much of a request may be other than the file: the fields of the form."""


def takes_files(view: View, *, how_many: int = 1) -> View:
    """Let a view take requests as large as the largest files of the table (config.headers asks for `body_limit`)."""
    view.body_limit = how_many * largest() + AROUND  # type: ignore[attr-defined]
    return view


class Spooled(UploadedFile):
    """An uploaded file on the disk. `trouble` is why it could not be written whole; then nothing of it is kept."""

    trouble: OSError | None = None


class SpoolHandler(FileUploadHandler):
    """Takes whatever the handler in memory has left to it. A full disk is no crash: the form says so of the file."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.trouble: OSError | None = None
        self.file: Any = None
        try:
            settings.FILES_INCOMING.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.file = tempfile.TemporaryFile(dir=settings.FILES_INCOMING)  # noqa: SIM115  (given on)
        except OSError as error:
            self.trouble = error

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.trouble is not None:
            return
        try:
            self.file.write(raw_data)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        self.trouble = error
        self.file.truncate(0)

    def file_complete(self, file_size: int) -> Spooled:
        if self.trouble is None:
            try:
                self.file.flush()
                self.file.seek(0)
            except OSError as error:
                self._give_up(error)
        found = Spooled(self.file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra)
        found.trouble = self.trouble
        return found

    def upload_interrupted(self) -> None:
        if self.file is not None:
            self.file.close()
