"""Shard files: how postings and other data stand on disk, and how they are found again.

Every file is a script that calls `archiveSearch._load(name, stamp, data)`; data is JSON, mostly one long string.
The postings of many pieces, sorted, stand in one file as two strings, a directory and their bits (`packing.py`)::

    学@@=习以会 习@@以近

For each first character a blank, the character, two characters for the place of its first list among the bits, and
the second characters of its pieces (= where there is none); the lists stand in that order.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.search.packing import BITS, Reader, number_of, pack
from build_tools.search.pieces import is_phased

VERSION = 2
"""Of the format; the scripts refuse another."""

WIDE = 2
"""Bytes of a character in UTF-16."""

SIZE = 20_000
"""Bytes of the smallest file; the last one may be smaller where it is the only one."""

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
"""Directory and packed bits."""


class ShardPacker:
    """Packs the lists of pieces, given in order, into shards. The shard before the last is held back, since a
    remainder that is too small for a file is added to it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._lists: list[str] = []
        self._bits = 0
        self._held = 0
        """So many pieces at the start are a whole shard that waits."""

    def add(self, piece: str, lists: str) -> Iterator[tuple[str, Shard]]:
        """Takes a piece; gives (first piece, shard) when one is complete for sure."""
        self._pieces.append(piece)
        self._lists.append(lists)
        self._bits += len(lists) + BITS * len(piece[1:] or "=")
        if self._bits * WIDE >= SIZE * BITS:
            if self._held:
                yield self._cut(self._held)
            self._held, self._bits = len(self._pieces), 0

    def finish(self) -> Iterator[tuple[str, Shard]]:
        """Gives what is left."""
        if self._pieces:
            yield self._cut(len(self._pieces))

    def _cut(self, count: int) -> tuple[str, Shard]:
        pieces, lists = self._pieces[:count], self._lists[:count]
        del self._pieces[:count], self._lists[:count]
        directory, line, place = [], "", 0
        for piece, bits in zip(pieces, lists, strict=True):
            if piece[0] != line:
                line = piece[0]
                directory.append(f" {line}{pack(format(place, '030b'))}")
            directory.append(piece[1:] or "=")
            place += len(bits)
        return pieces[0], ("".join(directory), pack("".join(lists)))


def shard_of(piece: str, firsts: Sequence[str]) -> int:
    """The number of the shard that would hold a piece."""
    return max(0, bisect_right(firsts, piece) - 1)


def postings_in(directory: str, bits: str, piece: str, documents: int) -> dict[int, tuple[int, int]]:
    """Tier and phase by document of a piece in a shard, given its directory and its bits unpacked; empty where it has
    none."""
    start = directory.find(" " + piece[0])
    if start < 0:
        return {}
    end = directory.find(" ", start + 1)
    line = directory[start + 2 : end if end >= 0 else len(directory)]
    number = line.find(piece[1:] or "=", 2) - 2
    if number < 0:
        return {}
    reader = Reader(bits, number_of(line), documents)
    for second in line[2 : number + 2]:
        reader.lists(is_phased(piece[0], second))
    return reader.lists(is_phased(piece[0], piece[1:]))
