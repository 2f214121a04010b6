"""Characters with places → rows of text: what stands on one line of the page, or in one line of a column or cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_WORD = re.compile("[0-9A-Za-z]")
_SAME_LINE = 0.4
"""Sizes that a character may stand above or below the line: a raised note number does, the next line does not."""
_WORD_GAP = 0.2
"""Sizes between two Latin words."""
_WIDE_GAP = 1.2
"""Sizes that nobody leaves between Chinese characters but on purpose; justified lines leave up to half a size."""
_OVERPRINT = 0.2
"""Sizes by which a character may be moved when it is printed twice to look bold."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a page; places in points from the lower left corner."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A line of text on a page."""

    page: int
    """From 1."""
    glyphs: tuple[Glyph, ...]
    """From left to right, without white space at the ends."""
    cell: int = 0
    """Number of the table cell it stands in, over the whole document; 0 for none."""
    column: int = 0
    """Number of the column of running text, over the whole document."""

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.glyphs[-1].right

    @property
    def baseline(self) -> float:
        """Of most of its characters."""
        return median(glyph.baseline for glyph in self.glyphs)

    @property
    def size(self) -> float:
        """Of most of its characters, in points."""
        return median(glyph.size for glyph in self.glyphs)

    @property
    def text(self) -> str:
        """Its characters, with blanks where there are gaps."""
        return "".join(piece for piece, _ in self.pieces())

    def pieces(self) -> Iterable[tuple[str, bool]]:
        """Its text piece by piece, each with whether it is bold."""
        yield self.glyphs[0].text, self.glyphs[0].bold
        for before, after in pairwise(self.glyphs):
            yield _gap(before, after) + after.text, after.bold


def rows_of(glyphs: Iterable[Glyph], page: int, cell: int = 0) -> list[Row]:
    """The rows that glyphs of one page make, from top to bottom."""
    ordered = sorted(glyphs, key=lambda glyph: (-glyph.baseline, glyph.left))
    groups: list[list[Glyph]] = []
    reference: Glyph | None = None
    for glyph in ordered:
        if reference is None or reference.baseline - glyph.baseline > _SAME_LINE * max(reference.size, glyph.size):
            groups.append([])
            reference = glyph
        elif glyph.size > reference.size and glyph.text.strip():
            reference = glyph
        groups[-1].append(glyph)
    rows = (_row(group, page, cell) for group in groups)
    return [row for row in rows if row is not None]


def moved(row: Row, column: int) -> Row:
    """The same row in another column."""
    return replace(row, column=column)


def split_at(row: Row, place: float) -> tuple[Row | None, Row | None]:
    """What stands left and right of a place."""
    left = [glyph for glyph in row.glyphs if (glyph.left + glyph.right) / 2 < place]
    right = [glyph for glyph in row.glyphs if (glyph.left + glyph.right) / 2 >= place]
    return _row(left, row.page, row.cell), _row(right, row.page, row.cell)


def _row(group: Sequence[Glyph], page: int, cell: int) -> Row | None:
    glyphs: list[Glyph] = []
    for glyph in sorted(group, key=lambda glyph: glyph.left):
        twin = next((g for g in reversed(glyphs[-4:]) if _is_overprint(g, glyph)), None)
        if twin is not None:
            glyphs[glyphs.index(twin)] = replace(twin, bold=True)
        else:
            glyphs.append(glyph)
    while glyphs and not glyphs[-1].text.strip():
        glyphs.pop()
    start = next((index for index, glyph in enumerate(glyphs) if glyph.text.strip()), len(glyphs))
    return Row(page, tuple(glyphs[start:]), cell) if glyphs[start:] else None


def _is_overprint(one: Glyph, other: Glyph) -> bool:
    near = _OVERPRINT * max(one.size, 1)
    same = one.text == other.text and not one.text.isspace()
    return same and abs(one.left - other.left) < near and abs(one.baseline - other.baseline) < near


def _gap(before: Glyph, after: Glyph) -> str:
    """The blank that stands between two characters although none is written there."""
    if before.text.isspace() or after.text.isspace():
        return ""
    gap = after.left - before.right
    size = max(before.size, after.size, 1)
    if gap > _WIDE_GAP * size:
        return "\u3000"
    if gap > _WORD_GAP * size and _WORD.match(before.text) and _WORD.match(after.text):
        return " "
    return ""
