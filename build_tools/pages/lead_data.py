"""The 小标题 as data for the browser: files of rows, and an index that says which files may hold a word.

`points/head`: parts, patterns, groups with the numbers of their files, the groups of each strand, the values to filter
by with their numbers of materials. `points/rows-<n>`: materials, then rows `[material, anchor, text, part, pattern]`,
with the number of the strand (from 1) behind them where the words of a cause or remedy name one.
`points/pieces-<k>`: two-character pieces of the texts, each with the files
that hold it, as differences of their numbers in base 36.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice, pairwise
from operator import add
from typing import Any

from build_tools.pages.data import DataFolder
from build_tools.pages.point_rows import ABOUT, ANCHOR, ID, NAMED, PART, PATTERN

Row = tuple[tuple[Any, ...], str]
"""Key and text of a 小标题, as points.py puts them."""

ROWS = 2000
"""Rows in a file: some 150 KB."""

SHELVES = 32
"""The index is in so many files."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class LeadData:
    """Takes the rows group by group and writes their files; does nothing where no folder is given."""

    def __init__(self, data: DataFolder | None, parts: list[str], patterns: list[str]) -> None:
        self._data = data
        self._names = (parts, patterns)
        self._groups: dict[str, list[int]] = {}
        self._files = 0
        self._pieces: defaultdict[str, array[int]] = defaultdict(partial(array, "H"))

    def passing(self, group: str, rows: Iterable[Row], count: int) -> Iterator[Row]:
        """The rows of a group as they come, written on the way. Groups must come in a fixed order, and be read to the end."""
        if self._data is None:
            yield from rows
            return
        numbers = self._groups.setdefault(group, [count])
        source = iter(rows)
        while part := list(islice(source, ROWS)):
            self._data.write(f"points/rows-{self._files}", _file_of(part))
            self._index(text for _, text in part)
            numbers.append(self._files)
            self._files += 1
            yield from part

    def _index(self, texts: Iterable[str]) -> None:
        pieces: set[str] = set()
        for text in texts:
            lowered = text.lower()
            pieces.update(map(add, lowered, lowered[1:]) if len(lowered) > 1 else lowered)
        for piece in pieces:
            self._pieces[piece].append(self._files)

    def finish(self, values: Mapping[str, Any], strands: Mapping[str, list[str]]) -> None:
        """Writes the head, with the values to filter by and the groups of each strand, and the index."""
        if self._data is None:
            return
        parts, patterns = self._names
        head = {"parts": parts, "patterns": patterns, "groups": self._groups, "shelves": SHELVES}
        self._data.write("points/head", {**head, "values": values, "strands": strands})
        shelves: list[dict[str, str]] = [{} for _ in range(SHELVES)]
        for piece in sorted(self._pieces):
            shelves[shelf_of(piece)][piece] = packed(self._pieces[piece])
        for n, shelf in enumerate(shelves):
            self._data.write(f"points/pieces-{n}", shelf)
        self._pieces.clear()


def shelf_of(piece: str) -> int:
    """Which file of the index holds a piece; `leads.js` computes the same."""
    return ord(piece[0]) % SHELVES


def packed(numbers: Sequence[int]) -> str:
    """Ascending numbers as the differences between them: `0 1 1 5`, in base 36."""
    return " ".join(_base36(b - a) for a, b in pairwise([0, *numbers]))


def _base36(value: int) -> str:
    digits = _DIGITS[value % 36]
    while value := value // 36:
        digits = _DIGITS[value % 36] + digits
    return digits


def _file_of(rows: Sequence[Row]) -> list[Any]:
    materials: dict[str, int] = {}
    abouts: list[list[Any]] = []
    told = []
    for key, text in rows:
        n = materials.setdefault(key[ID], len(materials))
        if n == len(abouts):
            year, unit, subject, sector, exemplar = key[ABOUT]
            abouts.append([key[ID], year, unit, subject, sector, int(exemplar)])
        row = [n, key[ANCHOR], text, key[PART], key[PATTERN]]
        told.append([*row, key[NAMED]] if key[NAMED] else row)
    return [abouts, told]
