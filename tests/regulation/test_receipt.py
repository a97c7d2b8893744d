from datetime import date

import pytest

from gongkai.regulation.citation import cite
from gongkai.regulation.errors import ImpossibleDate
from gongkai.regulation.receipt import RECEIPT_RULES, Channel, receipt
from gongkai.regulation.workdays import national_calendar

NATIONAL = national_calendar()
ARRIVED = date(2026, 2, 17)
CONFIRMED = date(2026, 2, 24)


@pytest.mark.parametrize("channel", [Channel.IN_PERSON, Channel.ORAL, Channel.REGISTERED_MAIL, Channel.FORWARDED])
def test_it_counts_from_arrival_where_the_organ_sees_it_arrive(channel: Channel) -> None:
    facts = receipt(channel, arrived_on=ARRIVED, confirmed_on=CONFIRMED, calendar=NATIONAL)
    assert (facts.day, facts.confirm_by) == (ARRIVED, None)


@pytest.mark.parametrize("channel", [Channel.ORDINARY_MAIL, Channel.INTERNET, Channel.FAX])
def test_it_counts_from_confirmation_where_arrival_may_go_unseen(channel: Channel) -> None:
    facts = receipt(channel, arrived_on=ARRIVED, confirmed_on=CONFIRMED, calendar=NATIONAL)
    assert (facts.day, facts.confirm_by) == (CONFIRMED, None)


@pytest.mark.parametrize("channel", [Channel.ORDINARY_MAIL, Channel.INTERNET, Channel.FAX])
def test_it_proposes_the_next_working_day_while_nobody_has_confirmed(channel: Channel) -> None:
    facts = receipt(channel, arrived_on=ARRIVED, calendar=NATIONAL)
    assert (facts.day, facts.confirm_by) == (None, date(2026, 2, 24))


def test_it_names_the_article_for_every_channel() -> None:
    assert set(RECEIPT_RULES) == set(Channel)
    for channel in Channel:
        assert channel.rule.citation.document.key == "REG"
        assert channel.rule.citation.article == 31
        assert channel.rule.why.endswith("。")
    assert Channel.INTERNET.rule.citation == cite("REG 31(3)")


def test_it_refuses_dates_that_cannot_follow_one_another() -> None:
    with pytest.raises(ImpossibleDate, match="早于到达之日"):
        receipt(Channel.FAX, arrived_on=ARRIVED, confirmed_on=date(2026, 2, 16), calendar=NATIONAL)
    with pytest.raises(ImpossibleDate, match="早于提交之日"):
        receipt(Channel.FAX, arrived_on=ARRIVED, submitted_on=date(2026, 2, 18), calendar=NATIONAL)
