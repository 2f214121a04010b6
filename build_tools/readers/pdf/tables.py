"""Tables drawn with lines: the characters in each cell, in reading order.

The lines of a table cut its area into a grid; fields of the grid without a line between them are one cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.readers.pdf.rows import Glyph

Rule = Sequence[float]
"""left, bottom, right, top"""

_NEAR = 3.0
"""Points within which two lines are one, or touch."""
_SHORTEST = 6.0
_MOST_LINES = 150
"""Lines in one direction; more make a drawing, not a table."""
_MOST_IN_CELL = 300
"""Characters that one cell may hold although it is half of the page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and what stands in it."""

    left: float
    right: float
    top: float
    bottom: float
    glyphs: tuple[Glyph, ...]


def cut_out_tables(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> tuple[list[Glyph], list[list[Cell]]]:
    """The characters outside all tables, and the tables of a page, each as its cells in reading order."""
    rest = list(glyphs)
    tables: list[list[Cell]] = []
    for group in _touching([rule for rule in rules if max(rule[2] - rule[0], rule[3] - rule[1]) >= _SHORTEST]):
        grid = _Grid(group)
        if not grid.is_table:
            continue
        inside = [glyph for glyph in rest if grid.holds(glyph)]
        cells = [cell for cell in grid.cells(inside) if cell.glyphs]
        if len(cells) < 2 or max(len(cell.glyphs) for cell in cells) > max(_MOST_IN_CELL, len(glyphs) // 2):
            continue  # a frame round the text of the page
        taken = {id(glyph) for cell in cells for glyph in cell.glyphs}
        rest = [glyph for glyph in rest if id(glyph) not in taken]
        tables.append(cells)
    return rest, tables


class _Grid:
    """The lines of one table."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.level = [rule for rule in rules if rule[2] - rule[0] >= rule[3] - rule[1]]
        self.upright = [rule for rule in rules if rule[2] - rule[0] < rule[3] - rule[1]]
        self.xs = _distinct([(rule[0] + rule[2]) / 2 for rule in self.upright])
        self.ys = _distinct([(rule[1] + rule[3]) / 2 for rule in self.level])

    @property
    def is_table(self) -> bool:
        """Whether there are two cells at least."""
        fields = (len(self.xs) - 1) * (len(self.ys) - 1)
        return len(self.xs) > 1 and len(self.ys) > 1 and fields > 1 and max(len(self.xs), len(self.ys)) < _MOST_LINES

    def holds(self, glyph: Glyph) -> bool:
        """Whether a character stands inside the outer lines."""
        x, y = _middle(glyph)
        return self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[-1]

    def cells(self, glyphs: Sequence[Glyph]) -> Iterator[Cell]:
        """The cells from top to bottom, from left to right."""
        contents: dict[tuple[int, int], list[Glyph]] = {}
        owner = self._merged()
        for glyph in glyphs:
            x, y = _middle(glyph)
            field = (_index(self.ys, y), _index(self.xs, x))
            contents.setdefault(owner[field], []).append(glyph)
        # Rows count from the bottom, so the highest comes first; a cell is named by its top left field.
        for (row, column), inside in sorted(contents.items(), key=lambda item: (-item[0][0], item[0][1])):
            fields = [field for field, named in owner.items() if named == (row, column)]
            yield Cell(
                left=self.xs[column],
                right=self.xs[max(field[1] for field in fields) + 1],
                top=self.ys[row + 1],
                bottom=self.ys[min(field[0] for field in fields)],
                glyphs=tuple(inside),
            )

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Each field of the grid with the top left field of its cell."""
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 2, -1, -1):
            for column in range(len(self.xs) - 1):
                middle_y = (self.ys[row] + self.ys[row + 1]) / 2
                middle_x = (self.xs[column] + self.xs[column + 1]) / 2
                if column and not self._has_upright(self.xs[column], middle_y):
                    owner[row, column] = owner[row, column - 1]
                elif row < len(self.ys) - 2 and not self._has_level(self.ys[row + 1], middle_x):
                    owner[row, column] = owner[row + 1, column]
                else:
                    owner[row, column] = (row, column)
        return owner

    def _has_upright(self, x: float, y: float) -> bool:
        return any(abs((r[0] + r[2]) / 2 - x) < _NEAR and r[1] - _NEAR < y < r[3] + _NEAR for r in self.upright)

    def _has_level(self, y: float, x: float) -> bool:
        return any(abs((r[1] + r[3]) / 2 - y) < _NEAR and r[0] - _NEAR < x < r[2] + _NEAR for r in self.level)


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lines in groups that touch each other."""
    if len(rules) > 2 * _MOST_LINES:
        return []
    groups: list[list[Rule]] = []
    for rule in rules:
        meets = [any(_meet(rule, other) for other in group) for group in groups]
        joined = [rule, *(other for group, met in zip(groups, meets, strict=True) if met for other in group)]
        groups = [*(group for group, met in zip(groups, meets, strict=True) if not met), joined]
    return [group for group in groups if len(group) > 3]


def _meet(one: Rule, other: Rule) -> bool:
    across = one[0] - _NEAR <= other[2] and other[0] - _NEAR <= one[2]
    return across and one[1] - _NEAR <= other[3] and other[1] - _NEAR <= one[3]


def _distinct(places: Sequence[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _index(places: Sequence[float], place: float) -> int:
    """The field that a place inside the outer lines falls into."""
    return next((index for index in range(len(places) - 1) if place < places[index + 1]), len(places) - 2)


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.baseline + glyph.size * 0.3
