"""The next version: the old file is kept."""

from gongkai.web.files.models import StoredFile
from gongkai.web.stationery.actions import replace_template
from tests.web.applications.conftest import day
from tests.web.stationery.templates import a_docx, a_template


def test_the_old_version_is_kept(water, head) -> None:
    row = a_template(water)
    before = row.file
    replace_template(row, a_docx(), by=head, on=day("2025-03-10"))
    assert row.file != before
    assert StoredFile.objects.filter(stream_id=str(row.key)).count() == 2
