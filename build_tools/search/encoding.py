"""Postings of many pieces → the bits that `packing.py` reads, all at once in arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from build_tools.search.packing import (
    ALONE,
    BASE,
    BITS,
    DOCUMENT_BITS,
    ONCE,
    TIER_BITS,
    TIERS,
    Bounds,
    width,
)

Bits = NDArray[np.uint8]
"""Zeros and ones."""

Ints = NDArray[np.int64]

_TIERS = len(TIERS)
_ALONE = np.array([tier in ALONE for tier in TIERS])


def encode_postings(
    pieces: Ints, postings: NDArray[np.uint64], told: Ints, documents: int, bounds: Bounds
) -> tuple[Bits, Ints]:
    """The bits of pieces, one after the other, and how many each has. Given are for each posting the number of its piece
    (ascending, the postings of a piece in the order of their documents) and the posting; and for each piece how
    many bits may tell of its places."""
    tier = (postings & np.uint64((1 << TIER_BITS) - 1)).astype(np.int64)
    order = np.argsort(pieces * _TIERS + tier, kind="stable")
    numbers, tier, lists = postings[order].astype(np.int64), tier[order], (pieces * _TIERS + tier)[order]
    counts = np.bincount(lists, minlength=len(told) * _TIERS).reshape(-1, _TIERS)
    once, total = counts[:, ONCE], counts.sum(axis=1)
    alone, plain = (total == 1) & (once == 1), total == once
    k = _parameters(documents, counts)
    known = told * ((once >= bounds[0]) & (once <= bounds[1]) & ~alone)

    document = numbers >> DOCUMENT_BITS
    firsts = np.flatnonzero(np.diff(lists, prepend=-1))
    gap = np.diff(document, prepend=0) - 1
    gap[firsts] = document[firsts]
    ones = gap >> k.ravel()[lists]
    lengths = ones + 1 + k.ravel()[lists]
    places = _ALONE[tier] * known[lists // _TIERS]
    lengths[alone[lists // _TIERS]] = 0

    def summed(values: Ints) -> Ints:
        return np.bincount(lists, values, counts.size).astype(np.int64).reshape(-1, _TIERS)

    gammas = 2 * _bit_lengths(counts + 1) - 1
    gammas[plain, 1:] = 0
    gammas[alone] = 0
    gaps = summed(lengths)
    sizes = gammas + gaps + summed(places)
    whole = np.where(alone, 1 + width(documents), 2 + sizes.sum(axis=1))
    starts = np.cumsum(whole) - whole
    begins = (starts[:, None] + 2 + np.cumsum(sizes, axis=1) - sizes).ravel()  # of each list
    spots = begins[lists] + gammas.ravel()[lists] + _within(lengths, lists, firsts)
    place_spots = (begins + (gammas + gaps).ravel())[lists] + _within(places, lists, firsts)

    single = alone[lists // _TIERS]
    bits = _ones(int(whole.sum()), spots[~single], ones[~single])
    _put(bits, starts, np.where(alone, 0, np.where(plain, 2, 3)), np.where(alone, 1, 2))
    _put(bits, begins, (counts + 1).ravel(), gammas.ravel())
    low = k.ravel()[lists]
    _put(bits, (spots + ones + 1)[~single], (gap & ((1 << low) - 1))[~single], low[~single])
    _put(bits, starts[alone] + 1, document[single], np.full(int(alone.sum()), width(documents)))
    _put(bits, place_spots, numbers >> TIER_BITS & 255, places)
    return bits, whole


def pack(bits: Bits) -> str:
    """Bits as characters; the last one is filled up with zeros."""
    filled = np.concatenate([bits, np.zeros(-len(bits) % BITS, np.uint8)]).reshape(-1, BITS).astype(np.int64)
    words = filled @ (1 << np.arange(BITS - 1, -1, -1)) + BASE
    return words.astype("<u2").tobytes().decode("utf-16-le")


def _parameters(documents: int, counts: Ints) -> Ints:
    """`packing.parameter` of many counts."""
    return np.maximum(0, _bit_lengths(documents * 709 // ((counts + 1) << 10)) - 1)


def _bit_lengths(values: Ints) -> Ints:
    return np.frexp(values.astype(np.float64))[1].astype(np.int64)


def _within(sizes: Ints, lists: Ints, firsts: Ints) -> Ints:
    """Where in its list each posting begins, given the sizes of the postings."""
    before = np.cumsum(sizes) - sizes
    counts = np.diff(firsts, append=len(lists))
    return before - np.repeat(before[firsts], counts)


def _ones(size: int, spots: Ints, counts: Ints) -> Bits:
    """So many bits, with so many ones from each of the spots on; they do not overlap."""
    some = counts > 0
    steps = np.zeros(size + 1, np.int8)
    np.add.at(steps, spots[some], 1)
    np.add.at(steps, (spots + counts)[some], -1)
    return np.cumsum(steps[:size], dtype=np.int8).astype(np.uint8)


def _put(bits: Bits, spots: Ints, values: Ints, sizes: Ints) -> None:
    """Writes values at spots, in so many bits each."""
    for bit in range(int(sizes.max(initial=0))):
        some = sizes > bit
        bits[spots[some] + sizes[some] - 1 - bit] = values[some] >> bit & 1
