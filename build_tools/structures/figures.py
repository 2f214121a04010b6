"""Counts for the page of figures: what was examined in which year, by whom, at what length. A few numbers a material."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from build_tools.structures.shape import Share
from build_tools.structures.usual import Spread, spread

_MOST = 2**32 - 1


class Figures:
    """Counts materials. `add` each, then ask; a material without a year is counted under None."""

    def __init__(self, strands: Mapping[str, Iterable[str]]) -> None:
        """`strands`: by slug, the aspects of each."""
        self._strands: defaultdict[str, list[str]] = defaultdict(list)
        for slug, aspects in strands.items():
            for aspect in aspects:
                self._strands[aspect].append(slug)
        self.by_year: Counter[int | None] = Counter()
        self.by_sector: Counter[tuple[str | None, int | None]] = Counter()
        self.by_strand: Counter[tuple[str, int | None]] = Counter()
        """Materials of a year that answer an aspect of the strand; by slug and year."""
        self._lengths: defaultdict[int | None, array[int]] = defaultdict(lambda: array("I"))
        self._shares: defaultdict[tuple[int | None, str], array[int]] = defaultdict(lambda: array("B"))

    def add(self, year: int | None, sector: str | None, aspects: Iterable[str], shares: Sequence[Share]) -> None:
        """Counts a material with the aspects that its sections answer."""
        self.by_year[year] += 1
        self.by_sector[sector, year] += 1
        for slug in {slug for aspect in aspects for slug in self._strands.get(aspect, ())}:
            self.by_strand[slug, year] += 1
        self._lengths[year].append(min(sum(share.characters for share in shares), _MOST))
        for share in shares:
            self._shares[year, share.part].append(share.percent)

    @property
    def years(self) -> list[int | None]:
        """The years that have materials, the latest first, the unknown last."""
        return sorted(self.by_year, key=lambda year: (year is None, -(year or 0)))

    def length(self, year: int | None) -> Spread:
        """Characters of the materials of a year."""
        return spread(self._lengths[year])

    def share(self, year: int | None, part: str) -> Spread:
        """Percent of the text that a part takes in the materials of a year that have it."""
        return spread(self._shares[year, part])
