"""Readers: bytes → Document. One file a format; `formats.py` chooses by the contents, `read` is the door.

A reader takes the format's own marks off (Markdown's `#`, list bullets) and keeps every word. It does
not repair: that is the next room. To add a format see `formats.py`.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from build_tools.errors import UnreadableOriginal
from build_tools.model import Document, Finding, Severity, Source
from build_tools.readers.formats import SUFFIXES, Format, format_of
from build_tools.readers.reading import Reading
from build_tools.readers.sniffing import is_container
from build_tools.readers.unreadable import unreadable_cause

TEXT_LIMIT = 5 * 1024 * 1024
"""Bytes of a text, Markdown or web page. The longest of the five seeds has 24 KB; 5 MB are two hundred times that:
a collected volume or a wrong file, which would hold up everything else and eat the memory of an office machine."""
CONTAINER_LIMIT = 50 * 1024 * 1024
"""Bytes of a Word, PDF or RTF file, which carries fonts and pictures beside its text."""


def read(data: bytes, file: str, sha256: str, added: str | None = None) -> Document:
    """The original `file` (path relative to the archive), whose bytes are `data`, as a Document.

    Raises UnreadableOriginal where it is empty, no text at all, or of a format that has no reader.
    """
    if not data:
        raise UnreadableOriginal(file, "文件是空的")
    suffix = PurePosixPath(file).suffix.lower()
    format = format_of(data, file)
    if format is None:
        raise UnreadableOriginal(file, unreadable_cause(data, suffix))
    reading = format.read(data, file)
    if not reading.paragraphs and not reading.findings:
        raise UnreadableOriginal(file, "文件是空的")
    source = Source(file=file, format=format.name, encoding=reading.encoding, sha256=sha256, added=added)
    findings = (*reading.findings, *_named_otherwise(format, suffix))
    return Document(source, reading.paragraphs, reading.repairs, findings, reading.aside)


def size_limit(head: bytes) -> int:
    """Bytes that a file which begins with `head` may have at most."""
    return CONTAINER_LIMIT if is_container(head) else TEXT_LIMIT


def _named_otherwise(format: Format, suffix: str) -> tuple[Finding, ...]:
    """What is to be said of an original whose suffix is not one of its format."""
    if suffix in format.suffixes:
        return ()
    named = f"后缀是“{suffix}”" if suffix else "没有后缀"
    return (Finding("suffix_differs", f"{named}，按内容是{format.label}，已照内容读取", Severity.INFO),)


__all__ = ["CONTAINER_LIMIT", "SUFFIXES", "TEXT_LIMIT", "Reading", "read", "size_limit"]
