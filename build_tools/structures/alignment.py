"""A material cut into cells that can be laid beside those of another: by part, and in the problems by aspect.

Cells of two materials belong side by side where their keys are alike. Causes and remedies are one cell each: what
stands first there in one material does not answer to what stands first in another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.model import Block, Material, Section
from build_tools.structures.shape import CLOSING, INTRODUCTION
from build_tools.vocabulary import Vocabulary

_LISTED = "问题"
"""The part that answers the year's list."""


class Item(NamedTuple):
    """A line of a cell."""

    kind: str
    """`heading`, `point` (its number and first clause) or `text` (a whole paragraph)."""
    level: int
    """Of a heading its depth in the tree, of a point 1 or 2, else 0."""
    anchor: str
    """Where it stands on the material's page; empty for a paragraph."""
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What a material says in one place of the comparison."""

    key: str
    """`引言`, `问题`, `2021-3`, `原因` …"""
    part: str
    aspect: str | None
    items: tuple[Item, ...]


def cells_of(material: Material, vocabulary: Vocabulary) -> tuple[Cell, ...]:
    """The cells in the order in which they begin. All text from introduction to closing stands in exactly one."""
    gathered: dict[str, tuple[str, str | None, list[Item]]] = {}

    def put(key: str, part: str, aspect: str | None, items: Iterable[Item]) -> None:
        gathered.setdefault(key, (part, aspect, []))[2].extend(items)

    outline = material.outline
    put(INTRODUCTION, INTRODUCTION, None, _text(outline.preamble, "preamble"))
    for section in outline.sections:
        for key, part, aspect, items in _cells(section, 1, None, vocabulary):
            put(key, part, aspect, items)
    put(CLOSING, CLOSING, None, _text(outline.closing, "closing"))
    return tuple(Cell(key, part, aspect, tuple(items)) for key, (part, aspect, items) in gathered.items() if items)


def _cells(
    section: Section, level: int, aspect: str | None, vocabulary: Vocabulary
) -> Iterator[tuple[str, str, str | None, list[Item]]]:
    if section.part == _LISTED:
        own = next((one for one in section.aspects if one in vocabulary.frameworks.aspects), None)
        aspect = own or aspect
    else:
        aspect = None
    items = [Item("heading", level, section.anchor, section.printed.strip()), *_text(section.blocks, "")]
    yield aspect or section.part, section.part, aspect, items
    for child in section.sections:
        yield from _cells(child, level + 1, aspect, vocabulary)


def _text(blocks: Iterable[Block], anchor: str) -> Iterator[Item]:
    """Paragraphs, each followed by the points that begin in it."""
    for block in blocks:
        if text := block.text.strip():
            yield Item("text", 0, anchor, text)
        for point in block.points:
            if not point.lead:
                continue  # its words are withheld
            yield Item("point", point.depth, point.anchor, point.number + point.lead)
