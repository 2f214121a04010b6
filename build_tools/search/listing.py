"""Filters without words → what they list. `docs/assets/search/listing.js` does the same.

Where a filter is about sections, sections are listed, else whole materials. A material or section that holds an unwanted word
is not listed; where postings cannot tell, the texts that may hold it are named, to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from build_tools.search.candidates import documents_with
from build_tools.search.checking import Checked, holds
from build_tools.search.columns import MATERIAL_FIELDS
from build_tools.search.filters import without
from build_tools.search.index import Index
from build_tools.search.parse import Filter
from build_tools.search.pieces import pieces_of


@dataclass(frozen=True, slots=True)
class Listing:
    """What passes filters: materials, each by its first document, or sections."""

    places: list[int]
    """Documents, the latest year first."""
    doubtful: dict[int, list[int]]
    """For places of which postings do not tell whether they hold an unwanted word: the documents that may."""
    unwanted: Sequence[str]
    """The words that those must not hold."""

    def stands(self, index: Index, place: int, checked: Checked) -> bool:
        """Whether a place belongs to the list, by its texts where that is in doubt. What cannot be read is noted as a fault,
        and left out."""
        return all(holds(index, d, (), self.unwanted, checked) for d in self.doubtful.get(place, ()))


def listing(index: Index, filters: Iterable[Filter], passed: bytearray | None, unwanted: Sequence[str]) -> Listing:
    """What filters and unwanted words leave of the documents that pass."""
    whole = all(condition.field in MATERIAL_FIELDS for condition in filters)
    starts = index.starts if whole else range(index.documents)
    clean, left = without(index, None, unwanted)
    suspects = {d for term in left for d in documents_with(index, pieces_of(term), clean)}
    places, doubtful = [], {}
    for start, end in zip(starts, [*starts[1:], index.documents], strict=True):
        if (passed is None or passed[start]) and (clean is None or clean.find(0, start, end) < 0):
            places.append(start)
            if suspects and (own := [document for document in range(start, end) if document in suspects]):
                doubtful[start] = own
    places.sort(key=lambda d: (index.year_rank(index.material_of(d)), d))
    return Listing(places, doubtful, left)
