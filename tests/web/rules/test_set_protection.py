import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.rules.queries import settings_of
from tests.web.directory.conftest import DAY
from tests.web.rules.setting import set_in


def test_marks_on_downloads_are_on_until_the_organ_turns_them_off(water, head) -> None:
    assert settings_of(water, on=DAY)["watermark"] == "on"
    set_in(water, head, "set_protection", watermark="off")
    assert settings_of(water, on=DAY)["watermark"] == "off"


def test_another_word_is_refused(water, head) -> None:
    with pytest.raises(NotAllowed, match="可选 加水印、不加水印"):
        set_in(water, head, "set_protection", watermark="sometimes")
