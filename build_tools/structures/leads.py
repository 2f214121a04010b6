"""The 小标题 of a material: every point 一是…, and every heading below the first level that says something.

A heading is none where it only names what the text under it is about:

* the heading of an aspect in the part that answers the year's list (带头…方面): those are the notice's words,
  not the writer's. In causes and remedies a heading that names an aspect is the writer's own, and is one;
* a heading that only names a field (…方面) or a part (原因分析, 存在的问题);
* headings in 事项说明, which name matters to report on.

Levels are those of the tree, so that `1.` right under `一、` counts as the second; in a file of several materials
they are counted inside each. A heading of the first level is a part's, unless it has a number of a lower kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.model import Block, Material, Section
from build_tools.vocabulary import Vocabulary

_OWN_WORDS = frozenset({"原因", "措施"})
"""Parts in which the heading of an aspect is the writer's sentence."""


class Lead(NamedTuple):
    """A 小标题 with its place."""

    anchor: str
    number: str
    """As printed: `一是`, `（一）`, `1.`; empty where there is none."""
    text: str
    part: str
    aspect: str | None
    """The aspect it stands under (the first, where a heading joins two)."""
    is_heading: bool
    depth: int
    """Of a heading its level, from 2; of a point 1, inside a point 2."""
    pattern: str
    """The group of its turn of phrase."""
    named: str | None = None
    """In causes and remedies the slug of the strand whose word stands first in it."""


def leads_of(material: Material, vocabulary: Vocabulary) -> tuple[Lead, ...]:
    """All 小标题 in the order of the text, each once."""
    return tuple(_leads(material, vocabulary))


def _leads(material: Material, vocabulary: Vocabulary) -> Iterator[Lead]:
    outline = material.outline
    yield from _points(outline.preamble, "引言", None, vocabulary)
    for section in outline.sections:
        holds_material = section.number is not None and is_whole_material(section)
        yield from _section(section, 0 if holds_material else 1, None, None, vocabulary)
    yield from _points(outline.closing, "结语", None, vocabulary)


def is_whole_material(section: Section) -> bool:
    """Whether a section is one of several materials in a file (篇一：…)."""
    number = section.number or ""
    return number.startswith(("篇", "范文", "【范文", "（范文")) or (number.startswith("第") and "篇" in number)


def _section(
    section: Section, level: int, above: Section | None, aspect: str | None, vocabulary: Vocabulary
) -> Iterator[Lead]:
    aspect = section.aspects[0] if section.aspects else aspect
    if _says_something(section, level, above, vocabulary):
        number, title, part = section.number or "", section.title, section.part
        pattern = vocabulary.leads.pattern_of(title)
        yield Lead(section.anchor, number, title, part, aspect, True, level, pattern, _named(title, part, vocabulary))
    yield from _points(section.blocks, section.part, aspect, vocabulary)
    for child in section.sections:
        yield from _section(child, level + 1, section, aspect, vocabulary)


def _says_something(section: Section, level: int, above: Section | None, vocabulary: Vocabulary) -> bool:
    words = vocabulary.leads
    if not section.title.strip() or section.withheld is not None or section.part in words.report_parts:
        return False
    if level < 2 and (level < 1 or section.number is None or "、" in section.number):
        return False
    if section.aspects and section.part not in _OWN_WORDS:
        return False
    if words.is_label(section.title):
        return False
    opens_part = above is None or above.part != section.part
    return not (vocabulary.parts.names_only(section.title) or (opens_part and vocabulary.parts.part_of(section.title)))


def _points(blocks: tuple[Block, ...], part: str, aspect: str | None, vocabulary: Vocabulary) -> Iterator[Lead]:
    for block in blocks:
        for point in block.points:
            if point.lead:
                pattern = vocabulary.leads.pattern_of(point.lead)
                named = _named(point.lead, part, vocabulary)
                yield Lead(point.anchor, point.number, point.lead, part, aspect, False, point.depth, pattern, named)


def _named(text: str, part: str, vocabulary: Vocabulary) -> str | None:
    return vocabulary.strands.named_in(text) if part in _OWN_WORDS else None


def strands_of(lead: Lead, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The strands that a 小标题 belongs to: those of its aspect; of causes and remedies without one, the strand they name."""
    if lead.aspect:
        return vocabulary.strands.of_aspect.get(lead.aspect, ())
    return (lead.named,) if lead.named else ()
