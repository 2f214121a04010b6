"""Posting lists and shard files: what is written is what is read."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.codec import decode, encode
from build_tools.search.encoding import encode_phases, encode_postings, pack
from build_tools.search.packing import (
    ANY,
    DOCUMENT_BITS,
    ONCE,
    PLACES,
    SECOND_BITS,
    TIER_BITS,
    TIERS,
    Bounds,
    Reader,
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


PHASES = st.integers(0, 7)
POSTING = st.tuples(st.sampled_from(TIERS), PHASES, PHASES)
POSTINGS = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 200_000), POSTING, min_size=1, max_size=60), st.booleans()),
    min_size=1,
    max_size=5,
)


def encoded(many: list[tuple[dict[int, tuple[int, int, int]], bool]], bounds: Bounds) -> list[np.ndarray[Any, Any]]:
    """Postings given as tier and two phases by document, as the writer encodes them: lists and phases apart."""
    pieces = np.repeat(np.arange(len(many)), [len(one) for one, _ in many])
    numbers = [
        d << DOCUMENT_BITS | second << SECOND_BITS | first << TIER_BITS | tier
        for one, _ in many
        for d, (tier, first, second) in sorted(one.items())
    ]
    phased = np.array([phased for _, phased in many])
    postings = np.array(numbers, np.uint32)
    return [
        encode_postings(pieces, postings, phased, 200_001, bounds)[0],
        encode_phases(pieces, postings, phased, bounds)[1],
    ]


def phases_of(tier: int, first: int, second: int) -> int:
    return {1: 1 << first, 2: 1 << first | 1 << second}.get(PLACES.get(tier, 0), ANY)


@given(POSTINGS)
def test_postings_come_back_one_after_the_other(many: list[tuple[dict[int, tuple[int, int, int]], bool]]) -> None:
    bounds = (3, 20)
    lists, apart = (unpack(pack(bits)) for bits in encoded(many, bounds))
    reader, other = Reader(lists, 0, 200_001, bounds), Reader(apart, 0)
    for one, phased in many:
        once = sum(tier == ONCE for tier, *_ in one.values())
        known = phased and bounds[0] <= once <= bounds[1]
        expected = {d: (posting[0], phases_of(*posting) if known else ANY) for d, posting in one.items()}
        assert reader.lists(phased) == expected
        if phased and once > bounds[1]:
            size = other.gamma() - 1
            assert size == sum(3 * PLACES.get(tier, 0) for tier, *_ in one.values())
            for tier in TIERS:
                for document in sorted(d for d in one if one[d][0] == tier and tier in PLACES):
                    assert other.phases(PLACES[tier]) == phases_of(*one[document])


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
        postings = np.array([n << DOCUMENT_BITS for p in some for n in (numbers[p], numbers[p] + 7)], np.uint32)
        which = np.repeat(np.arange(len(some)), 2)
        shards += packer.add(some, *encode_postings(which, postings, np.ones(len(some), bool), 30_000, (3, 20)))
    shards += packer.finish()
    firsts = [first for first, _ in shards]
    assert len(shards) > 1
    assert all(SIZE <= len(wide_script("post/1", "abc", data)) < 2.2 * SIZE for _, data in shards)

    def found(piece: str) -> dict[int, tuple[int, int]]:
        reader = find_lists(*map(unpack, shards[shard_of(piece, firsts)][1]), piece, 30_000, (3, 20))
        return reader.lists(True) if reader else {}

    for piece in ordered[::17] + pieces[-4:]:
        assert found(piece) == {numbers[piece]: (ONCE, ANY), numbers[piece] + 7: (ONCE, ANY)}
    for piece in ("龥", "龥龥", "0年", "2", "21"):
        assert found(piece) == {}


@pytest.mark.parametrize("write", [script, wide_script])
def test_scripts_come_back(write: object) -> None:
    data = ["“学习”\u2028\ud800</script>", {"年": None}]
    written = write("post/1", "abc", data)  # type: ignore[operator]
    assert unscript(written) == ("post/1", "abc", data)
    with pytest.raises(ValueError, match="not a shard"):
        unscript(written[:-8])
