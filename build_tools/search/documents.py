"""A material → the documents that are searched: its title, its introduction, every section's own text, its closing.

The text of a document is what the page shows there: a heading exactly as printed, then its paragraphs, one a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.model import Block, Material, Section

TITLE, PREAMBLE, CLOSING = "title", "preamble", "closing"
"""Anchors of the documents that are no sections."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A piece of a material that a search finds as one."""

    anchor: str
    part: str
    heading: int
    """How many characters at the start of the text are the heading; 0 where there is none."""
    text: str
    aspects: tuple[str, ...] = ()


def documents_of(material: Material) -> list[SearchDocument]:
    """The documents of a material in the order of its page. The first is always its title."""
    outline = material.outline
    found = [_title(material)]
    if text := _joined(outline.preamble):
        found.append(SearchDocument(PREAMBLE, "引言", 0, text))
    found += map(_section, outline.walk())
    if text := _joined(outline.closing + outline.signature):
        found.append(SearchDocument(CLOSING, "结语", 0, text))
    return found


def _title(material: Material) -> SearchDocument:
    """The title as the page shows it, then what is set apart below it."""
    outline, title = material.outline, material.description.title
    printed = _joined(outline.title_lines)
    same = "".join(printed.split()) == "".join(title.split())
    head = printed if same else title
    rest = _joined((*(() if same else outline.title_lines), *outline.contents, *outline.byline))
    return SearchDocument(TITLE, "标题", len(head), _lines(head, rest))


def _section(section: Section) -> SearchDocument:
    printed = section.printed.strip()
    text = _lines(printed, _joined(section.blocks))
    return SearchDocument(section.anchor, section.part, len(printed), text, section.aspects)


def _joined(blocks: Iterable[Block]) -> str:
    return "\n".join(_texts(blocks))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if text := block.text.strip():
            yield text


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
