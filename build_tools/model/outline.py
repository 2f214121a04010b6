"""The structure of a material: title block, section tree, points, ending."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.model.document import Finding, Repair


@dataclass(frozen=True, slots=True)
class Point:
    """An enumerated point 一是… in running text; its lead is the 小标题 that writers look for."""

    number: str
    """As printed: `一是`, `第二，`."""
    lead: str
    """Its first clause, without the closing mark; empty where the text is withheld."""
    anchor: str
    """`s2-3-p1`; a point inside a point `s2-3-p1-2`."""
    start: int
    """Where the number begins in the block's text."""
    end: int
    """Where the lead ends in the block's text (before its closing mark)."""
    depth: int = 1
    """1 for a point of the section, 2 for a point inside a point."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of body text, with the points that begin in it."""

    text: str
    """As it is shown: where the words are withheld, a note says so, and further paragraphs are empty."""
    line: int
    points: tuple[Point, ...] = ()
    """Of withheld words too, without leads."""
    withheld: int | None = None
    """How many printed characters of the original are not shown; None where the text is the original's."""

    @property
    def characters(self) -> int:
        """Printed characters of the paragraph in the original (white space not counted)."""
        return count_characters(self.text) if self.withheld is None else self.withheld


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and everything under it."""

    number: str | None
    """As printed, half-width brackets made full: `一、` `（一）` `1.`; None where there is none."""
    title: str
    """Without number and closing mark."""
    printed: str
    """The heading exactly as it stands in the repaired text: number, title, closing mark."""
    anchor: str
    """`s2-3`: the third section of the second."""
    line: int
    run_in: bool = False
    """The heading runs into its paragraph: blocks[0] goes on in the same line."""
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    part: str = "其他"
    """引言 问题 原因 措施 上年度整改 案例剖析 事项说明 其他; set by the describe stage."""
    aspects: tuple[str, ...] = ()
    """Ids such as `2021-4`; set by the describe stage."""
    withheld: int | None = None
    """How many characters the heading has in the original; None where title and heading are the original's."""

    @property
    def points(self) -> tuple[Point, ...]:
        """All points of this section's own text, in order."""
        return tuple(point for block in self.blocks for point in block.points)

    @property
    def characters(self) -> int:
        """Printed characters (white space not counted) of the heading, own text and all sections in it."""
        below = sum(s.characters for s in self.sections) if self.sections else 0
        return self.own_characters + below

    @property
    def own_characters(self) -> int:
        """The same without the sections in it."""
        heading = count_characters(self.printed) if self.withheld is None else self.withheld
        return heading + sum(block.characters for block in self.blocks)

    def walk(self) -> Iterator[Section]:
        """This section and all under it, in the order of the text."""
        return _walk((self,))


@dataclass(frozen=True, slots=True)
class Outline:
    """The structure of one material. All text of the document stands in exactly one of its places."""

    title: str | None
    """As printed, its lines joined; None where the original has none."""
    title_lines: tuple[Block, ...] = ()
    """The paragraphs that make up the title."""
    contents: tuple[Block, ...] = ()
    """A contents list printed above or below the title."""
    byline: tuple[Block, ...] = ()
    """What stands between title and text: unit, name, date."""
    preamble: tuple[Block, ...] = ()
    """引言: the text before the first heading."""
    sections: tuple[Section, ...] = ()
    closing: tuple[Block, ...] = ()
    """结语: the closing sentence."""
    signature: tuple[Block, ...] = ()
    """Unit, name and date below the text."""
    repairs: tuple[Repair, ...] = ()
    """Changes made while the outline was found (a title printed twice)."""
    findings: tuple[Finding, ...] = ()

    def walk(self) -> Iterator[Section]:
        """All sections in the order of the text."""
        return _walk(self.sections)

    @property
    def characters(self) -> int:
        """Printed characters of the material, white space not counted."""
        loose = (self.title_lines, self.contents, self.byline, self.preamble, self.closing, self.signature)
        return sum(b.characters for blocks in loose for b in blocks) + sum(s.characters for s in self.sections)


def _walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    """The sections and all under them, without a generator for each."""
    waiting = list(reversed(sections))
    while waiting:
        section = waiting.pop()
        yield section
        waiting.extend(reversed(section.sections))


def count_characters(text: str) -> int:
    """Number of characters that are not white space."""
    return len("".join(text.split()))
