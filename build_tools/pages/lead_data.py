"""The 小标题 as data for the browser: files of rows, and lists that say which rows hold a word or belong to a value.

`points/head`: parts, patterns, each group with its count and its first and last file, the groups of each strand, the
values to filter by with their numbers of materials, a stamp that changes with the files, and how these lie: the first
key of every shelf, and what each file weighs in KB, compressed (`shelfWeights`, `rowWeights`, as `packed` writes them).

`points/rows-<n>`: materials, then rows `[material, anchor, text, part, pattern]`, with the number of the strand (from 1)
behind them where the words of a cause or remedy name one. The row at place p of file n has the number n · 256 + p.

`points/shelf-<k>`: a text of lines `key, tab, list`, between line ends. The keys of all shelves ascend. A list holds
the numbers of rows (`search/codec.py`). Keys are two-character pieces of the texts in lower case and, of what a row can
be filtered by, `field:value` (`field_key`; nothing behind the colon where it is not known).

`points/values-<group>`: year, sector and subject with their numbers of materials in a group.

A row is found by few and small files: the lists of the words are cut into shelves of some 20 KB, and are exact to the
row, so that of the rows only those files need be read that hold what will be shown.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import add
from typing import Any
from zlib import compress, crc32

from build_tools.pages.data import DataFolder, script
from build_tools.pages.point_rows import ABOUT, ANCHOR, ID, NAMED, PART, PATTERN
from build_tools.search.codec import ALPHABET, encode

Row = tuple[tuple[Any, ...], str]
"""Key and text of a 小标题, as points.py puts them."""

ROWS = 256
"""Places of a file of rows: some 18 KB."""

CHARACTERS = 6000
"""No row is added to a file whose texts are so long already."""

SHELF = 16_000
"""Characters of a shelf after which the next one begins; a longer list has a shelf for itself."""

UNIT = 1024
"""Bytes that weigh one."""

_BREAKS = re.compile(r"[\t\n]")


class LeadData:
    """Takes the rows group by group and writes their files; does nothing where no folder is given."""

    def __init__(self, data: DataFolder | None, parts: list[str], patterns: list[str]) -> None:
        self._data = data
        self._names = (parts, patterns)
        self._groups: dict[str, list[int]] = {}
        self._weights: list[int] = []
        self._stamp = 0
        self._lists: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))

    def passing(self, group: str, rows: Iterable[Row], count: int) -> Iterator[Row]:
        """The rows of a group as they come, written on the way. Groups must come in a fixed order, and be read to the end."""
        if self._data is None:
            yield from rows
            return
        first = len(self._weights)
        values = _Values()
        for part in _parted(rows):
            self._index(part)
            values.take(part)
            self._weights.append(self._write(f"points/rows-{len(self._weights)}", _file_of(part)))
            yield from part
        self._groups[group] = [count, first, len(self._weights) - 1]
        self._data.write(f"points/values-{group}", values.counts)

    def _write(self, name: str, data: Any) -> int:
        """Writes a file and gives its weight: what a browser has to load."""
        assert self._data is not None
        text = script(name, data)
        self._data.write_bytes(f"{name}.js", text)
        self._stamp = crc32(text, self._stamp)
        return -(-len(compress(text, 1)) // UNIT)

    def _index(self, rows: Sequence[Row]) -> None:
        lists = self._lists
        for number, (key, text) in enumerate(rows, len(self._weights) * ROWS):
            lowered = text.lower()
            for piece in set(map(add, lowered, lowered[1:])):
                lists[piece].append(number)
            year, unit, subject, sector, _ = key[ABOUT]
            lists[f"part:{key[PART]}"].append(number)
            lists[f"pattern:{key[PATTERN]}"].append(number)
            for name, value in (("year", year), ("unit", unit), ("subject", subject), ("sector", sector)):
                lists[field_key(name, value or "")].append(number)
            if key[NAMED]:
                lists[f"named:{key[NAMED]}"].append(number)

    def finish(self, values: Mapping[str, Any], strands: Mapping[str, list[str]]) -> None:
        """Writes the shelves, and the head with the values to filter by and the groups of each strand."""
        if self._data is None:
            return
        firsts, weights = [], []
        for n, (first, text) in enumerate(self._shelves()):
            firsts.append(first)
            weights.append(self._write(f"points/shelf-{n}", text))
        parts, patterns = self._names
        head = {"parts": parts, "patterns": patterns, "groups": self._groups, "values": values, "strands": strands}
        places = {
            "stamp": f"{self._stamp:x}",
            "firsts": firsts,
            "shelfWeights": packed(weights),
            "rowWeights": packed(self._weights),
        }
        self._data.write("points/head", {**head, **places})
        self._lists.clear()

    def _shelves(self) -> Iterator[tuple[str, str]]:
        """The first key of each shelf and its text."""
        lines: list[str] = []
        size, first = 0, ""
        for key in sorted(self._lists):
            if _BREAKS.search(key):
                continue  # no word that is looked for has a line end in it
            line = f"\n{key}\t{encode(self._lists[key])}"
            if lines and size + len(line) > SHELF:
                yield first, "".join(lines) + "\n"
                lines, size = [], 0
            if not lines:
                first = key
            lines.append(line)
            size += len(line)
        if lines:
            yield first, "".join(lines) + "\n"


class _Values:
    """What the rows of a group can be filtered by, counted by materials."""

    def __init__(self) -> None:
        self.counts: dict[str, list[tuple[Any, int]]] = {}
        self._seen: set[str] = set()
        self._counters: dict[str, Counter[Any]] = {"year": Counter(), "sector": Counter(), "subject": Counter()}

    def take(self, rows: Sequence[Row]) -> None:
        for key, _ in rows:
            if key[ID] not in self._seen:
                self._seen.add(key[ID])
                year, _, subject, sector, _ = key[ABOUT]
                for name, value in (("year", year), ("sector", sector), ("subject", subject)):
                    if value:
                        self._counters[name][value] += 1
        self.counts = {name: counter.most_common() for name, counter in self._counters.items()}


def _parted(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of a group in files."""
    part: list[Row] = []
    size = 0
    for row in rows:
        part.append(row)
        size += len(row[1])
        if len(part) == ROWS or size >= CHARACTERS:
            yield part
            part, size = [], 0
    if part:
        yield part


def field_key(name: str, value: object) -> str:
    """The key of a list of the rows that have a value; `leads.js` makes the same."""
    return f"{name}:{_BREAKS.sub(' ', str(value))}"


def packed(weights: Iterable[int]) -> str:
    """Small numbers, a character for each; those above 63 by repeating: `/` says 63 and more follows."""
    return "".join("/" * (weight // 63) + ALPHABET[weight % 63] for weight in weights)


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
