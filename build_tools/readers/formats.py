"""Which format an original has: told by its contents, never by its suffix alone.

A clerk's `材料.doc` may be a web page, a Word file or plain text. To add a format: write its reader, and a `Format`
with a test of the contents in `FORMATS`; the first whose test holds is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from build_tools.readers.encoding import decode
from build_tools.readers.markdown import read_markdown
from build_tools.readers.plain import read_plain
from build_tools.readers.properties import without_properties
from build_tools.readers.reading import Reading


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of original."""

    name: str
    """As front matter gives it: `txt`."""
    suffixes: tuple[str, ...]
    """Suffixes that such files usually have, lower case, the usual one first."""
    recognises: Callable[[bytes, str], bool]
    """Whether contents and suffix (lower case, with its dot) are of this format."""
    read: Callable[[bytes, str], Reading]
    """The contents and the name for messages → what stands in it. Raises UnreadableOriginal."""


def format_of(data: bytes, file: str) -> Format | None:
    """The format of an original, or None where no reader knows it."""
    suffix = PurePosixPath(file).suffix.lower()
    return next((format for format in FORMATS if format.recognises(data, suffix)), None)


def _read_plain(data: bytes, file: str) -> Reading:
    decoded = decode(data, file)
    return Reading(read_plain(decoded.text), decoded.encoding, findings=decoded.findings)


def _read_markdown(data: bytes, file: str) -> Reading:
    decoded = decode(data, file)
    text, removed = without_properties(decoded.text.replace("\r\n", "\n").lstrip("\ufeff"))
    return Reading(read_markdown(text), decoded.encoding, findings=decoded.findings, repairs=removed)


_MARKDOWN = (".md", ".markdown")
_PLAIN = (".txt", ".text")

FORMATS: tuple[Format, ...] = (
    Format("md", _MARKDOWN, lambda data, suffix: suffix in _MARKDOWN, _read_markdown),
    Format("txt", _PLAIN, lambda data, suffix: suffix in _PLAIN, _read_plain),
)
"""In the order in which they are tried."""

SUFFIXES: tuple[str, ...] = tuple(suffix for format in reversed(FORMATS) for suffix in format.suffixes)
"""Every suffix that an original may have, for messages."""
