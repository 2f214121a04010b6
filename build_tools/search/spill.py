"""Postings while an index is written: gathered in memory, spilled to disk in sorted runs, merged at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from build_tools.search.cutting import Numbers, Postings

LIMIT = 2_000_000
"""Postings kept in memory, of sixteen bytes each."""

_CHUNK = 250_000
"""Postings that are merged at once, about; more where one piece has more."""

_STEP = 32
"""One of so many pieces of a run is looked at to see where the work can be cut."""


class _Run:
    """A sorted run on disk: its pieces, where the postings of each begin (and the last ones end), the postings. What is
    read is not mapped into memory, so that memory stays what it is however long the run."""

    def __init__(self, path: Path, keys: Numbers, postings: Postings) -> None:
        starts = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
        self._pieces, self._starts, self._postings = (
            path.with_suffix(end) for end in (".pieces", ".starts", ".postings")
        )
        self.size, self.last = len(starts), keys[-1]
        self.sample: Numbers = keys[starts[::_STEP]]
        """One of so many pieces, and below how many postings stand from each to the next."""
        self.weights = np.diff(starts[::_STEP], append=len(keys))
        keys[starts].tofile(self._pieces)
        np.append(starts, len(keys)).astype(np.int64).tofile(self._starts)
        postings.tofile(self._postings)

    def between(self, low: np.uint64, high: np.uint64) -> tuple[Numbers, Postings]:
        """The pieces from one to before another, each as often as it has postings, and the postings."""
        begin, end = self._place(low), self._place(high)
        starts = np.fromfile(self._starts, np.int64, end - begin + 1, offset=begin * 8)
        pieces = np.fromfile(self._pieces, np.uint64, end - begin, offset=begin * 8)
        count, first = int(starts[-1] - starts[0]), int(starts[0])
        return np.repeat(pieces, np.diff(starts)), np.fromfile(self._postings, np.uint64, count, offset=first * 8)

    def _place(self, piece: np.uint64) -> int:
        block = max(0, int(np.searchsorted(self.sample, piece, "right")) - 1) * _STEP
        pieces = np.fromfile(self._pieces, np.uint64, _STEP, offset=block * 8)
        return block + int(np.searchsorted(pieces, piece))


class Spill:
    """Collects the postings of pieces. Those of a piece must be added in ascending order."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder, self._limit = folder, limit
        self._held: list[tuple[Numbers, Postings]] = []
        self._count = 0
        self._runs: list[_Run] = []

    def add(self, keys: Numbers, postings: Postings) -> None:
        """Takes pieces with one posting each."""
        self._held.append((keys, postings))
        self._count += len(keys)
        if self._count >= self._limit:
            self._spill()

    def merged(self) -> Iterator[tuple[Numbers, Postings, Postings]]:
        """All pieces in order, a good many at a time: pieces, how many postings each has, and the postings. The
        collection is empty afterwards."""
        self._spill()
        low = np.uint64(0)
        for high in self._bounds():
            found = [run.between(low, high) for run in self._runs]
            merged = np.concatenate([keys for keys, _ in found])
            low = high
            if not len(merged):
                continue
            order = np.argsort(merged, kind="stable")
            merged, postings = merged[order], np.concatenate([some for _, some in found])[order]
            starts = np.flatnonzero(np.diff(merged, prepend=~merged[:1]))
            yield merged[starts], np.diff(starts, append=len(merged)).astype(np.uint32), postings
        self._runs.clear()

    def _bounds(self) -> Iterator[np.uint64]:
        """The pieces before which the work is cut."""
        if not self._runs:
            return
        pieces = np.concatenate([run.sample for run in self._runs])
        order = np.argsort(pieces, kind="stable")
        reached = np.cumsum(np.concatenate([run.weights for run in self._runs])[order]) // _CHUNK
        yield from np.unique(pieces[order][np.flatnonzero(np.diff(reached, prepend=0))])
        yield max(run.last for run in self._runs) + np.uint64(1)

    def _spill(self) -> None:
        if not self._count:
            return
        keys = np.concatenate([keys for keys, _ in self._held])
        postings = np.concatenate([postings for _, postings in self._held])
        self._held, self._count = [], 0
        order = np.argsort(keys, kind="stable")
        self._runs.append(_Run(self._folder / f"run-{len(self._runs):05}", keys[order], postings[order]))
