"""Documents → their pieces with postings, all at once in arrays: most of the time of an index would go by here.

A piece is a number, its first character times 2²¹ plus its second one (0 where there is none), so that numbers are in the
order of the pieces as texts. What is cut is what `pieces.py` cuts from a term.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from build_tools.search.codec import ALPHABET
from build_tools.search.documents import SearchDocument
from build_tools.search.fold import MARK, fold_marked
from build_tools.search.packing import (
    CROSSED,
    DOCUMENT_BITS,
    HEADING,
    HEADINGS,
    OFTEN,
    ONCE,
    PHASES,
    TIER_BITS,
    TWICE,
)
from build_tools.search.pieces import END, JOINT_PIECES, JOINTS, WORD, hashed

Numbers = NDArray[np.uint64]
Postings = NDArray[np.uint64]

CHARACTER_BITS = 21
"""Bits of a character in the number of a piece."""

_LOCAL = 20
"""Bits of a document's number within what is cut at once."""

_LONG = 16
"""A joint of more characters is hashed one by one."""


def key_of(piece: str) -> int:
    """The number of a piece."""
    return ord(piece[0]) << CHARACTER_BITS | (ord(piece[1]) if len(piece) > 1 else 0)


def piece_of(key: int) -> str:
    """The piece of a number."""
    second = key & ((1 << CHARACTER_BITS) - 1)
    return chr(key >> CHARACTER_BITS) + (chr(second) if second else "")


def cut(documents: Sequence[SearchDocument], first: int) -> tuple[Numbers, Postings]:
    """The pieces of documents, of which the first has a number, and for each its posting (`packing.py`). The postings
    of a piece are in the order of the documents; there are no more than a million documents."""
    folded = [(fold_marked(d.text[: d.heading]), fold_marked(d.text[d.heading :])) for d in documents]
    text = "".join([head + rest + END for head, rest in folded])
    raw = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    kept = np.flatnonzero(raw != ord(MARK))
    codes = raw[kept].astype(np.uint64)
    crossed = np.diff(kept, prepend=-1) > 1
    ends = codes == ord(END)
    document = np.cumsum(ends) - ends
    lengths = np.array([len(head) + len(rest) + 1 for head, rest in folded])
    headings = np.cumsum(lengths) - lengths + [len(head) for head, _ in folded]
    heading = kept < headings[document]
    word = _words()[codes.astype(np.int64)]
    pairs, (befores, afters) = np.flatnonzero(word[:-1] & word[1:]), _joints(word, document)
    keys = np.concatenate(
        [codes[pairs] << np.uint64(CHARACTER_BITS) | codes[pairs + 1], _hashed(codes, befores, afters)]
    )
    spots, lasts = np.concatenate([pairs, befores]), np.concatenate([pairs + 1, afters])
    across = np.concatenate([crossed[pairs + 1], np.zeros(len(befores), bool)])
    starts = np.concatenate([[0], np.flatnonzero(ends)[:-1] + 1])
    own = hashed(codes.astype(np.int64))
    told = (
        own[spots - 1] << 5 | own[lasts + 1] << 2 | (spots - starts[document[spots]]) % PHASES
    )  # END is before the first
    found = _counted(keys, document[spots], told, heading[lasts] & ~across, across, first)
    spots = np.flatnonzero(word)
    single = _singles(codes[spots] << np.uint64(CHARACTER_BITS), document[spots], heading[spots], first)
    return np.concatenate([found[0], single[0]]), np.concatenate([found[1], single[1]])


def once_in(pieces: Iterable[str], document: int) -> tuple[Numbers, Postings]:
    """Pieces that stand in a document, wherever that is."""
    keys = np.array([key_of(piece) for piece in pieces], np.uint64)
    return keys, np.full(len(keys), document << DOCUMENT_BITS | ONCE, np.uint64)


def _joints(word: NDArray[np.bool_], document: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where runs end, and where in the same document the next ones begin."""
    ends = np.flatnonzero(word[:-1] & ~word[1:])
    begins = np.flatnonzero(word[1:] & ~word[:-1]) + 1
    following = np.searchsorted(begins, ends, "right")
    ends = ends[following < len(begins)]
    begins = begins[following[following < len(begins)]]
    same = document[ends] == document[begins]
    return ends[same], begins[same]


def _hashed(codes: Numbers, befores: NDArray[np.int64], afters: NDArray[np.int64]) -> Numbers:
    """The pieces of joints, as `pieces.joint` has them."""
    number = codes[befores] % 65521
    gaps = afters - befores
    for step in range(1, min(_LONG, int(gaps.max(initial=0))) + 1):
        going = np.flatnonzero((gaps >= step) & (gaps <= _LONG))
        number[going] = (number[going] * 31 + codes[befores[going] + step]) % 65521
    for place in np.flatnonzero(gaps > _LONG):
        total = 0
        for code in codes[befores[place] : afters[place] + 1].tolist():
            total = (total * 31 + code) % 65521
        number[place] = total
    number %= JOINT_PIECES
    letters = np.array([ord(letter) for letter in ALPHABET], np.uint64)
    keys: Numbers = (number >> np.uint64(6)) + np.uint64(JOINTS) << np.uint64(CHARACTER_BITS)
    keys |= letters[(number & np.uint64(63)).astype(int)]
    return keys


def _counted(
    keys: Numbers,
    document: NDArray[np.int64],
    told: NDArray[np.int64],
    heading: NDArray[np.bool_],
    across: NDArray[np.bool_],
    first: int,
) -> tuple[Numbers, Postings]:
    """One posting for each piece and document, from all the places where the pieces stand, and what is told of them."""
    both = keys << np.uint64(_LOCAL) | document.astype(np.uint64)
    order = np.argsort(both, kind="stable")
    both, told = both[order], told[order]
    starts = np.flatnonzero(np.diff(both, prepend=~both[:1]) != 0)
    if not len(starts):
        return keys, np.empty(0, np.uint64)
    count = np.diff(starts, append=len(both))
    literal = np.add.reduceat((~across[order]).astype(np.int64), starts) > 0
    headed = np.logical_or.reduceat(heading[order], starts)
    tier = np.select(
        [~literal, headed & (count == 1), headed, count == 1, count == 2],
        [CROSSED, HEADING, HEADINGS, ONCE, TWICE],
        OFTEN,
    )
    local = (both[starts] & np.uint64((1 << _LOCAL) - 1)).astype(np.int64)
    postings = (first + local) << DOCUMENT_BITS | told[starts] << TIER_BITS | tier
    return both[starts] >> np.uint64(_LOCAL), postings.astype(np.uint64)


def _singles(
    keys: Numbers, document: NDArray[np.int64], heading: NDArray[np.bool_], first: int
) -> tuple[Numbers, Postings]:
    """One posting for each character and document."""
    both = np.unique((keys << np.uint64(_LOCAL) | document.astype(np.uint64)) << np.uint64(1) | ~heading)
    both = both[np.diff(both >> np.uint64(1), prepend=~(both[:1] >> np.uint64(1))) != 0]
    tier = np.where(both & np.uint64(1), ONCE, HEADINGS)
    local = (both >> np.uint64(1) & np.uint64((1 << _LOCAL) - 1)).astype(np.int64)
    return both >> np.uint64(_LOCAL + 1), ((first + local) << DOCUMENT_BITS | tier).astype(np.uint64)


@cache
def _words() -> NDArray[np.bool_]:
    """For each character whether it can be searched for."""
    table = np.zeros(0x110000, bool)
    table[:0x10000] = [WORD.fullmatch(chr(code)) is not None for code in range(0x10000)]
    table[0x10000:0xF0000] = True
    return table
