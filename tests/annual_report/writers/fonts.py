"""Whether this machine has a font in which a PDF can be set."""

import pytest

from gongkai.annual_report.errors import FontMissing
from gongkai.annual_report.writers.fonts import families


def has_fonts() -> bool:
    try:
        families(())
    except FontMissing:
        return False
    return True


needs_fonts = pytest.mark.skipif(not has_fonts(), reason="no font here shows Chinese (apt install fonts-noto-cjk)")
