"""Postings of all documents → their files, and what the head file says of them.

* `post/N`: the lists of many pieces (`shards.py`);
* `long/N`: a list that fills a file alone, so that nobody loads it who wants another.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_tools.search.cutting import Postings, cut, once_in, piece_of
from build_tools.search.documents import SearchDocument
from build_tools.search.encoding import Bits, Ints, encode_postings, pack
from build_tools.search.fold import fold
from build_tools.search.packing import Bounds
from build_tools.search.pieces import TRIGRAM_CLASSES, told_bits
from build_tools.search.shards import FULL, Shard, ShardPacker
from build_tools.search.spill import Spill
from build_tools.search.trigrams import CommonPairs, FoldedTexts

COMMON = 2500
"""So many of the commonest pieces are listed in the head file, by how common they are; and all that have long lists."""

CLASSES = 8
"""A piece of class c is in more than one of 2 ** (c + 1) documents; pieces of class 8 and up are not listed."""

LONG_CLASSES = 4
"""Only the lists of so many classes may be long: of the others there may be too many for the head file."""

Write = Callable[[str, Any], None]
"""Writes a file of postings, given its name and data."""


class PostingsWriter:
    """Takes documents, and writes their postings in the end. Its memory does not grow by them."""

    def __init__(self, folder: Path, limit: int) -> None:
        """`folder` is for what is needed meanwhile; so many postings are kept in memory."""
        self._folder, self._limit = folder, limit
        self._spill = Spill(folder, limit)
        self._texts = FoldedTexts(folder / "folded")

    def add(self, documents: Sequence[SearchDocument], first: int) -> None:
        """Takes documents, of which the first has a number."""
        self._spill.add(*cut(documents, first))
        self._texts.add(fold(document.text) for document in documents)

    def add_pieces(self, pieces: Iterable[str], document: int) -> None:
        """Takes pieces that stand in no text, for a document that was not yet added."""
        self._spill.add(*once_in(pieces, document))

    def write(self, write: Write, documents: int, bounds: Bounds) -> dict[str, Any]:
        """Writes all files; gives what the head file says of them."""
        files, common = _PostingFiles(write), _Common(documents)
        for keys, counts, postings in self._spill.merged():
            pieces = list(map(piece_of, keys.tolist()))
            common.add(pieces, counts)
            which = np.repeat(np.arange(len(pieces)), counts.astype(np.int64))
            told = np.array([told_bits(piece[0], piece[1:]) for piece in pieces])
            bits, sizes = encode_postings(which, postings, told, documents, bounds)
            files.add(pieces, bits, sizes, (sizes >= FULL) & (counts > documents >> LONG_CLASSES))
        pairs = CommonPairs(common.at_least(documents >> TRIGRAM_CLASSES))
        self._write_trigrams(files, pairs, documents, bounds)
        files.finish()
        return {
            "shards": "\n".join(files.firsts),
            "common": [_grouped(pieces, files.long) for pieces in common.classes(files.long)],
        }

    def _write_trigrams(self, files: _PostingFiles, pairs: CommonPairs, documents: int, bounds: Bounds) -> None:
        spill = Spill(self._folder, self._limit)
        for texts in self._texts.read():
            spill.add(*pairs.cut(texts))
        for keys, counts, postings in spill.merged():
            sizes = counts.astype(np.int64)
            worth = pairs.are_worth(keys, sizes)
            which, kept, told = (
                np.repeat(np.arange(len(keys)), sizes),
                np.repeat(worth, sizes),
                np.zeros(len(keys), int),
            )
            bits, lengths = encode_postings(which[kept], postings[kept], told, documents, bounds)
            files.add(list(map(piece_of, keys.tolist())), bits, lengths, np.zeros(len(keys), bool))


class _Common:
    """The commonest pieces, and how many documents have each."""

    def __init__(self, documents: int) -> None:
        self._documents = documents
        self.counts: dict[str, int] = {}

    def add(self, pieces: Sequence[str], counts: Postings) -> None:
        """Takes pieces, each with how many documents have it."""
        some = np.flatnonzero(counts > self._documents >> CLASSES)
        self.counts |= {pieces[place]: int(counts[place]) for place in some.tolist()}

    def at_least(self, least: int) -> dict[str, int]:
        """Those that more documents have than so many, and how many each."""
        return {piece: count for piece, count in self.counts.items() if count > least}

    def classes(self, long: Iterable[str]) -> list[list[str]]:
        """The commonest, and those with long lists, by class."""
        order = sorted(self.counts, key=lambda piece: (-self.counts[piece], piece))
        classes: list[list[str]] = [[] for _ in range(CLASSES)]
        for piece in sorted({*order[:COMMON], *long}):
            classes[(self._documents // self.counts[piece]).bit_length() - 1].append(piece)
        return classes


class _PostingFiles:
    """Writes lists, given in the order of their pieces, into files."""

    def __init__(self, write: Write) -> None:
        self._write, self._packer = write, ShardPacker()
        self.firsts: list[str] = []
        """The first piece of each shard."""
        self.long: dict[str, int] = {}
        """Pieces whose lists are long, with the numbers of their files."""

    def add(self, pieces: list[str], bits: Bits, sizes: Ints, long: NDArray[np.bool_]) -> None:
        """Takes pieces, their bits, how many each has, and whether these fill a file."""
        ends = np.cumsum(sizes)
        for place in np.flatnonzero(long):
            number = self.long[pieces[place]] = len(self.long)
            self._write(f"long/{number}", pack(bits[ends[place] - sizes[place] : ends[place]]))
        others = [piece for piece, alone in zip(pieces, long, strict=True) if not alone]
        self._write_shards(self._packer.add(others, bits[np.repeat(~long, sizes)], sizes[~long]))

    def finish(self) -> None:
        """Writes what is left."""
        self._write_shards(self._packer.finish())

    def _write_shards(self, shards: Iterable[tuple[str, Shard]]) -> None:
        for first, data in shards:
            self._write(f"post/{len(self.firsts)}", data)
            self.firsts.append(first)


def _grouped(pieces: Sequence[str], long: Container[str]) -> list[str]:
    """Common pieces: those with long lists, and the others."""
    return [" ".join(piece for piece in pieces if (piece in long) == alone) for alone in (True, False)]
