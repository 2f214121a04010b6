"""Posting lists as bits, fifteen in a character: how they are read. `encoding.py` writes them, and
`docs/assets/search/packing.js` reads them in the browser.

The postings of a piece are one string of bits that says itself where it ends, so that lists stand one after the other:

* `0`: one document, in the tier ONCE, in as many bits as the largest number needs;
* `10` and the list of the tier ONCE, where there is no other;
* `11` and the lists of all tiers, in their order.

A list is the count of its documents plus one in Elias' gamma code, and their gaps in Rice code: a gap g is (g >> k) ones,
a zero and the k low bits of g, where k follows from the count (`parameter`). The gap of a document is its distance from
the one before, less one; the first counts from 0.

Where the piece has phases and the tier ONCE has neither few documents nor many (the head file says what that is), the
phases of all documents follow each list, three bits for each place that the tier knows (`PLACES`). Where it has many,
they stand as a piece of their own (`pieces.apart`): so many bits, plus one, in gamma code, and the phases tier by tier.

A phase is where in the document the piece stands, modulo 8. A text that holds a word has all its pieces at phases that
fit: few others do.

Fifteen bits are a character from U+3000 on: no quotation mark, line end or surrogate is among those, and a file in
UTF-16 holds them in two bytes.
"""

from __future__ import annotations

from collections.abc import Iterator

ONCE, TWICE, OFTEN, HEADING, HEADINGS, CROSSED = TIERS = range(6)
"""The tiers of a posting: the piece stands in the document once, twice, more often; in its heading and nowhere else, in its
heading and elsewhere too (or it is a single character); only with a quotation mark between its two characters."""

PLACES = {ONCE: 1, TWICE: 2, HEADING: 1}
"""For a tier how many places have their phases."""

PHASES = 8
"""So many phases are told apart."""

ANY = (1 << PHASES) - 1
"""The phases of a document of which they are not known."""

FEW, MANY, SMALL = 256, 8, 8192
"""See `phase_bounds`."""

Bounds = tuple[int, int]
"""Phases stand with the lists of a piece that at least so many and at most so many documents have once; apart where there
are more."""

TIER_BITS, SECOND_BITS, DOCUMENT_BITS = 3, 6, 9
"""Where in the number of a posting, while an index is made, the phase of the first place, that of the second and the
document begin; the tier comes before."""

BITS = 15
"""Bits in a character."""

BASE = 0x3000


def width(documents: int) -> int:
    """Bits of the largest number of a document."""
    return max(1, (documents - 1).bit_length())


def parameter(documents: int, count: int) -> int:
    """The best Rice parameter where so many of the documents are drawn at random: the mean gap times ln 2."""
    return max(0, (documents * 709 // ((count + 1) << 10)).bit_length() - 1)


def phase_bounds(documents: int) -> Bounds:
    """Where there are phases: not where fewer than FEW documents have a piece once, since it tells enough; apart where more
    than one of MANY has, since its lists are long as they are and often enough; none in an index of fewer than SMALL."""
    return (FEW, documents // MANY) if documents >= SMALL else (documents + 1, documents + 1)


def unpack(text: str) -> str:
    """The bits of characters."""
    return "".join([format(ord(character) - BASE, "015b") for character in text])


class Reader:
    """Reads lists from bits, one after the other."""

    def __init__(self, bits: str, place: int, documents: int = 1, bounds: Bounds = (2, 2)) -> None:
        self._bits, self._place, self._size, self._bounds = bits, place, documents, bounds

    def lists(self, phased: bool) -> dict[int, tuple[int, int]]:
        """The next piece's documents, with the tier of each and its phases, one bit for each of eight."""
        if not self.take(1):
            return {self.take(width(self._size)): (ONCE, ANY)}
        tiers = TIERS if self.take(1) else (ONCE,)
        found: dict[int, tuple[int, int]] = {}
        known = False
        for tier in tiers:
            documents = list(self._documents())
            if tier == ONCE:
                known = phased and self._bounds[0] <= len(documents) <= self._bounds[1]
            for document in documents:
                found[document] = (tier, self.phases(PLACES.get(tier, 0) if known else 0))
        return found

    def phases(self, places: int) -> int:
        """The phases of a document of which so many places are told: one bit for each of eight."""
        found = 0
        for _ in range(places):
            found |= 1 << self.take(3)
        return found or ANY

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
