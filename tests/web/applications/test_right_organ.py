"""Which organ may be the right one for what is asked."""

from gongkai.web.applications.right_organ import functions, proposed_organs
from gongkai.web.organs.models import Organ


def test_the_function_and_the_name_in_the_words_propose_an_organ(application, school) -> None:
    assert proposed_organs(application, "青石县第一小学2024年招生计划") == [school]
    assert proposed_organs(application, "青石县教育局的预算") == [school]


def test_nothing_is_proposed_where_nothing_speaks_for_it(application, school) -> None:
    assert proposed_organs(application, "某某资料") == []


def test_an_organ_that_is_gone_is_not_proposed(application, school) -> None:
    Organ.objects.filter(pk=school.pk).update(state="abolished")
    assert proposed_organs(application, "小学招生计划") == []
    Organ.objects.filter(pk=school.pk).update(state="active")


def test_every_function_has_words() -> None:
    assert all(words and all(len(word) > 1 for word in words) for words in functions().values())
