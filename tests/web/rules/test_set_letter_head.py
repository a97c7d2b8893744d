import pytest

from gongkai.regulation.errors import NotAllowed
from gongkai.web.directory.organ_acts import Contact, rename, update_contact
from gongkai.web.rules.letter_head import letter_head_of
from tests.web.directory.conftest import DAY, LONG_AGO
from tests.web.rules.setting import set_in


def test_what_is_not_set_comes_from_the_directory_of_that_day(water, head, operator) -> None:
    update_contact(water, by=head, on=DAY, contact=Contact(office="公开办", address="青石路1号", phone="0370-1"))
    rename(water, by=operator, on=DAY, name="青石县水务局", short_name="县水务局")
    set_in(water, head, "set_letter_head", head_mark="青水", head_phone="0370-2")
    now, then = letter_head_of(water, on=DAY), letter_head_of(water, on=LONG_AGO)
    assert (now.name, now.title, now.mark, now.address, now.phone, now.contact) == (
        "青石县水务局", "青石县水务局", "青水", "青石路1号", "0370-2", "公开办",
    )  # fmt: skip
    assert (then.name, then.mark, then.phone) == ("青石县水利局", "青石县水利局", "")


def test_nobody_writes_on_the_paper_of_the_organ_above(water, county, operator) -> None:
    set_in(county, operator, "set_letter_head", head_mark="青政", head_address="青石路9号")
    assert letter_head_of(water, on=DAY).mark == "青石县水利局"
    assert letter_head_of(water, on=DAY).address == ""


def test_it_is_one_line(water, head) -> None:
    with pytest.raises(NotAllowed, match="写成一行"):
        set_in(water, head, "set_letter_head", head_address="青石路\n1号")
