"""The Open Packaging container: bytes → the XML parts of a Word file, with limits, and nothing fetched from anywhere.

Not python-docx's own package reader: that one parses and keeps every part, pictures too, refuses Strict files,
macro-enabled ones and packages with a missing part, and sets no limit to what a crafted file unpacks to.
Sources: ECMA-376 Part 2 (packages), Part 1 11.3 (the parts), ISO/IEC 29500-1 annex A (Strict namespaces).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from build_tools.errors import UnreadableOriginal
from build_tools.readers.word.names import Element, R, W

MOST_ENTRIES = 20_000
"""Files in one package. Word writes some dozens, and one for each picture."""
MOST_XML = 32 * 1024 * 1024
"""Bytes of XML that one original may unpack to. A material of 6,500 characters takes about 100 KB."""
MOST_ELEMENTS = 1_000_000
"""Tags in one part, opening and closing; a material takes about five thousand."""

_MAIN = re.compile(r"word/document\d*\.xml")
_STRICT = re.compile(rb"""(\bxmlns(?::[\w.-]+)?\s*=\s*["'])http://purl\.oclc\.org/ooxml/([\w/]+)(?=["'])""")
_TRANSITIONAL = {
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"drawingml/diagram": b"http://schemas.openxmlformats.org/drawingml/2006/diagram",
    b"officeDocument/customProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
    b"officeDocument/extendedProperties": b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    b"officeDocument/docPropsVTypes": b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
}
_BROKEN = "文件不完整或已损坏，请换一份完好的原件"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another."""

    kind: str
    """The last word of its type: `styles`, `footnotes`, `header`."""
    target: str
    """Name of the part; empty where it lies outside the package (17.17.2.1 allows it, nothing here follows it)."""


class Package:
    """An opened Word file. Parts are read when they are asked for and count against one limit."""

    def __init__(self, data: bytes, file: str) -> None:
        """Raises UnreadableOriginal where it is no whole Word file, has a password or is too large."""
        self.file = file
        self.broken: list[str] = []
        """Parts beside the text that could not be read."""
        self._room = MOST_XML
        self._of: Package | None = None
        self._links: dict[str, dict[str, Relationship]] = {}
        self._archive = _opened(data, file)
        self._entries = {_key(info.filename): info for info in self._archive.infolist()}
        self._read: set[str] = set()
        self.main = self._main_part()
        """Name of the part that holds the text."""

    def document(self) -> Element:
        """The root of the main part. Raises UnreadableOriginal where it is missing or broken."""
        try:
            root = self._parse(self.main)
        except _BrokenPart:
            raise UnreadableOriginal(self.file, _BROKEN) from None
        if root is None:
            raise UnreadableOriginal(self.file, "里面没有正文，不是完整的 Word 文档")
        return root

    def part(self, name: str) -> Element | None:
        """The root of a part beside the text; None where it is missing, or broken, which is noted in `broken`."""
        try:
            return self._parse(name)
        except _BrokenPart:
            self.broken.append(name)
            return None

    def unread(self) -> list[str]:
        """The names of all entries that nothing has asked for yet, in order."""
        return sorted(name for name in self._entries if name not in self._read and not name.endswith(".rels"))

    def contents(self, name: str) -> bytes | None:
        """The bytes of an entry that is no XML; None where it is broken, which is noted in `broken`."""
        self._read.add(_key(name))
        try:
            return self._unpacked(self._entries[_key(name)])
        except _BrokenPart:
            self.broken.append(name)
            return None

    def nested(self, name: str) -> Package | None:
        """An Office file that stands in this one; both count against one limit. None where it is no such file."""
        data = self.contents(name)
        if data is None or not zipfile.is_zipfile(io.BytesIO(data)):
            return None
        inner = Package(data, self.file)
        inner._room, inner.broken, inner._of = self._room, self.broken, self
        return inner

    def relationships(self, name: str) -> dict[str, Relationship]:
        """What a part (`` for the package) links to, by relationship id."""
        if name not in self._links:
            self._links[name] = self._relationships(name)
        return self._links[name]

    def _relationships(self, name: str) -> dict[str, Relationship]:
        folder, _, base = name.rpartition("/")
        links = self.part(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        found: dict[str, Relationship] = {}
        for link in links if links is not None else ():
            if not isinstance(link.tag, str):
                continue
            outside = link.get("TargetMode") == "External"
            target = "" if outside else _resolved(folder, link.get("Target", ""))
            found[link.get("Id", "")] = Relationship(link.get("Type", "").rpartition("/")[2], target)
        return found

    def linked(self, kind: str) -> Iterator[Element]:
        """The roots of all parts of a kind that the main part links to, in the order of their names."""
        for name in sorted({link.target for link in self.relationships(self.main).values() if link.kind == kind}):
            root = self.part(name) if name else None
            if root is not None:
                yield root

    def _main_part(self) -> str:
        for link in self.relationships("").values():
            if link.kind == "officeDocument" and _key(link.target) in self._entries:
                return link.target
        return next((name for name in sorted(self._entries) if _MAIN.fullmatch(name)), "word/document.xml")

    def _parse(self, name: str) -> Element | None:
        info = self._entries.get(_key(name))
        if info is None:
            return None
        self._read.add(_key(name))
        data = self._unpacked(info)
        if data.count(b"<") > MOST_ELEMENTS:
            raise UnreadableOriginal(self.file, "内容过多，不像一篇材料，没有读")
        try:
            root = etree.fromstring(data, _parser())
            if root.getroottree().docinfo.internalDTD is not None:
                raise UnreadableOriginal(self.file, "含有 Word 不会写的实体定义，可能是伪造的，没有读")
            if b"purl.oclc.org/ooxml" in data[:20_000]:
                root = etree.fromstring(_STRICT.sub(_transitional, etree.tostring(root)), _parser())
        except etree.XMLSyntaxError:
            raise _BrokenPart from None
        return root

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of an entry, never more than the room that is left, whatever its header says."""
        if info.flag_bits & 0x1:
            raise UnreadableOriginal(self.file, "有打开密码，请在 Word 或 WPS 里取消密码后再入库")
        try:
            with self._archive.open(info) as stream:
                data = stream.read(self._room + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
            raise _BrokenPart from None
        self._spend(len(data))
        if self._room < 0:
            raise UnreadableOriginal(self.file, f"解压后超过 {MOST_XML // 1024 // 1024} MB，可能是压缩炸弹，没有读")
        return data

    def _spend(self, size: int) -> None:
        self._room -= size
        if self._of is not None:
            self._of._spend(size)


class _BrokenPart(Exception):
    """A part that cannot be unpacked or parsed."""


def is_word(data: bytes) -> bool:
    """Whether contents are a zip package with a Word text in it, by the names of its entries alone."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(map(is_text_part, archive.namelist()[:MOST_ENTRIES]))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        # Cut short: the index at the end is gone, but the name of the text stands before its bytes.
        return b"word/document" in data or b"word/_rels/" in data


def is_text_part(name: str) -> bool:
    """Whether an entry of a zip archive has the name of a Word file's text (`document2.xml` where Office 365 wrote it)."""
    return bool(_MAIN.fullmatch(_key(name)))


def _opened(data: bytes, file: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise UnreadableOriginal(file, _BROKEN) from None
    if len(archive.infolist()) > MOST_ENTRIES:
        raise UnreadableOriginal(file, f"里面有 {len(archive.infolist())} 个文件，不像 Word 文档，没有读")
    return archive


def _parser() -> etree.XMLParser:
    """Entities stay unresolved and nothing is loaded; depth and sizes stay under libxml2's own limits."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )


def _transitional(match: re.Match[bytes]) -> bytes:
    return match[1] + _TRANSITIONAL.get(match[2], b"http://purl.oclc.org/ooxml/" + match[2])


def _key(name: str) -> str:
    """Part names know no case (ECMA-376 Part 2, 6.2.2.3); some writers use backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def _resolved(folder: str, target: str) -> str:
    """The name of the part that a relationship points at."""
    target = unquote(target.replace("\\", "/"))
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(path).lstrip("/")


__all__ = ["MOST_XML", "Package", "R", "Relationship", "W", "is_text_part", "is_word"]
