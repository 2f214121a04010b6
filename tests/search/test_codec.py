"""Posting lists and shard files: what is written is what is read."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.codec import decode, encode
from build_tools.search.shards import (
    HEADING,
    OFTEN,
    ShardPacker,
    find_lists,
    lists_of,
    script,
    shard_of,
    tiers_of,
    unscript,
    wide_script,
)


@given(st.sets(st.integers(0, 2_000_000)))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert decode(encode(sorted(numbers))) == sorted(numbers)


@pytest.mark.parametrize("step", [1, 2, 3, 1000])
def test_regular_lists_are_short(step: int) -> None:
    numbers = list(range(0, 10_000 * step, step))
    text = encode(numbers)
    assert decode(text) == numbers
    assert len(text) < 10_000 * (step.bit_length() + 1.6) / 6 + 2


def test_tiers_come_back() -> None:
    numbers = array("I", [4, 9 << 2 | HEADING, 10 << 2 | OFTEN, 11 << 2])
    assert tiers_of(lists_of(numbers)) == {1: 0, 9: HEADING, 10: OFTEN, 11: 0}


def test_pieces_are_found_in_their_shards() -> None:
    pieces = sorted([*(chr(0x4E00 + i) + chr(0x4E00 + j) for i in range(60) for j in range(60)), "一", "20", "2年"])
    packer, shards = ShardPacker(), []
    for number, piece in enumerate(pieces):
        shards += packer.add(piece, encode([number, number + 7]))
    shards += packer.finish()
    firsts = [first for first, _ in shards]
    assert len(shards) > 1
    for number, piece in enumerate(pieces):
        assert tiers_of(find_lists(shards[shard_of(piece, firsts)][1], piece)) == {number: 0, number + 7: 0}
    for piece in ("龥", "龥龥", "0年", "2", "21"):
        assert find_lists(shards[shard_of(piece, firsts)][1], piece) == ""


@pytest.mark.parametrize("write", [script, wide_script])
def test_scripts_come_back(write: object) -> None:
    data = ["“学习”\u2028\ud800</script>", {"年": None}]
    written = write("post/1", "abc", data)  # type: ignore[operator]
    assert unscript(written) == ("post/1", "abc", data)
    with pytest.raises(ValueError, match="not a shard"):
        unscript(written[:-8])
