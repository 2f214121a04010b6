"""Shard files: how postings and other data stand on disk, and how they are found again.

Every file is a script that calls `archiveSearch._load(name, stamp, data)`; data is JSON, mostly one long string.
The postings of many pieces stand in one string, sorted, a line for each first character::

    学 =<lists> 习<lists> 以<lists>

A line is the first character, then for each piece a blank, its second character (= where there is none) and its lists:
documents that have it rarely, often, in the heading, each as `codec.encode` writes it, joined by dots, empty ones at
the end left out.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.search.codec import decode, encode

SIZE = 20_000
"""A shard is closed as soon as it is as large (in bytes); half as large before a piece of long lists."""

RARE, OFTEN, HEADING = 0, 1, 2
"""The tiers of a posting: low bits of the numbers in `spill.Postings`."""

_SURROGATE = re.compile("[\ud800-\udfff\u2028\u2029]")


def script(name: str, stamp: str, data: Any) -> bytes:
    """A shard file."""
    return _call(name, stamp, data).encode()


def wide_script(name: str, stamp: str, data: Any) -> bytes:
    """A shard file of Chinese text, in UTF-16: a third smaller than in UTF-8, compressed a tenth.

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


def lists_of(numbers: array[int]) -> str:
    """The posting lists of a piece as text; the numbers are document << 2 | tier."""
    tiers = [[number >> 2 for number in numbers if number & 3 == tier] for tier in (RARE, OFTEN, HEADING)]
    return ".".join(map(encode, tiers)).rstrip(".")


class ShardPacker:
    """Packs pieces, given in order, into the strings of shards."""

    def __init__(self) -> None:
        self._first = ""
        self._line = ""
        self._parts: list[str] = []
        self._size = 0

    def add(self, piece: str, lists: str) -> Iterator[tuple[str, str]]:
        """Takes a piece; gives (first piece, string) when that closes a shard."""
        if self._size >= SIZE or (len(lists) > SIZE // 2 and self._size > SIZE // 2):
            yield from self.finish()
        if not self._parts:
            self._first, self._line = piece, ""
        if piece[0] != self._line:
            self._line = piece[0]
            self._parts.append("\n" + piece[0])
        self._parts.append(f" {piece[1:] or '='}{lists}")
        self._size += len(piece) * 3 + len(lists)

    def finish(self) -> Iterator[tuple[str, str]]:
        """Gives what is left."""
        if self._parts:
            yield self._first, "".join(self._parts)
        self._parts, self._size = [], 0


def shard_of(piece: str, firsts: Sequence[str]) -> int:
    """The number of the shard that would hold a piece."""
    return max(0, bisect_right(firsts, piece) - 1)


def find_lists(data: str, piece: str) -> str:
    """The lists of a piece in a shard's string; empty where it has none."""
    start = data.find(f"\n{piece[0]} ")
    if start < 0:
        return ""
    end = data.find("\n", start + 1)
    line = data[start + 2 : end if end >= 0 else len(data)]
    place = line.find(f" {piece[1:] or '='}")
    if place < 0:
        return ""
    place += 2
    end = line.find(" ", place)
    return line[place : end if end >= 0 else len(line)]


def tiers_of(lists: str) -> dict[int, int]:
    """Tier by document."""
    return {number: tier for tier, text in enumerate(lists.split(".")) for number in decode(text)}
