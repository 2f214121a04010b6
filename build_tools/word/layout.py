"""The measures of GB/T 9704-2012, and what Word needs to be told for them.

Lengths are twips (1/20 pt, 1/1440 in), as WordprocessingML has them. The standard: A4, 156 × 225 mm of type,
37 mm above it, 28 mm left of it; 22 lines of 28 characters of size 3 (16 pt) fill it; the page number in size 4
(14 pt) with its dash 7 mm below it, one character from the outer edge.
"""

from __future__ import annotations


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


PAGE_WIDTH, PAGE_HEIGHT = _twips(210), _twips(297)
TOP, LEFT = _twips(37), _twips(28)
RIGHT, BOTTOM = _twips(26), _twips(35)

LINES, CHARACTERS = 22, 28
"""A page, a line."""

SIZE = 320
"""Size 3: 16 pt, the size of all text but the title."""
TITLE_SIZE = 440
"""Size 2: 22 pt."""
NUMBER_SIZE = 280
"""Size 4: 14 pt."""

LINE_PITCH = (PAGE_HEIGHT - TOP - BOTTOM) // LINES
"""579 twips, 28.95 pt: the largest pitch of which 22 lines go on a page."""

_WIDTH = PAGE_WIDTH - LEFT - RIGHT

CHARACTER = _WIDTH // CHARACTERS
"""Width of one character of the line, 315 twips: 28 characters of 16 pt are 1.4 mm wider than the type area."""

TIGHTENED = CHARACTER - SIZE
"""Taken from each character (-0.25 pt), so that 28 fit the line and 29 do not, in any program.

Word could narrow its grid of characters instead (`w:charSpace="-842"`). LibreOffice (7.4) then gives each character,
being wider than a cell, two cells: 14 a line. So the cells are as wide as the characters, lines may end between two
cells (`adjustRightInd` off, or Word would stop at 27), and the text is tightened: 28 in both, and in programs that
know no grid."""

FOOTER = _twips(25.4)
"""From the edge of the paper to the bottom of the page number's line, so that its dash lies 28 mm above the edge:
7 mm below the type area. The dash of a 14 pt line lies near its middle."""
NUMBER_LINE = 320
"""Exact height of the page number's line."""
