"""The order of checked results, and where words stand in a text. `docs/assets/search/rank.js` does the same.

All numbers are integers, so that both languages come to the same order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from build_tools.search.fold import Folded, fold
from build_tools.search.texts import StoredDocument

MOST_PLACES = 100
"""Places of a word in a text that are looked at."""


def places(text: str, term: str) -> list[int]:
    """Where a term begins in a folded text, without overlaps."""
    found: list[int] = []
    start = text.find(term)
    while start >= 0 and len(found) < MOST_PLACES:
        found.append(start)
        start = text.find(term, start + len(term))
    return found


def every_place(text: str, term: str) -> Iterator[int]:
    """Where a term begins in a folded text, overlaps too."""
    start = text.find(term)
    while start >= 0:
        yield start
        start = text.find(term, start + 1)


def rank(document: StoredDocument, text: Folded, terms: Sequence[str]) -> tuple[int, int, int]:
    """Sorts ascending: words in the heading, how close the words stand, how often they do for the text's length."""
    heading = len(fold(document.text[: document.heading]))
    found = [places(text.text, term) for term in terms]
    in_heading = sum(spots[0] + len(term) <= heading for spots, term in zip(found, terms, strict=True))
    density = sum(map(len, found)) * 1000 // (len(text.text) + 200)
    return -in_heading, closeness(found, [len(term) for term in terms]), -density


def closeness(found: Sequence[Sequence[int]], lengths: Sequence[int]) -> int:
    """How many other characters stand in the shortest stretch that holds every term."""
    if len(found) < 2:
        return 0
    best: int | None = None
    latest = [-1] * len(found)
    for start, term in sorted((start, term) for term, spots in enumerate(found) for start in spots):
        latest[term] = start
        if -1 not in latest:
            end = max(spot + length for spot, length in zip(latest, lengths, strict=True))
            gap = max(0, end - min(latest) - sum(lengths))
            best = gap if best is None else min(best, gap)
    return best or 0
