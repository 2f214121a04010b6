"""Which format an original has: told by its contents, never by its suffix alone.

A clerk's `材料.doc` may be a web page, a Word file or plain text. To add a format: write its reader, and a `Format`
with a test of the contents in `FORMATS`; the first whose test holds is taken. What the contents are says `sniffing.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from build_tools.readers.encoding import decode
from build_tools.readers.html import read_html, read_mht
from build_tools.readers.markdown import read_markdown
from build_tools.readers.office import read_through_office
from build_tools.readers.pdf import read_pdf
from build_tools.readers.plain import read_plain
from build_tools.readers.properties import without_properties
from build_tools.readers.reading import Reading
from build_tools.readers.sniffing import kind_of, looks_like_markdown, text_head
from build_tools.readers.unreadable import is_data
from build_tools.readers.word import is_word, read_word


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
    label: str = ""
    """What people call it: 纯文本."""


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


def _is(*kinds: str) -> Callable[[bytes, str], bool]:
    """A test of the contents alone."""
    return lambda data, suffix: kind_of(data) in kinds


_MARKDOWN = (".md", ".markdown")
_PLAIN = (".txt", ".text")


def _is_markdown(data: bytes, suffix: str) -> bool:
    """The suffix decides between Markdown and plain text where it says either, else the marks in the text."""
    if kind_of(data) != "text" or suffix in _PLAIN or is_data(suffix):
        return False
    return suffix in _MARKDOWN or looks_like_markdown(text_head(data))


def _is_word(data: bytes, suffix: str) -> bool:
    """A package with a Word text in it, also where it was cut short."""
    return is_word(data)


def _is_plain(data: bytes, suffix: str) -> bool:
    """Whatever else is text, unless the suffix says that programs wrote it for programs."""
    return kind_of(data) == "text" and not is_data(suffix)


FORMATS: tuple[Format, ...] = (
    Format("docx", (".docx", ".docm", ".dotx", ".dotm"), _is_word, read_word, "Word 文档"),
    Format("pdf", (".pdf",), _is("pdf"), read_pdf, "PDF"),
    Format("doc", (".doc", ".wps", ".dot", ".wpt"), _is("doc", "works"), read_through_office, "Word 97–2003 文档"),
    Format("rtf", (".rtf",), _is("rtf"), read_through_office, "RTF"),
    Format("odt", (".odt", ".ott", ".fodt"), _is("odt", "odt xml"), read_through_office, "ODT 文档"),
    Format("wordml", (".xml",), _is("word xml"), read_through_office, "Word XML 文档"),
    Format("uof", (".uof", ".uot"), _is("uof"), read_through_office, "UOF 文档"),
    Format("html", (".html", ".htm", ".xhtml", ".shtml"), _is("html"), read_html, "网页"),
    Format("mht", (".mht", ".mhtml"), _is("mht"), read_mht, "单文件网页"),
    Format("md", _MARKDOWN, _is_markdown, _read_markdown, "Markdown"),
    Format("txt", _PLAIN, _is_plain, _read_plain, "纯文本"),
)
"""In the order in which they are tried."""

SUFFIXES: tuple[str, ...] = tuple(suffix for format in reversed(FORMATS) for suffix in format.suffixes)
"""Every suffix that an original may have, for messages."""
