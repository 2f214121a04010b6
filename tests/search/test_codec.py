"""Posting lists and shard files: what is written is what is read."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.codec import decode, encode
from build_tools.search.encoding import encode_postings, pack
from build_tools.search.packing import (
    ALONE,
    DOCUMENT_BITS,
    ONCE,
    TIER_BITS,
    TIERS,
    UNKNOWN,
    Bounds,
    Reader,
    told_bounds,
    unpack,
)
from build_tools.search.shards import SIZE, ShardPacker, find_lists, script, shard_of, unscript, wide_script


@given(st.sets(st.integers(0, 2_000_000)))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert decode(encode(sorted(numbers))) == sorted(numbers)


@pytest.mark.parametrize("step", [1, 2, 3, 1000])
def test_regular_lists_are_short(step: int) -> None:
    numbers = list(range(0, 10_000 * step, step))
    text = encode(numbers)
    assert decode(text) == numbers
    assert len(text) < 10_000 * (step.bit_length() + 1.6) / 6 + 2


POSTING = st.tuples(st.sampled_from(TIERS), st.integers(0, 255))
POSTINGS = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 200_000), POSTING, max_size=60), st.sampled_from((0, 2, 8))),
    min_size=1,
    max_size=5,
)


def encoded(many: list[tuple[dict[int, tuple[int, int]], int]], bounds: Bounds) -> np.ndarray[Any, Any]:
    """Postings given as tier and what is told of the place by document, as the writer encodes them."""
    pieces = np.repeat(np.arange(len(many)), [len(one) for one, _ in many])
    numbers = [
        d << DOCUMENT_BITS | told << TIER_BITS | tier for one, _ in many for d, (tier, told) in sorted(one.items())
    ]
    told = np.array([bits for _, bits in many])
    return encode_postings(pieces, np.array(numbers, np.uint64), told, 200_001, bounds)[0]


@given(POSTINGS)
def test_postings_come_back_one_after_the_other(many: list[tuple[dict[int, tuple[int, int]], int]]) -> None:
    bounds = (3, 20)
    reader = Reader(unpack(pack(encoded(many, bounds))), 0, 200_001, bounds)
    for one, bits in many:
        known = bits and bounds[0] <= sum(tier == ONCE for tier, _ in one.values()) <= bounds[1]
        expected = {
            d: (tier, told & (1 << bits) - 1 if known and tier in ALONE else UNKNOWN) for d, (tier, told) in one.items()
        }
        assert reader.lists(bits) == expected


def test_places_are_told_where_lists_are_neither_short_nor_long() -> None:
    assert told_bounds(1_900) == (1_901, 1_901)
    assert told_bounds(18_700) == (64, 1_558)
    assert told_bounds(187_000) == (320, 15_583)


@given(st.text("01"))
def test_bits_come_back(bits: str) -> None:
    packed = pack(np.array([int(bit) for bit in bits], np.uint8))
    assert unpack(packed).rstrip("0") == bits.rstrip("0")
    assert len(packed) == -(-len(bits) // 15)
    assert all(0x3000 <= ord(character) < 0xB000 for character in packed)


def test_pieces_are_found_in_their_shards() -> None:
    pieces = [
        *(chr(0x4E00 + 9 * i) + chr(0x4E00 + 23 * j) for i in range(150) for j in range(150)),
        "一",
        "20",
        "2年",
        "𠀀𠀁",
    ]
    packer, shards = ShardPacker(), []
    ordered = sorted(pieces)
    numbers = {piece: number for number, piece in enumerate(ordered)}
    for start in range(0, len(ordered), 1000):
        some = ordered[start : start + 1000]
        postings = np.array([n << DOCUMENT_BITS for p in some for n in (numbers[p], numbers[p] + 7)], np.uint64)
        which = np.repeat(np.arange(len(some)), 2)
        shards += packer.add(some, *encode_postings(which, postings, np.full(len(some), 8), 30_000, (3, 20)))
    shards += packer.finish()
    firsts = [first for first, _ in shards]
    assert len(shards) > 1
    assert all(SIZE <= len(wide_script("post/1", "abc", data)) < 2.2 * SIZE for _, data in shards)

    def found(piece: str) -> dict[int, tuple[int, int]]:
        reader = find_lists(*map(unpack, shards[shard_of(piece, firsts)][1]), piece, 30_000, (3, 20))
        return reader.lists(8) if reader else {}

    for piece in ordered[::17] + pieces[-4:]:
        assert found(piece) == {numbers[piece]: (ONCE, UNKNOWN), numbers[piece] + 7: (ONCE, UNKNOWN)}
    for piece in ("龥", "龥龥", "0年", "2", "21"):
        assert found(piece) == {}


@pytest.mark.parametrize("write", [script, wide_script])
def test_scripts_come_back(write: object) -> None:
    data = ["“学习”\u2028\ud800</script>", {"年": None}]
    written = write("post/1", "abc", data)  # type: ignore[operator]
    assert unscript(written) == ("post/1", "abc", data)
    with pytest.raises(ValueError, match="not a shard"):
        unscript(written[:-8])
