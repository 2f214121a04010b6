"""Every byte of a folder, in every way in which a value may be written there."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import urllib.parse
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.search.packing import unpack
from build_tools.search.shards import lines_of, unscript

_JOINTS = re.compile(r"[\s·.-]+")


def found_in(folder: Path, values: Mapping[str, str], skip: Path | None = None) -> list[str]:
    """`value kind: file` for each value that stands in a file below a folder, hidden ones too, or in its name."""
    found = []
    for path in sorted(folder.rglob("*")):
        if skip is not None and path.is_relative_to(skip):
            continue
        texts = [str(path.relative_to(folder))]
        if path.is_file():
            texts += readings(path.read_bytes())
        found += (f"{values[value]} {value}: {path.relative_to(folder)}" for value in told(texts, values))
    return found


def told(texts: list[str], values: Mapping[str, str]) -> list[str]:
    """The values that stand in any of the texts, joints in numbers not counted."""
    forms = [form for text in texts for form in (text, _JOINTS.sub("", text))]
    return [value for value in values if any(value in form for form in forms)]


def readings(data: bytes, depth: int = 2) -> Iterator[str]:
    """The bytes as text in the encodings that we write, escapes undone, packed files opened."""
    if depth and data[:2] == b"\x1f\x8b":
        yield from readings(gzip.decompress(data), depth - 1)
    elif depth and data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name
                yield from readings(packed.read(name), depth - 1)
    elif depth and data[:4] == b"%PDF":
        for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
            try:
                yield from readings(zlib.decompress(stream), 0)
            except zlib.error:
                yield stream.decode("latin-1")
    else:
        yield from _plain(data)


def _plain(data: bytes) -> Iterator[str]:
    for text in _decoded(data):
        yield text
        yield _unescaped(text)


def _decoded(data: bytes) -> Iterator[str]:
    if data.startswith(b"\xff\xfe"):
        yield (text := data.decode("utf-16", errors="replace"))
        if text.startswith('archiveSearch._load("post/'):
            yield _pieces(data)
    else:
        yield data.decode("utf-8", errors="replace")
        if b"\x00" in data[:200]:
            yield data.decode("utf-16-be", errors="replace")


def _pieces(data: bytes) -> str:
    """The pieces of words in a file of postings, which stand there as bits (`search.shards`)."""
    lines = lines_of(unpack(unscript(data)[2][0]))
    return " ".join(chr(first) + "".join(map(chr, seconds)) for first, _, seconds in lines)


def _unescaped(text: str) -> str:
    """HTML entities, URL and JSON escapes undone."""
    text = html.unescape(urllib.parse.unquote(text))
    return re.sub(r"(?:\\u[0-9a-fA-F]{4})+", lambda found: json.loads(f'"{found[0]}"'), text)
