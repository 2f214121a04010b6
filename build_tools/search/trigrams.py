"""Runs of three characters whose two pairs are both common: few of the documents that have the pairs have the run.

`监督` and `督办` tell little of where `监督办` stands: their long lists would be loaded, and many texts read in vain. The list
of the run of three is short. It is written where the run is in no more than one of WORTH of the documents that have the rarer
pair; a run that is in more has an empty list, and one that is nowhere has none. So who knows that the pairs are common
(`pieces.TRIGRAM_CLASSES`) knows what an index has of a run.

Which pairs are common is known when all documents have been cut. These are cut a second time, from their folded texts, which
are kept on disk meanwhile.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from build_tools.search.cutting import CHARACTER_BITS, Numbers, Postings, key_of
from build_tools.search.encoding import Ints
from build_tools.search.packing import DOCUMENT_BITS, ONCE
from build_tools.search.pieces import (
    END,
    TRIGRAM_FACTOR,
    TRIGRAM_LOW,
    TRIGRAM_PIECES,
    TRIGRAM_SECONDS,
    TRIGRAMS,
    WORD,
)

WORTH = 2

_AT_ONCE = 1_000_000
"""Bytes of texts that are cut at once, about."""

_ENDS = END.encode("utf-16-le")


class FoldedTexts:
    """The folded texts of all documents, kept in a file until they are cut a second time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._sizes = array("I")
        """Bytes of what was added at once."""

    def add(self, texts: Iterable[str]) -> None:
        """Takes the next texts."""
        self._sizes.append(self._file.write(_ENDS.join([*(text.encode("utf-16-le") for text in texts), b""])))

    def read(self) -> Iterator[str]:
        """The texts, each with END behind it, a good many at a time; they are gone afterwards."""
        self._file.close()
        with self._path.open("rb") as file:
            size = 0
            for more in self._sizes:
                size += more
                if size >= _AT_ONCE:
                    yield file.read(size).decode("utf-16-le")
                    size = 0
            yield file.read(size).decode("utf-16-le")
        self._path.unlink()


class CommonPairs:
    """The common pairs of an index, each with how many documents have it."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        pairs = sorted(piece for piece in counts if len(piece) == 2 and WORD.fullmatch(piece))
        self._keys = np.array([key_of(pair) for pair in pairs], np.uint64)
        self._counts = np.array([counts[pair] for pair in pairs], np.int64)
        self._rarer: dict[int, int] = {}
        """For each run of three that was met how many documents have its rarer pair."""
        self._documents = 0

    def cut(self, text: str) -> tuple[Numbers, Postings]:
        """The runs of three of the next documents, with one posting for each of their documents."""
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32).astype(np.uint64)
        ends = codes == ord(END)
        document = (np.cumsum(ends) - ends).astype(np.uint64)
        counts = self._counted(codes[:-1] << np.uint64(CHARACTER_BITS) | codes[1:])
        spots = np.flatnonzero((counts[:-1] > 0) & (counts[1:] > 0))
        keys = _hashed(codes, spots)
        distinct, places = np.unique(keys, return_index=True)
        rarer = np.minimum(counts[spots], counts[spots + 1])[places]
        self._rarer.update(zip(distinct.tolist(), rarer.tolist(), strict=True))
        order = np.lexsort((document[spots], keys))
        keys, document = keys[order], document[spots][order]
        first = (np.diff(keys, prepend=~keys[:1]) != 0) | (np.diff(document, prepend=~document[:1]) != 0)
        numbers = document[first] + np.uint64(self._documents)
        self._documents += int(np.count_nonzero(ends))
        return keys[first], numbers << np.uint64(DOCUMENT_BITS) | np.uint64(ONCE)

    def are_worth(self, keys: Numbers, counts: Ints) -> NDArray[np.bool_]:
        """Whether runs of three are worth lists, given how many documents have each."""
        rarer = np.array([self._rarer[key] for key in keys.tolist()], np.int64)
        return counts * WORTH <= rarer

    def _counted(self, keys: Numbers) -> Ints:
        """How many documents have pairs; 0 for those that are not common."""
        if not len(self._keys):
            return np.zeros(len(keys), np.int64)
        places = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[places] == keys, self._counts[places], 0)


def _hashed(codes: Numbers, spots: Ints) -> Numbers:
    """The pieces of the runs of three that begin at spots, as `pieces.trigram` has them."""
    number = np.zeros(len(spots), np.uint64)
    for step in range(3):
        number = (number * np.uint64(TRIGRAM_FACTOR) + codes[spots + step]) % np.uint64(TRIGRAM_PIECES)
    firsts = (number >> np.uint64(TRIGRAM_LOW)) + np.uint64(TRIGRAMS)
    seconds = (number & np.uint64((1 << TRIGRAM_LOW) - 1)) + np.uint64(TRIGRAM_SECONDS)
    return firsts << np.uint64(CHARACTER_BITS) | seconds
