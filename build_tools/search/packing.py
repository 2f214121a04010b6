"""Posting lists as bits, fifteen in a character. `docs/assets/search/packing.js` reads them.

The postings of a piece are one string of bits that says itself where it ends, so that lists stand one after the other:

* one document, in the tier ONCE: a zero, and the document in as many bits as the largest number needs;
* else a one, and for each tier the count of its documents plus one in Elias' gamma code, and their gaps in Rice code:
  a gap g is (g >> k) ones, a zero and the k low bits of g, where k follows from the count (`_parameter`). The gap of
  a document is its distance from the one before, less one; the first counts from 0. Where the piece has phases, those
  of the documents in the tier ONCE follow, three bits each, unless they are few.

A phase is where in the document the piece stands, modulo 8. A text that holds a word has all its pieces at phases that
fit: few others do.

Fifteen bits are a character from U+3000 on: no quotation mark, line end or surrogate is among those, and a file in
UTF-16 holds them in two bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from operator import sub

from build_tools.search.codec import CODES

ONCE, OFTEN, HEADING = 0, 1, 2
"""The tiers of a posting: the piece stands in the document once, more than once, in its heading."""

PHASES = 8
"""So many phases are told apart."""

FEW = 256
"""Fewer documents have no phases: their piece tells enough."""

PHASE_BITS, TIER_BITS = 3, 2
"""Low bits of a number while an index is made: document, phase, tier."""

BITS = 15
"""Bits in a character."""

_BASE = 0x3000


def _width(documents: int) -> int:
    return max(1, (documents - 1).bit_length())


def _parameter(documents: int, count: int) -> int:
    """The best Rice parameter where so many of the documents are drawn at random: the mean gap times ln 2."""
    return max(0, (documents * 709 // ((count + 1) << 10)).bit_length() - 1)


def posting(document: int, tier: int, place: int = 0) -> int:
    """A document as a number: who reads it needs the tier and the phase too."""
    return (document << PHASE_BITS | place % PHASES) << TIER_BITS | tier


_TIER = (1 << TIER_BITS) - 1
_DOCUMENT = PHASE_BITS + TIER_BITS
_PHASES = [format(phase, "03b") for phase in range(PHASES)]


def lists_of(numbers: array[int], documents: int, phased: bool) -> str:
    """The postings of a piece, at least one, as bits, where there are so many documents. The numbers are those that
    `posting` gives, ascending."""
    if len(numbers) == 1 and not numbers[0] & _TIER:
        return "0" + format(numbers[0] >> _DOCUMENT, f"0{_width(documents)}b")
    tiers = [[number for number in numbers if number & _TIER == tier] for tier in (ONCE, OFTEN, HEADING)]
    bits = [_list([number >> _DOCUMENT for number in tier], documents) for tier in tiers]
    if phased and len(tiers[ONCE]) >= FEW:
        bits[ONCE] += "".join([_PHASES[number >> TIER_BITS & 7] for number in tiers[ONCE]])
    return "1" + "".join(bits)


def _list(places: Sequence[int], documents: int) -> str:
    count = format(len(places) + 1, "b")
    gamma = "0" * (len(count) - 1) + count
    if not places:
        return gamma
    codes = CODES[_parameter(documents, len(places))]
    gaps = map(codes.__getitem__, map(sub, islice(places, 1, None), places))
    return f"{gamma}{codes[places[0] + 1]}{''.join(gaps)}"


def pack(bits: str) -> str:
    """Bits as characters; the last one is filled up with zeros."""
    words = _words()
    filled = bits + "0" * (-len(bits) % BITS)
    return "".join([words[filled[place : place + BITS]] for place in range(0, len(filled), BITS)])


def unpack(text: str) -> str:
    """The bits of characters."""
    return "".join([format(ord(character) - _BASE, "015b") for character in text])


@cache
def _words() -> dict[str, str]:
    return {format(number, "015b"): chr(_BASE + number) for number in range(1 << BITS)}


def number_of(text: str) -> int:
    """The number that two characters stand for: a place among bits."""
    return (ord(text[0]) - _BASE) << BITS | ord(text[1]) - _BASE


UNKNOWN = -1
"""The phase of a document that has none."""


class Reader:
    """Reads lists from bits, one after the other."""

    def __init__(self, bits: str, place: int, documents: int) -> None:
        self._bits, self._place, self._size = bits, place, documents

    def lists(self, phased: bool) -> dict[int, tuple[int, int]]:
        """The next piece's documents, with tier and phase of each."""
        if not self._take(1):
            return {self._take(_width(self._size)): (ONCE, UNKNOWN)}
        once = list(self._documents())
        known = phased and len(once) >= FEW
        found = {document: (ONCE, self._take(PHASE_BITS) if known else UNKNOWN) for document in once}
        found |= {document: (tier, UNKNOWN) for tier in (OFTEN, HEADING) for document in self._documents()}
        return found

    def _documents(self) -> Iterator[int]:
        one = self._bits.index("1", self._place)
        count = self._take(2 * (one - self._place) + 1) - 1
        if not count:
            return
        k, document = _parameter(self._size, count), -1
        for _ in range(count):
            zero = self._bits.index("0", self._place)
            ones, self._place = zero - self._place, zero + 1
            document += (ones << k) + self._take(k) + 1
            yield document

    def _take(self, count: int) -> int:
        if not count:
            return 0
        self._place += count
        return int(self._bits[self._place - count : self._place], 2)
