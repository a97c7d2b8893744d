from gongkai.web.directory.organ_acts import Contact, update_contact
from gongkai.web.organs import queries
from tests.web.directory.conftest import DAY, LONG_AGO


def test_it_tells_how_to_reach_the_office_from_the_day_on(water, clerk) -> None:
    update_contact(water, by=clerk, on=DAY, contact=Contact(office="办公室", phone="0371-12345678"))
    assert queries.as_of(water, DAY).contact["phone"] == "0371-12345678"
    assert queries.as_of(water, LONG_AGO).contact == {}
