"""What is sealed: secret, whole, bound to its place, readable with every key that is kept."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.web.vault import (
    CannotUnseal,
    digest_for_lookup,
    digests_for_lookup,
    new_key,
    seal,
    seal_text,
    unseal,
    unseal_text,
)
from gongkai.web.vault.errors import BadKey
from gongkai.web.vault.ring import parse_keys

HERE, ELSEWHERE = "applications.applicant.name", "applications.applicant.phone"


@given(st.binary(max_size=300), st.text(max_size=30))
def test_it_opens_what_it_sealed(data: bytes, context: str) -> None:
    assert unseal(seal(data, context), context) == data


@given(st.text(max_size=80))
def test_sealed_text_is_plain_ascii_that_opens_again(text: str) -> None:
    sealed = seal_text(text, HERE)
    assert sealed.isascii()
    assert unseal_text(sealed, HERE) == text


def test_nothing_of_the_content_shows_and_equal_texts_look_different() -> None:
    first, second = seal("张三张三张三".encode(), HERE), seal("张三张三张三".encode(), HERE)
    assert first != second
    assert "张三".encode() not in first


def test_it_cannot_be_moved_to_another_place() -> None:
    with pytest.raises(CannotUnseal, match="不属于这个位置"):
        unseal(seal(b"x", HERE), ELSEWHERE)


def test_one_changed_bit_anywhere_is_found() -> None:
    sealed = seal(b"secret", HERE)
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        with pytest.raises(CannotUnseal):
            unseal(bytes(changed), HERE)


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\x01" * 20, seal.__doc__.encode()])
def test_what_was_never_sealed_is_refused(broken: bytes) -> None:
    with pytest.raises(CannotUnseal):
        unseal(broken, HERE)
    with pytest.raises(CannotUnseal):
        unseal_text("不是 base64", HERE)


def test_a_new_key_in_front_seals_and_the_old_one_still_opens(settings) -> None:
    old, new = os.urandom(32), os.urandom(32)
    settings.DATA_KEYS = (old,)
    sealed, digest = seal(b"old", HERE), digest_for_lookup("张三", HERE)
    settings.DATA_KEYS = (new, old)
    assert unseal(sealed, HERE) == b"old"
    assert digest in digests_for_lookup("张三", HERE)
    assert digest_for_lookup("张三", HERE) != digest
    fresh = seal(b"new", HERE)
    settings.DATA_KEYS = (old,)
    with pytest.raises(CannotUnseal, match=r"没有这把密钥.*GONGKAI_DATA_KEYS"):
        unseal(fresh, HERE)


def test_a_digest_is_for_one_place_and_for_the_text_as_people_write_it() -> None:
    assert digest_for_lookup("11010519491231002X", HERE) == digest_for_lookup("１１０１０５ 19491231002x", HERE)
    assert digest_for_lookup("张三", HERE) != digest_for_lookup("李四", HERE)
    assert digest_for_lookup("张三", HERE) != digest_for_lookup("张三", ELSEWHERE)


def test_it_reads_keys_as_the_setting_writes_them() -> None:
    key = new_key()
    assert parse_keys([key]) == ((base64.b64decode(key),), ())
    for wrong in ("short", base64.b64encode(b"x" * 31).decode(), "！"):
        with pytest.raises(BadKey, match="第 2 把密钥"):
            parse_keys([key, wrong])
