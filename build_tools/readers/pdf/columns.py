"""Rows side by side → columns: a page set in two columns is read down the left one, then down the right one.

A page has two columns where a gutter runs between long pieces of text in several rows. Rows that cross it (a title, a
closing line) stand across both and part what is above from what is below. Anything less plain is read row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from build_tools.readers.pdf.rows import Row, moved, split_at

ACROSS, LEFT, RIGHT = 0, 1, 2
_GUTTER = 1.0
"""Sizes of text that a gutter is wide at least."""
_LEAST_ROWS = 5
_LEAST_CHARACTERS = 8
_MOST_CROSSING = 0.4
_MOST_ROWS = 300
"""A page with more is no page of text."""


def in_reading_order(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page, from top to bottom, put into the order in which they are read."""
    gutter = _gutter(rows)
    if gutter is None:
        return list(rows)
    ordered: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if _crosses(row, gutter):
            ordered += [*left, *right, row]
            left, right = [], []
            continue
        one, other = split_at(row, gutter)
        left += [moved(one, LEFT)] if one is not None else []
        right += [moved(other, RIGHT)] if other is not None else []
    return [*ordered, *left, *right]


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where the gutter is, or None. Rows of the two columns may stand at different heights or at the same."""
    if not 2 * _LEAST_ROWS <= len(rows) <= _MOST_ROWS:
        return None
    places = {round((left + right) / 2) for row in rows for left, right in _gaps(row)}
    places |= {round(row.left) - 2 for row in rows}
    best, most = None, _LEAST_ROWS - 1
    for place in sorted(places)[:_MOST_ROWS]:
        aside = [row for row in rows if not _crosses(row, place)]
        if len(rows) - len(aside) > _MOST_CROSSING * len(rows):
            continue
        pieces = [split_at(row, place) for row in aside]
        lengths = [[len(piece.glyphs) for piece in side if piece is not None] for side in zip(*pieces, strict=True)]
        smaller = min(len(side) for side in lengths)
        if smaller > most and all(median(side) >= _LEAST_CHARACTERS for side in lengths):
            best, most = float(place), smaller
    return best


def _gaps(row: Row) -> Iterator[tuple[float, float]]:
    inked = [glyph for glyph in row.glyphs if glyph.text.strip()]
    for before, after in pairwise(inked):
        if after.left - before.right > _GUTTER * max(min(before.size, after.size), 1):
            yield before.right, after.left


def _crosses(row: Row, place: float) -> bool:
    """Whether ink of the row stands across a place."""
    if not row.left < place < row.right:
        return False
    return not any(left < place < right for left, right in _gaps(row))
