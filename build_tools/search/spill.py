"""Postings while an index is written: gathered in memory, spilled to disk in sorted runs, merged at the end."""

from __future__ import annotations

import heapq
import marshal
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

LIMIT = 6_000_000
"""Postings kept in memory, of four bytes each."""

_BLOCK = 500
"""Pieces written and read at once."""


class Postings:
    """Collects numbers by piece. Numbers must be added in ascending order."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder, self._limit = folder, limit
        self._count = 0
        self._runs: list[Path] = []
        self.lists: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
        """Numbers by piece; the writer appends here directly, since a call for each would cost as much again."""

    def added(self, count: int) -> None:
        """Says that so many numbers were appended; spills when memory is full."""
        self._count += count
        if self._count >= self._limit:
            self._spill()

    def merged(self) -> Iterator[tuple[str, array[int]]]:
        """All pieces in order with all their numbers; the collection is empty afterwards."""
        sources: list[Iterable[tuple[str, array[int]]]] = [_read(run) for run in self._runs]
        sources.append(sorted(self.lists.items()))
        for piece, group in groupby(heapq.merge(*sources, key=itemgetter(0)), itemgetter(0)):
            numbers = array("I")
            for _, more in group:
                numbers += more
            yield piece, numbers
        self.lists.clear()

    def _spill(self) -> None:
        path = self._folder / f"run-{len(self._runs):05}"
        pieces = sorted(self.lists)
        with path.open("wb") as file:
            for start in range(0, len(pieces), _BLOCK):
                marshal.dump([(piece, self.lists[piece].tobytes()) for piece in pieces[start : start + _BLOCK]], file)
        self._runs.append(path)
        self.lists.clear()
        self._count = 0


def _read(run: Path) -> Iterator[tuple[str, array[int]]]:
    with run.open("rb") as file:
        while True:
            try:
                block = marshal.load(file)  # our own file of this very process
            except EOFError:
                return
            for piece, data in block:
                yield piece, array("I", data)
