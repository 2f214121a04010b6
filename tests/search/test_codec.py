"""Posting lists and shard files: what is written is what is read."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.search.codec import decode, encode
from build_tools.search.packing import HEADING, OFTEN, ONCE, UNKNOWN, Reader, lists_of, pack, posting, unpack
from build_tools.search.shards import SIZE, ShardPacker, postings_in, script, shard_of, unscript, wide_script


@given(st.sets(st.integers(0, 2_000_000)))
def test_numbers_come_back(numbers: set[int]) -> None:
    assert decode(encode(sorted(numbers))) == sorted(numbers)


@pytest.mark.parametrize("step", [1, 2, 3, 1000])
def test_regular_lists_are_short(step: int) -> None:
    numbers = list(range(0, 10_000 * step, step))
    text = encode(numbers)
    assert decode(text) == numbers
    assert len(text) < 10_000 * (step.bit_length() + 1.6) / 6 + 2


POSTING = st.tuples(st.sampled_from([ONCE, OFTEN, HEADING]), st.integers(0, 7))
POSTINGS = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 200_000), POSTING, min_size=1, max_size=600), st.booleans()), max_size=5
)


@given(POSTINGS)
def test_postings_come_back_one_after_the_other(many: list[tuple[dict[int, tuple[int, int]], bool]]) -> None:
    lists = [
        lists_of(array("I", sorted(posting(d, tier, place) for d, (tier, place) in one.items())), 200_001, phased)
        for one, phased in many
    ]
    reader = Reader(unpack(pack("".join(lists))), 0, 200_001)
    for one, phased in many:
        phased = phased and sum(tier == ONCE for tier, _ in one.values()) >= 256
        expected = {d: (tier, place if phased and tier == ONCE else UNKNOWN) for d, (tier, place) in one.items()}
        assert reader.lists(phased) == expected


@given(st.text("01"))
def test_bits_come_back(bits: str) -> None:
    packed = pack(bits)
    assert unpack(packed).rstrip("0") == bits.rstrip("0")
    assert len(packed) == -(-len(bits) // 15)
    assert all(0x3000 <= ord(character) < 0xB000 for character in packed)


def test_pieces_are_found_in_their_shards() -> None:
    pieces = [*(chr(0x4E00 + i) + chr(0x4E00 + j) for i in range(90) for j in range(90)), "一", "20", "2年", "𠀀𠀁"]
    packer, shards = ShardPacker(), []
    numbers = {piece: number for number, piece in enumerate(sorted(pieces))}
    for piece, number in numbers.items():
        shards += packer.add(
            piece, lists_of(array("I", [posting(number, ONCE), posting(number + 7, ONCE)]), 10_000, True)
        )
    shards += packer.finish()
    firsts = [first for first, _ in shards]
    assert len(shards) > 1
    assert all(SIZE <= len(wide_script("post/1", "abc", data)) < 2.2 * SIZE for _, data in shards)

    def postings(piece: str) -> dict[int, tuple[int, int]]:
        directory, bits = shards[shard_of(piece, firsts)][1]
        return postings_in(directory, unpack(bits), piece, 10_000)

    for piece in sorted(pieces)[::17] + pieces[-4:]:
        assert postings(piece) == {numbers[piece]: (ONCE, UNKNOWN), numbers[piece] + 7: (ONCE, UNKNOWN)}
    for piece in ("龥", "龥龥", "0年", "2", "21"):
        assert postings(piece) == {}


@pytest.mark.parametrize("write", [script, wide_script])
def test_scripts_come_back(write: object) -> None:
    data = ["“学习”\u2028\ud800</script>", {"年": None}]
    written = write("post/1", "abc", data)  # type: ignore[operator]
    assert unscript(written) == ("post/1", "abc", data)
    with pytest.raises(ValueError, match="not a shard"):
        unscript(written[:-8])
