"""Posting lists as bits, fifteen in a character: how they are read. `encoding.py` writes them, and
`docs/assets/search/packing.js` reads them in the browser.

The postings of a piece are one string of bits that says itself where it ends, so that lists stand one after the other:

* `0`: one document, in the tier ONCE, in as many bits as the largest number needs;
* `10` and the list of the tier ONCE, where there is no other;
* `11` and the lists of all tiers, in their order.

A list is the count of its documents plus one in Elias' gamma code, and their gaps in Rice code: a gap g is (g >> k) ones,
a zero and the k low bits of g, where k follows from the count (`parameter`). The gap of a document is its distance from
the one before, less one; the first counts from 0.

Where the tier ONCE of a pair or a joint has neither few documents nor many (the head file says what that is), the lists of
the tiers in which it stands once (`ALONE`) are followed by what is told of its place, for each document: for a pair three bits
of the character before and three of the one after (`pieces.hashed`), for both two bits of where in the document it stands,
modulo 4. Of the texts that have all pieces of a word, few have them between the same characters and at places that fit.

Fifteen bits are a character from U+3000 on: no quotation mark, line end or surrogate is among those, and a file in
UTF-16 holds them in two bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

ONCE, TWICE, OFTEN, HEADING, HEADINGS, CROSSED = TIERS = range(6)
"""The tiers of a posting: the piece stands in the document once, twice, more often; in its heading and nowhere else, in its
heading and elsewhere too (or it is a single character); only with a quotation mark between its two characters."""

ALONE = frozenset({ONCE, HEADING})
"""The tiers in which a piece stands once, so that something is told of its place."""

PHASES = 4
"""So many places are told apart."""

UNKNOWN = 256
"""Where nothing is told of a place; else a number of eight bits: before, after, place (of joints the place alone)."""

LEAST, FEW, MANY, SMALL = 64, 320, 12, 8192
"""See `told_bounds`."""

Bounds = tuple[int, int]
"""Something is told of the places of pieces that at least so many and at most so many documents have once."""

TIER_BITS, DOCUMENT_BITS = 3, 11
"""Where in the number of a posting, while an index is made, what is told of the place and the document begin; the tier
comes before."""

BITS = 15
"""Bits in a character."""

BASE = 0x3000


def width(documents: int) -> int:
    """Bits of the largest number of a document."""
    return max(1, (documents - 1).bit_length())


def parameter(documents: int, count: int) -> int:
    """The best Rice parameter where so many of the documents are drawn at random: the mean gap times ln 2."""
    return max(0, (documents * 709 // ((count + 1) << 10)).bit_length() - 1)


def told_bounds(documents: int) -> Bounds:
    """Of which pieces places are told: not where few documents have a piece once, since it tells enough (FEW in a large index,
    in smaller ones, which have more room, down to LEAST), nor where more than one of MANY has, since the lists are long as
    they are; of none in an index of fewer than SMALL."""
    if documents < SMALL:
        return documents + 1, documents + 1
    return min(FEW, max(LEAST, documents // 460)), documents // MANY


def unpack(text: str) -> str:
    """The bits of characters."""
    return "".join([format(ord(character) - BASE, "015b") for character in text])


class Reader:
    """Reads lists from bits, one after the other."""

    def __init__(self, bits: str, place: int, documents: int = 1, bounds: Bounds = (2, 2)) -> None:
        self._bits, self._place, self._size, self._bounds = bits, place, documents, bounds

    def lists(self, bits: int) -> dict[int, tuple[int, int]]:
        """The next piece's documents, with the tier of each and what so many bits tell of the place."""
        if not self.take(1):
            return {self.take(width(self._size)): (ONCE, UNKNOWN)}
        tiers = TIERS if self.take(1) else (ONCE,)
        found: dict[int, tuple[int, int]] = {}
        known = False
        for tier in tiers:
            documents = list(self._documents())
            if tier == ONCE:
                known = self._bounds[0] <= len(documents) <= self._bounds[1]
            told = bits if known and tier in ALONE else 0
            for document in documents:
                found[document] = (tier, self.take(told) if told else UNKNOWN)
        return found

    def _documents(self) -> Iterator[int]:
        count = self.gamma() - 1
        k, document = parameter(self._size, count), -1
        for _ in range(count):
            document += self.rice(k) + 1
            yield document

    def gamma(self) -> int:
        """A number in Elias' gamma code."""
        one = self._bits.index("1", self._place)
        return self.take(2 * (one - self._place) + 1)

    def rice(self, k: int) -> int:
        """A number in Rice code."""
        zero = self._bits.index("0", self._place)
        ones, self._place = zero - self._place, zero + 1
        return (ones << k) + self.take(k)

    def take(self, count: int) -> int:
        """A number of so many bits. Raises ValueError where there are not so many."""
        if not count:
            return 0
        self._place += count
        if self._place > len(self._bits):
            raise ValueError("no bits left")
        return int(self._bits[self._place - count : self._place], 2)
