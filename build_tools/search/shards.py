"""Shard files: how postings and other data stand on disk, and how they are found again.

Every file is a script that calls `archiveSearch._load(name, stamp, data)`; data is JSON, mostly one long string.
The postings of many pieces, sorted, stand in one file as two strings of bits, a directory and the lists (`packing.py`). The
directory has a line for each first character:

* its distance from the one before, in gamma code; the first from 0;
* how many pieces begin with it, in gamma code, and how many bits their lists have, in Rice code with LINE low bits;
* one bit: whether the character alone is the first of those pieces;
* the other pieces' second characters: the first of them in Rice code with SECOND low bits, four bits for a parameter k, the
  distances of the others, less one, in Rice code with k low bits.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import sub
from typing import Any

import numpy as np

from build_tools.search.codec import CODES
from build_tools.search.encoding import Bits, Ints, pack
from build_tools.search.packing import BITS, Bounds, Reader
from build_tools.search.pieces import told_bits

VERSION = 4
"""Of the format; the scripts refuse another."""

WIDE = 2
"""Bytes of a character in UTF-16."""

SIZE = 20_000
"""Bytes of the smallest file; the last one may be smaller where it is the only one."""

FULL = SIZE // WIDE * BITS
"""Bits that fill the smallest file."""

LINE, SECOND = 10, 12
"""Parameters of the directory."""

_SURROGATE = re.compile("[\ud800-\udfff\u2028\u2029]")


def script(name: str, stamp: str, data: Any) -> bytes:
    """A shard file."""
    return _call(name, stamp, data).encode()


def wide_script(name: str, stamp: str, data: Any) -> bytes:
    """A shard file of Chinese text or of bits, in UTF-16: a third smaller than in UTF-8, compressed a tenth.

    Browsers know it by its byte order mark, which goes before anything a server says.
    """
    return b"\xff\xfe" + _call(name, stamp, data).encode("utf-16-le")


def _call(name: str, stamp: str, data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    text = _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return f"archiveSearch._load({json.dumps(name)},{json.dumps(stamp)},{text});\n"


def unscript(data: bytes) -> tuple[str, str, Any]:
    """Name, stamp and data of a shard file. Raises ValueError where it is not whole."""
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8")
    head, tail = "archiveSearch._load(", ");\n"
    if not text.startswith(head) or not text.endswith(tail):
        raise ValueError("not a shard")
    name, stamp, *rest = json.loads("[" + text[len(head) : -len(tail)] + "]")
    return name, stamp, rest[0]


Shard = tuple[str, str]
"""Directory and lists, packed."""


_SECOND_BITS = 2
"""What a piece takes in the directory, about."""


class ShardPacker:
    """Packs the lists of pieces, given in order, into shards. The shard before the last is held back, since a
    remainder that is too small for a file is added to it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._bits = np.zeros(0, np.uint8)
        self._ends = np.zeros(0, np.int64)
        """Where the bits of each piece end."""

    def add(self, pieces: Sequence[str], bits: Bits, sizes: Ints) -> Iterator[tuple[str, Shard]]:
        """Takes pieces, their bits and how many each has; gives (first piece, shard) for each that is complete for sure."""
        self._ends = np.concatenate([self._ends, len(self._bits) + np.cumsum(sizes)])
        self._pieces += pieces
        self._bits = np.concatenate([self._bits, bits])
        weights = self._ends + _SECOND_BITS * np.arange(1, len(self._pieces) + 1)
        cuts, reached = [0], 0
        while (end := int(np.searchsorted(weights, reached + FULL))) < len(weights):
            cuts.append(end + 1)
            reached = int(weights[end])
        for begin, end in pairwise(cuts[:-1]):
            yield self._shard(begin, end)
        self._drop(cuts[-2] if len(cuts) > 1 else 0)

    def finish(self) -> Iterator[tuple[str, Shard]]:
        """Gives what is left."""
        if self._pieces:
            yield self._shard(0, len(self._pieces))

    def _drop(self, count: int) -> None:
        start = self._start(count)
        self._pieces, self._bits, self._ends = self._pieces[count:], self._bits[start:], self._ends[count:] - start

    def _start(self, place: int) -> int:
        return int(self._ends[place - 1]) if place else 0

    def _shard(self, begin: int, end: int) -> tuple[str, Shard]:
        start, lines, before = self._start(begin), [], 0
        for first, places in groupby(range(begin, end), lambda place: ord(self._pieces[place][0])):
            spots = list(places)
            seconds = [ord(piece[1]) if len(piece) > 1 else 0 for piece in self._pieces[spots[0] : spots[-1] + 1]]
            size = self._start(spots[-1] + 1) - self._start(spots[0])
            lines.append(_gamma(first - before) + _gamma(len(seconds)) + CODES[LINE][size + 1] + _seconds(seconds))
            before = first
        directory = np.frombuffer("".join(lines).encode(), np.uint8) - ord("0")
        return self._pieces[begin], (pack(directory), pack(self._bits[start : self._start(end)]))


def _gamma(number: int) -> str:
    digits = format(number, "b")
    return "0" * (len(digits) - 1) + digits


def _seconds(codes: list[int]) -> str:
    alone = codes[0] == 0
    rest = codes[alone:]
    if not rest:
        return "1"
    span = (rest[-1] - rest[0]) // len(rest)
    k = min(15, span.bit_length())
    gaps = map(CODES[k].__getitem__, map(sub, rest[1:], rest))
    return f"{alone:b}{CODES[SECOND][rest[0] + 1]}{k:04b}{''.join(gaps)}"


def shard_of(piece: str, firsts: Sequence[str]) -> int:
    """The number of the shard that would hold a piece."""
    return max(0, bisect_right(firsts, piece) - 1)


def find_lists(directory: str, bits: str, piece: str, documents: int, bounds: Bounds) -> Reader | None:
    """What reads the lists of a piece in a shard, given its directory and its lists unpacked; None where it has none."""
    wanted = [ord(character) for character in piece.ljust(2, "\0")]
    for first, place, seconds in lines_of(directory):
        if first == wanted[0] and wanted[1] in seconds:
            lists = Reader(bits, place, documents, bounds)
            for second in seconds[: seconds.index(wanted[1])]:
                lists.lists(told_bits(piece[0], chr(second) if second else ""))
            return lists
    return None


def lines_of(directory: str) -> Iterator[tuple[int, int, list[int]]]:
    """The lines of an unpacked directory: the first character, where among the bits its lists begin, and the second
    characters, 0 for none."""
    reader, first, place = Reader(directory, 0), 0, 0
    while True:
        try:
            first += reader.gamma()
        except ValueError:  # nothing but the zeros that fill it up
            return
        count, size = reader.gamma(), reader.rice(LINE)
        yield first, place, _read_seconds(reader, count)
        place += size


def _read_seconds(reader: Reader, count: int) -> list[int]:
    seconds = [0] if reader.take(1) else []
    if len(seconds) < count:
        seconds.append(reader.rice(SECOND))
        k = reader.take(4)
        while len(seconds) < count:
            seconds.append(seconds[-1] + reader.rice(k) + 1)
    return seconds
