"""Headings and paragraphs → the section tree with its anchors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.model import Block, Finding, Paragraph, Section
from build_tools.outline.headings import Heading
from build_tools.outline.numbering import RANKS
from build_tools.outline.points import find_points
from build_tools.vocabulary import Vocabulary


@dataclass(slots=True)
class Node:
    """A section while the tree grows."""

    paragraph: Paragraph
    heading: Heading
    blocks: list[Block] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    rank: float = 0.0


def grow(paragraphs: Sequence[Paragraph], headings: dict[int, Heading]) -> tuple[list[Block], list[Node]]:
    """(the blocks before the first heading, the sections of the highest rank)."""
    preamble: list[Block] = []
    roots: list[Node] = []
    open_nodes: list[Node] = []
    for index, paragraph in enumerate(paragraphs):
        heading = headings.get(index)
        if heading is None:
            blocks = open_nodes[-1].blocks if open_nodes else preamble
            blocks.append(Block(paragraph.text, paragraph.line))
            continue
        node = Node(paragraph, heading)
        if heading.clause.run_in:
            node.blocks.append(Block(paragraph.text[heading.clause.end :].lstrip(), paragraph.line))
        _place(node, open_nodes, roots)
    return preamble, roots


def _place(node: Node, open_nodes: list[Node], roots: list[Node]) -> None:
    """Hangs the node where its rank, or the last open heading of its kind, puts it."""
    heading = node.heading
    if heading.rank is not None:
        while open_nodes and open_nodes[-1].rank >= heading.rank:
            open_nodes.pop()
        node.rank = heading.rank
    else:
        same = [i for i, open_node in enumerate(open_nodes) if _is_sibling(open_node, heading)]
        if same:
            del open_nodes[same[-1] :]
        node.rank = open_nodes[-1].rank + 0.25 if open_nodes else 1.0
    (open_nodes[-1].children if open_nodes else roots).append(node)
    open_nodes.append(node)


def _is_sibling(open_node: Node, heading: Heading) -> bool:
    other = open_node.heading
    return other.kind == heading.kind and other.rank is None


def finished(
    nodes: Sequence[Node], vocabulary: Vocabulary, prefix: str = "s"
) -> tuple[tuple[Section, ...], tuple[Finding, ...]]:
    """The sections of the nodes, with anchors, points, and findings on numbers that slip."""
    sections: list[Section] = []
    findings: list[Finding] = []
    last: dict[str, int] = {}
    for position, node in enumerate(nodes, 1):
        anchor = f"{prefix}{position}"
        children, below = finished(node.children, vocabulary, f"{anchor}-")
        blocks, slips = find_points(node.blocks, anchor, vocabulary)
        number = node.heading.number
        findings += [*_number_slip(node, last), *slips, *below]
        sections.append(
            Section(
                number=number.printed if number else None,
                title=node.heading.clause.title,
                printed=node.paragraph.text[: node.heading.clause.end].rstrip(),
                anchor=anchor,
                line=node.paragraph.line,
                run_in=node.heading.clause.run_in,
                blocks=blocks,
                sections=children,
            )
        )
    return tuple(sections), tuple(findings)


def _number_slip(node: Node, last: dict[str, int]) -> list[Finding]:
    """A number that does not follow the one before it; `last` holds the newest value of each kind, and gets this."""
    number = node.heading.number
    if number is None:
        return []
    before = last.get(number.kind, 0)
    last[number.kind] = number.value
    if number.value == before + 1 or (number.value == 1 and RANKS[number.kind] is None):
        return []
    if number.kind == "material" and before == 0:  # 篇三 taken out of its volume
        return []
    where = f"第{node.paragraph.line}行"
    if number.value <= before:
        return [Finding("number_repeated", f"序号“{number.printed}”重复或倒退（前一个是第{before}）", where=where)]
    missing = f"第{before + 1}" if number.value == before + 2 else f"第{before + 1}至第{number.value - 1}"
    return [Finding("number_skipped", f"序号“{number.printed}”之前缺{missing}", where=where)]
