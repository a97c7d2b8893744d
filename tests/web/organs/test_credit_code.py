import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from gongkai.web.organs.credit_code import check_character, validate

CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
STEMS = st.builds(
    "".join,
    st.tuples(
        st.text(CHARACTERS, min_size=2, max_size=2),
        st.text("0123456789", min_size=6, max_size=6),
        st.text(CHARACTERS, min_size=9, max_size=9),
    ),
)


def test_it_accepts_the_example_of_the_standard() -> None:
    validate("91350100M000100Y43")


@given(STEMS)
def test_it_accepts_every_code_with_its_own_check_character(stem: str) -> None:
    validate(stem + check_character(stem))


@given(STEMS, st.integers(0, 17), st.sampled_from(CHARACTERS))
def test_it_finds_every_single_wrong_character(stem: str, position: int, wrong: str) -> None:
    code = stem + check_character(stem)
    if code[position] == wrong:
        return
    with pytest.raises(ValidationError):
        validate(code[:position] + wrong + code[position + 1 :])


@pytest.mark.parametrize(
    "code", ["", "91350100M000100Y4", "91350100M000100Y431", "9135O100M000100Y43", "91350100m000100y43"]
)
def test_it_refuses_what_has_not_the_shape(code: str) -> None:
    with pytest.raises(ValidationError, match="18 位"):
        validate(code)
