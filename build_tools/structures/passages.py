"""Openings, closings and concrete cases (比如…): the passages that writers look up beside the 小标题."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from build_tools.model import Block, Material, Section
from build_tools.vocabulary import Vocabulary

OPENING, CLOSING_WORDS, CASE = "opening", "closing", "case"
_MOST_CASES = 6
"""Cases told of one material: the first of each section, and no more than this."""


class Passage(NamedTuple):
    """A passage with its place."""

    kind: str
    anchor: str
    text: str
    part: str
    aspect: str | None


def passages_of(material: Material, vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """The first paragraph, the closing, and cases of the material, in the order of the text.

    Cases are taken from the parts that the vocabulary names; never from those that tell of homes and relatives.
    """
    return tuple(_passages(material, vocabulary))


def _passages(material: Material, vocabulary: Vocabulary) -> Iterator[Passage]:
    outline = material.outline
    opening = next((block.text.strip() for block in outline.preamble if block.text.strip()), "")
    if opening:
        yield Passage(OPENING, "preamble", opening, "引言", None)
    left = _MOST_CASES
    for section in outline.sections:
        for case in _cases(section, None, vocabulary):
            if not left:
                break
            left -= 1
            yield case
    if closing := "".join(block.text.strip() for block in outline.closing):
        yield Passage(CLOSING_WORDS, "closing", closing, "结语", None)


def _cases(section: Section, aspect: str | None, vocabulary: Vocabulary) -> Iterator[Passage]:
    aspect = next((one for one in section.aspects if one in vocabulary.frameworks.aspects), aspect)
    for block in section.blocks if section.part in vocabulary.check.case_parts else ():
        if found := vocabulary.check.case_pattern.search(block.text):
            anchor = _point_before(block, found.start(1)) or section.anchor
            yield Passage(CASE, anchor, found[1].strip(), section.part, aspect)
            break
    for child in section.sections:
        yield from _cases(child, aspect, vocabulary)


def _point_before(block: Block, place: int) -> str | None:
    """The point in which a place of the block stands."""
    return next((point.anchor for point in reversed(block.points) if point.start <= place), None)
