"""Sealed files: whole or refused, piece by piece."""

import os
from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.web.vault import CannotUnseal
from gongkai.web.vault.streams import PIECE, seal_stream, unseal_stream

HERE = "files.storedfile.content.1"
SIZES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7]


def sealed(data: bytes) -> bytes:
    return b"".join(seal_stream([data], HERE))


def unsealed(data: bytes, context: str = HERE) -> bytes:
    return b"".join(unseal_stream(BytesIO(data), context))


@pytest.mark.parametrize("size", SIZES)
def test_it_opens_what_it_sealed_at_every_edge(size: int) -> None:
    data = os.urandom(size)
    assert unsealed(sealed(data)) == data


@given(st.lists(st.binary(max_size=2000), max_size=80))
def test_it_does_not_matter_how_the_content_was_cut(chunks: list[bytes]) -> None:
    assert unsealed(b"".join(seal_stream(chunks, HERE))) == b"".join(chunks)


@pytest.mark.parametrize("size", SIZES)
def test_whatever_is_cut_off_is_missed(size: int) -> None:
    whole = sealed(os.urandom(size))
    for less in {1, 16, PIECE + 16, len(whole) - 21, len(whole)}:
        if 0 < less <= len(whole):
            with pytest.raises(CannotUnseal):
                unsealed(whole[:-less])


def test_pieces_cannot_change_places_or_files() -> None:
    whole, other = sealed(os.urandom(3 * PIECE)), sealed(os.urandom(3 * PIECE))
    head, step = 21, PIECE + 16
    first, second = whole[head : head + step], whole[head + step : head + 2 * step]
    for bad in (
        whole[:head] + second + first + whole[head + 2 * step :],
        whole[:head] + first + first + whole[head + 2 * step :],
        whole[:head] + other[head : head + step] + whole[head + step :],
        whole + first,
    ):
        with pytest.raises(CannotUnseal):
            unsealed(bad)
    with pytest.raises(CannotUnseal):
        unsealed(whole, HERE.replace("1", "2"))


def test_an_old_key_still_opens_it(settings) -> None:
    old, new = os.urandom(32), os.urandom(32)
    settings.DATA_KEYS = (old,)
    whole = sealed(b"content")
    settings.DATA_KEYS = (new, old)
    assert unsealed(whole) == b"content"
    settings.DATA_KEYS = (new,)
    with pytest.raises(CannotUnseal, match="没有这把密钥"):
        unsealed(whole)


def test_it_holds_no_more_than_a_few_pieces_at_once() -> None:
    taken = 0

    def chunks() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(200):
            taken += 1
            yield b"x" * PIECE

    for number, _ in enumerate(seal_stream(chunks(), HERE)):
        assert taken - number <= 3
