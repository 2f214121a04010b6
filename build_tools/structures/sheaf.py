"""Pieces of pages while an archive is read: gathered by group, spilled to disk when they become many, given back sorted.

What ten thousand materials say is too much to be kept, and a page can only be written when all that belongs on it
is known. So every material's pieces are made as it passes, finished but for their place, and lie here until the end.
"""

from __future__ import annotations

import heapq
import marshal
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

LIMIT = 24_000_000
"""Bytes kept in memory, as far as they can be told."""

_OVERHEAD = 500
"""Bytes that a piece takes beside its text: tuples, key."""

_BLOCK = 200
"""Pieces written and read at once."""

Piece = tuple[str, tuple[Any, ...], str]
"""Group, key, text. Keys of a group must be comparable: tuples of numbers, texts and truth values."""


class Sheaf:
    """Pieces by group. Make one, `add` what comes, take `groups` once at the end, and `close`.

    What is spilled lies below `scratch`, or where the system keeps what is temporary.
    """

    def __init__(self, limit: int = LIMIT, scratch: Path | None = None) -> None:
        self._limit, self._scratch = limit, scratch
        self._size = 0
        self._pieces: dict[str, list[tuple[tuple[Any, ...], str]]] = {}
        self._runs: list[Path] = []
        self._folder: TemporaryDirectory[str] | None = None
        self.counts: Counter[str] = Counter()
        """How many pieces each group has."""

    def add(self, group: str, key: tuple[Any, ...], text: str) -> None:
        """Puts a piece into a group, at the place that `key` says."""
        self._pieces.setdefault(group, []).append((key, text))
        self.counts[group] += 1
        self._size += 2 * len(text) + _OVERHEAD
        if self._size >= self._limit:
            self._spill()

    def groups(self) -> Iterator[tuple[str, Iterator[tuple[tuple[Any, ...], str]]]]:
        """Every group in the order of its name, its pieces (key, text) in the order of their keys.

        The pieces of a group must be taken before the next group is; how many there are says `counts`.
        """
        merged = heapq.merge(*(_read(run) for run in self._runs), self._sorted()) if self._runs else self._sorted()
        for group, pieces in groupby(merged, key=itemgetter(0)):
            yield group, ((key, text) for _, key, text in pieces)

    def close(self) -> None:
        """Gives memory and disk back."""
        self._pieces = {}
        self._runs = []
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _sorted(self) -> Iterator[Piece]:
        """What lies in memory. Each group is sorted by itself: its name need not be compared a thousand times."""
        for group, pieces in sorted(self._pieces.items()):
            pieces.sort()
            for key, text in pieces:
                yield group, key, text

    def _spill(self) -> None:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="sheaf-", dir=self._scratch)
        path = Path(self._folder.name) / f"run-{len(self._runs):05}"
        pieces = self._sorted()
        with path.open("wb") as file:
            while block := list(islice(pieces, _BLOCK)):
                marshal.dump(block, file)
        self._runs.append(path)
        self._pieces = {}
        self._size = 0


def _read(run: Path) -> Iterator[Piece]:
    with run.open("rb") as file:
        while True:
            try:
                block = marshal.load(file)  # our own file of this very process
            except EOFError:
                return
            yield from block
