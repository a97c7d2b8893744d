"""The form of a template that is brought."""

from typing import Any

from gongkai.web.directory.office.forms import ActForm
from gongkai.web.files.forms import UploadField


class Bring(ActForm):
    """The file alone; which letter it is for stands in the address."""

    file = UploadField(label="模板文件（DOCX）", required=True, personal=False, types=("docx",))

    def first(self) -> dict[str, Any]:
        return {}

    def narrow(self) -> None:
        self.fields["file"].owner = str(self.user.pk)
