"""What belongs to a Word file but not to the material: headers, footers, comments, document properties, and what stands
behind the text (`behind.py`).

It is screened for secrecy marks (a watermark `机密` is WordArt in a header) and shown nowhere.
Sources: ECMA-376 Part 1, 17.10 (headers), 17.13.4 (comments), 15.2.12 (properties); Part 2, 8 (core properties).
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.readers.word.behind import behind
from build_tools.readers.word.inserted import inserted
from build_tools.readers.word.names import Element
from build_tools.readers.word.numbering import Numbering
from build_tools.readers.word.package import Package
from build_tools.readers.word.story import Story
from build_tools.readers.word.styles import Styles
from build_tools.readers.word.tally import Tally

_STORIES = ("header", "footer", "comments", "footnotes", "endnotes")
"""Notes too: one whose mark was deleted is shown nowhere and still stands in the file."""
_DATA = ("settings", "customXml")
_PROPERTIES = ("core-properties", "extended-properties", "custom-properties")
_PROGRAM = frozenset(("Application", "AppVersion", "Template", "DocSecurity", "created", "modified", "revision"))
"""Properties that programs write of themselves."""


def aside_of(package: Package, document: Element, styles: Styles, numbering: Numbering) -> tuple[str, ...]:
    """Every such text once, in a fixed order; `document` is the root of the text itself."""
    texts = [*_stories(package, styles, numbering), *_properties(package), *behind(document), *_data(package)]
    texts += inserted(package)
    return tuple(dict.fromkeys(text for text in texts if text))


def _stories(package: Package, styles: Styles, numbering: Numbering) -> Iterator[str]:
    for kind in _STORIES:
        for root in package.linked(kind):
            for paragraph in Story(root, styles, numbering, Tally()).paragraphs:
                yield paragraph.text
            yield from behind(root)


def _data(package: Package) -> Iterator[str]:
    """Variables of the document, and data that its controls show."""
    for kind in _DATA:
        for root in package.linked(kind):
            yield from behind(root)
            if kind == "customXml":
                yield from (" ".join(str(text).split()) for text in root.itertext())


def _properties(package: Package) -> Iterator[str]:
    for link in package.relationships("").values():
        if link.kind not in _PROPERTIES:
            continue
        root = package.part(link.target) if link.target else None
        for child in root if root is not None else ():
            name = str(child.tag).rpartition("}")[2]
            if name == "property":
                yield " ".join(filter(None, (child.get("name", "").strip(), _text(child))))
                yield _text(child)
            elif name not in _PROGRAM:
                yield _text(child)


def _text(element: Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())
