"""Readers: bytes → Document. One file a format; `read` chooses.

A reader takes the format's own marks off (Markdown's `#`, list bullets) and keeps every word. It does
not repair: that is the next room. To add a format: write `readers/<format>.py` with a function
`read_<format>(text or bytes) -> tuple[Paragraph, ...]` and name its suffixes in `SUFFIXES`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from build_tools.errors import UnreadableOriginal
from build_tools.model import Document, Paragraph, Source
from build_tools.readers.encoding import decode
from build_tools.readers.markdown import read_markdown
from build_tools.readers.plain import read_plain

SUFFIXES: dict[str, tuple[str, Callable[[str], tuple[Paragraph, ...]]]] = {
    ".txt": ("txt", read_plain),
    ".text": ("txt", read_plain),
    ".md": ("md", read_markdown),
    ".markdown": ("md", read_markdown),
}
"""Suffix (lower case) → name of the format and its reader."""


def read(data: bytes, file: str, sha256: str, added: str | None = None) -> Document:
    """The original `file` (path relative to the archive), whose bytes are `data`, as a Document.

    Raises UnreadableOriginal where it is empty, no text at all, or of a format that has no reader.
    """
    suffix = PurePosixPath(file).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableOriginal(file, f"暂不支持“{suffix or '无后缀'}”格式，可用：{'、'.join(SUFFIXES)}")
    format_name, reader = SUFFIXES[suffix]
    decoded = decode(data, file)
    paragraphs = reader(decoded.text)
    if not paragraphs:
        raise UnreadableOriginal(file, "文件是空的")
    source = Source(file=file, format=format_name, encoding=decoded.encoding, sha256=sha256, added=added)
    return Document(source, paragraphs, findings=decoded.findings)


__all__ = ["SUFFIXES", "read"]
