"""A zip file of members that may have been packed before (PKWARE APPNOTE 6.3): deflated, without time or system.

`zipfile` packs every member anew; seven of the nine parts of our Word files are always the same.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

_LOCAL, _CENTRAL, _END = 0x04034B50, 0x02014B50, 0x06054B50
_VERSION, _DEFLATED = 20, 8
_DATE = (1 << 5) | 1
"""1 January 1980, the earliest time that a zip file can name: the files carry no time of writing."""


class Packed(NamedTuple):
    """A member as it stands in the file."""

    name: bytes
    data: bytes
    """Deflated."""
    size: int
    """Of the data before."""
    checksum: int


def packed(name: str, data: bytes) -> Packed:
    """A member made ready. `name` is ASCII."""
    deflate = zlib.compressobj(6, zlib.DEFLATED, -15)
    return Packed(name.encode("ascii"), deflate.compress(data) + deflate.flush(), len(data), zlib.crc32(data))


def zipped(members: Iterable[Packed]) -> bytes:
    """The file. The same members in the same order give the same bytes."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for name, data, size, checksum in members:
        common = (_VERSION, 0, _DEFLATED, 0, _DATE, checksum, len(data), size, len(name))
        head = struct.pack("<IHHHHHIIIHH", _LOCAL, *common, 0)
        directory.append(struct.pack("<IHHHHHHIIIHHHHHII", _CENTRAL, _VERSION, *common, 0, 0, 0, 0, 0, place) + name)
        pieces += (head, name, data)
        place += len(head) + len(name) + len(data)
    index = b"".join(directory)
    end = struct.pack("<IHHHHIIH", _END, 0, 0, len(directory), len(directory), len(index), place, 0)
    return b"".join([*pieces, index, end])
