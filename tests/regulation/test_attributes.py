import pytest

from gongkai.regulation.attributes import Attribute, attribute_rules, check_attribute
from gongkai.regulation.errors import NotAllowed


def test_each_attribute_prints_its_own_mark() -> None:
    marks = {attribute: rule.mark for attribute, rule in attribute_rules().items()}
    assert marks[Attribute.PROACTIVE] == "此件公开发布"
    assert len(set(marks.values())) == len(Attribute)


@pytest.mark.parametrize("attribute", [Attribute.WITHHELD, Attribute.ON_APPLICATION])
def test_it_wants_a_reason_for_what_is_not_published_unasked(attribute: Attribute) -> None:
    with pytest.raises(NotAllowed, match="应当说明理由"):
        check_attribute(attribute, reason=" ")
    check_attribute(attribute, reason="涉及商业秘密")


def test_publishing_needs_no_reason() -> None:
    check_attribute(Attribute.PROACTIVE, reason="")
    check_attribute(Attribute.REDACTED, reason="")
