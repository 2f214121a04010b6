"""Readers: bytes → Document. One file a format; `formats.py` chooses by the contents, `read` is the door.

A reader takes the format's own marks off (Markdown's `#`, list bullets) and keeps every word. It does
not repair: that is the next room. To add a format see `formats.py`.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from build_tools.errors import UnreadableOriginal
from build_tools.model import Document, Source
from build_tools.readers.formats import SUFFIXES, format_of
from build_tools.readers.reading import Reading


def read(data: bytes, file: str, sha256: str, added: str | None = None) -> Document:
    """The original `file` (path relative to the archive), whose bytes are `data`, as a Document.

    Raises UnreadableOriginal where it is empty, no text at all, or of a format that has no reader.
    """
    format = format_of(data, file)
    if format is None:
        suffix = PurePosixPath(file).suffix.lower()
        raise UnreadableOriginal(file, f"暂不支持“{suffix or '无后缀'}”格式，可用：{'、'.join(SUFFIXES)}")
    reading = format.read(data, file)
    if not reading.paragraphs and not reading.findings:
        raise UnreadableOriginal(file, "文件是空的")
    source = Source(file=file, format=format.name, encoding=reading.encoding, sha256=sha256, added=added)
    return Document(source, reading.paragraphs, reading.repairs, reading.findings, reading.aside)


__all__ = ["SUFFIXES", "Reading", "read"]
