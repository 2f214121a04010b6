"""Words in parts of a Word file that its text does not show: diagrams, charts, building blocks, properties and headers
that nothing links to, and documents inserted whole.

They are screened like headers are and shown nowhere: a mark in a diagram, or on a document that was dragged in as an
icon, is as much in the file as one in its text.
Sources: ECMA-376 Part 1, 11.3.1 (alternative formats), 11.3.8 (glossary), 14.2 (charts, diagrams, embedded packages).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree, html

from build_tools.errors import UnreadableOriginal
from build_tools.readers.word.behind import behind
from build_tools.readers.word.names import Element
from build_tools.readers.word.package import Package

_DULL = ("styles", "stylesWithEffects", "fontTable", "theme", "webSettings", "numbering", "[Content_Types]")
"""Parts that hold no words of anybody, by the beginning of their names."""
_OFFICE = frozenset(".docx .docm .dotx .dotm .xlsx .xlsm .pptx .pptm".split())
_WEB = frozenset(".htm .html .xhtml".split())
_DEEPEST = 3
"""A document in a document in a document; further down nobody looks either."""


def inserted(package: Package, depth: int = 1) -> Iterator[str]:
    """The words of every part that was not read before, paragraph by paragraph; call it last."""
    for name in package.unread():
        base, suffix = posixpath.splitext(posixpath.basename(name))
        if suffix == ".xml" and not base.startswith(_DULL):
            root = package.part(name)
            if root is not None:
                yield from behind(root)
                yield from words_of(root)
        elif suffix in _OFFICE and depth < _DEEPEST:
            yield from _document(package, name, depth)
        elif suffix in _WEB:
            yield from _page(package.contents(name))
        elif suffix == ".txt":
            yield from (package.contents(name) or b"").decode("utf-8", "replace").splitlines()


def words_of(root: Element) -> Iterator[str]:
    """Paragraphs, of whatever namespace, and the words of elements that are in none."""
    for element in root.iter("{*}*"):
        if element.tag.endswith("}p"):
            yield _one_line("".join(map(str, element.itertext())))
        elif element.text and not element.text.isspace() and next(element.iterancestors("{*}p"), None) is None:
            yield _one_line(element.text)


def _document(package: Package, name: str, depth: int) -> Iterator[str]:
    try:
        inner = package.nested(name)
        if inner is not None:
            yield from inserted(inner, depth + 1)
    except UnreadableOriginal:
        package.broken.append(name)


def _page(data: bytes | None) -> Iterator[str]:
    try:
        root = html.document_fromstring(data or b"", parser=html.HTMLParser(encoding=_encoding(data or b"")))
    except (etree.LxmlError, ValueError):
        return
    for element in root.iter():
        if isinstance(element.tag, str):
            yield (
                _one_line("".join(map(str, element.itertext())))
                if element.tag == "p"
                else _one_line(element.text or "")
            )


def _encoding(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _one_line(text: str) -> str:
    return " ".join(text.split())
