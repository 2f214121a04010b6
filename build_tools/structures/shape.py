"""The shape of a material: its outline as a flat list of lines, and how its text is divided among the parts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from build_tools.model import Block, Material, Section

INTRODUCTION, CLOSING = "引言", "结语"


class Line(NamedTuple):
    """A heading or a point of the outline."""

    anchor: str
    number: str
    text: str
    level: int
    """Of a heading its depth in the tree, from 1; of a point that of the section it stands in plus its own depth."""
    is_point: bool
    part: str
    aspects: tuple[str, ...]
    characters: int
    """Of a heading of the first level, with everything under it; of other lines 0: nobody asks, and counting costs."""


class Share(NamedTuple):
    """How much of the text a part takes."""

    part: str
    characters: int
    percent: int
    """All percentages of a material add up to 100."""


def lines_of(material: Material) -> tuple[Line, ...]:
    """The outline: headings and points in the order of the text."""
    lines: list[Line] = []
    for section in material.outline.sections:
        _add_lines(section, 1, lines)
    return tuple(lines)


def shares_of(material: Material) -> tuple[Share, ...]:
    """The parts in the order in which they begin: introduction, the sections' parts, closing.

    Title, contents list and signature are not counted; a part that is taken up again is counted once.
    """
    outline = material.outline
    counts = {INTRODUCTION: _count(outline.preamble)}
    for section in outline.walk():
        counts[section.part] = counts.get(section.part, 0) + section.own_characters
    counts[CLOSING] = counts.get(CLOSING, 0) + _count(outline.closing)
    found = [(part, characters) for part, characters in counts.items() if characters]
    percents = whole_percents([characters for _, characters in found])
    return tuple(Share(part, n, percent) for (part, n), percent in zip(found, percents, strict=True))


def whole_percents(values: list[int]) -> list[int]:
    """Percentages as whole numbers that add up to 100: the largest remainders are rounded up."""
    total = sum(values)
    if not total:
        return [0] * len(values)
    exact = [100 * value / total for value in values]
    rounded = [int(value) for value in exact]
    by_remainder = sorted(range(len(values)), key=lambda i: (rounded[i] - exact[i], i))
    for i in by_remainder[: 100 - sum(rounded)]:
        rounded[i] += 1
    return rounded


def _add_lines(section: Section, level: int, lines: list[Line]) -> None:
    part, aspects = section.part, section.aspects
    characters = section.characters if level == 1 else 0
    number = section.number or ""
    lines.append(Line(section.anchor, number, section.title, level, False, part, aspects, characters))
    for block in section.blocks:
        for point in block.points:
            if point.lead:  # else withheld
                depth = level + point.depth
                lines.append(Line(point.anchor, point.number, point.lead, depth, True, part, aspects, 0))
    for child in section.sections:
        _add_lines(child, level + 1, lines)


def _count(blocks: Iterable[Block]) -> int:
    return sum(block.characters for block in blocks)
