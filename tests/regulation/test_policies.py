from dataclasses import fields

import pytest

from gongkai.regulation.citation import Certainty
from gongkai.regulation.policies import POLICIES, Policies, PolicyError, SuspendedDays


def test_every_choice_is_described_for_a_settings_page() -> None:
    assert [policy.name for policy in POLICIES] == [field.name for field in fields(Policies)]
    for policy in POLICIES:
        assert policy.label
        assert policy.help.endswith("。")
        assert policy.default in policy.variants
        assert len(policy.variants) > 1, "a choice of one is no choice"
        assert policy.citation.certainty is not Certainty.CONFIRMED, "where the law speaks there is nothing to choose"


def test_it_reads_choices_and_keeps_the_other_defaults() -> None:
    chosen = Policies.read({"suspended_days": "both_ends", "mail_allowance_days": "0"})
    assert chosen == Policies(suspended_days=SuspendedDays.BOTH_ENDS, mail_allowance_days=0)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"suspended": "both_ends"}, "没有名为 suspended 的口径；可用的是 suspended_days"),
        ({"suspended_days": "never"}, "不能是“never”；可选 after_sending（发出之日照计，返回之日不计）"),
        ({"mail_allowance_days": "4"}, "补正材料的在途时间"),
    ],
)
def test_it_refuses_what_it_does_not_offer(settings: dict[str, str], says: str) -> None:
    with pytest.raises(PolicyError, match=says):
        Policies.read(settings)
    with pytest.raises(PolicyError):
        Policies(mail_allowance_days=4)
