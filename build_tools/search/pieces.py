"""Pieces: the single characters and overlapping pairs of characters by which sections are found.

Where two pairs are both common, the run of three that they make is a piece too (`trigrams.py`). Punctuation and symbols are
in no pair: they split the text into runs. The joint of two runs (`前，后`) is a piece of
its own, one of 4096 into which all joints are hashed: enough to tell pasted sentences apart, and small. What else
stands in a term is looked at in the text itself, at the end.

A piece is one character or two. Those that are no text of their own begin with a private-use character.
`docs/assets/search/fold.js` cuts the same pieces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from build_tools.search.codec import ALPHABET

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORD = re.compile(
    "[0-9a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2fdf\u3005\u3007\u3021-\u3029\u3040-\u30fa\u30fc-\ud7ff"
    "\uf900-\ufdff\U00010000-\U000effff]+"
)
"""A run of characters that can be searched for, in folded text."""

PINYIN, INITIALS, JOINTS = 0xE000, 0xE080, 0xE100
"""Where the first characters of other pieces begin: two letters of a spelling, two initials, the joint of two runs."""

END = "\x02"
"""Stands before and after every text: folding leaves no such character."""

TRIGRAMS, TRIGRAM_SECONDS = 0xF0000, 0x10000
"""Where the first and the second characters of runs of three begin."""

JOINT_PIECES = 4096
"""So many joints are told apart."""

TRIGRAM_CLASSES = 5
"""Runs of three are pieces where both pairs are of the commonest of so many classes: in more than one of 32 documents."""

TRIGRAM_PIECES, TRIGRAM_FACTOR, TRIGRAM_LOW = 268_435_399, 65_599, 20
"""So many runs of three, the factor of their hash, and how many of its bits are in the second character."""


def letters_piece(kind: int, pair: str) -> str:
    """The piece of two letters of a spelling (PINYIN) or of two initials (INITIALS)."""
    return chr(kind + ord(pair[0])) + pair[1]


SPOT_BITS, PAIR_BITS = 2, 8
"""Bits that tell where a joint stands, and where a pair stands and what stands beside it."""


def told_bits(first: str, second: str) -> int:
    """How many bits postings may tell of a place of a piece: none for single characters (with no second one) and spellings."""
    if not second or ord(first) >= 0x10000 or PINYIN <= ord(first) < JOINTS:
        return 0
    return SPOT_BITS if is_joint(first) else PAIR_BITS


Codes = TypeVar("Codes", int, "NDArray[np.int64]")


def hashed(code: Codes) -> Codes:
    """What postings tell of a character, given its code point (or many): three bits."""
    return (code ^ code >> 3 ^ code >> 6) & 7


def trigram(run: str) -> str:
    """The piece of a run of three."""
    number = 0
    for character in run:
        number = (number * TRIGRAM_FACTOR + ord(character)) % TRIGRAM_PIECES
    low = number & (1 << TRIGRAM_LOW) - 1
    return chr(TRIGRAMS + (number >> TRIGRAM_LOW)) + chr(TRIGRAM_SECONDS + low)


def runs_of_three(term: str) -> list[str]:
    """The runs of three of a folded term."""
    return list(dict.fromkeys(run[place : place + 3] for run in runs(term) for place in range(len(run) - 2)))


def is_joint(piece: str) -> bool:
    """Whether a piece is that of a joint."""
    return JOINTS <= ord(piece[0]) < JOINTS + (JOINT_PIECES >> 6)


def joint(before: str, gap: str, after: str) -> str:
    """The piece of the joint of two runs: the last character of one, what stands between, the first of the other."""
    number = 0
    for character in before + gap + after:
        number = (number * 31 + ord(character)) % 65521
    number %= JOINT_PIECES
    return chr(JOINTS + (number >> 6)) + ALPHABET[number & 63]


def runs(text: str) -> list[str]:
    """The runs of a folded text."""
    return WORD.findall(text)


def pieces_of(term: str) -> dict[str, list[int]]:
    """The pieces that a text holding the folded term must have, and where they stand in the term: its pairs, runs of
    a single character, joints."""
    found: dict[str, list[int]] = {}
    end = 0
    for run in WORD.finditer(term):
        text, start = run.group(), run.start()
        if end:
            found.setdefault(joint(term[end - 1], term[end:start], text[0]), []).append(end - 1)
        for place in range(max(1, len(text) - 1)):
            found.setdefault(text[place : place + 2], []).append(start + place)
        end = run.end()
    return found


def stretch(term: str, piece: str, place: int) -> str:
    """What a text must hold that has a piece of a term where the term has it: the pair, or the characters of a joint."""
    if not is_joint(piece):
        return piece
    after = WORD.search(term, place + 1)
    return term[place : after.start() + 1 if after else len(term)]


def is_proven(term: str) -> bool:
    """Whether postings alone prove that a document holds the term."""
    return list(pieces_of(term)) == [term]
