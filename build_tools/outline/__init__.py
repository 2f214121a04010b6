"""Outline: a repaired Document → title block, introduction, section tree, points, closing.

| file | finds |
|---|---|
| numbering.py | numbers before headings and their ranks |
| title.py | the title block |
| contents.py | contents lists, agenda lists and notes of attachments, which are no headings |
| headings.py | which paragraphs are headings (one rule, one function) |
| heading_clause.py | where a heading ends that runs into its paragraph |
| series.py | numbered series inside a paragraph |
| markers.py | the numbers of points: 一是, 一要, 其一, 首先 |
| others.py | lists inside a sentence that are not the writer's points |
| points.py | points and the points inside them |
| clauses.py | ends of sentences and clauses |
| closing.py | closing sentence, signature |
| tree.py | the section tree and its anchors |

It never fails: text that it cannot understand becomes introduction, with the finding `nothing_understood`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from build_tools.model import Block, Document, Finding, Outline, Paragraph, Severity
from build_tools.outline.closing import Ending, take_ending
from build_tools.outline.contents import agenda_lines, attachment_lines, contents_length
from build_tools.outline.headings import Heading, find_headings
from build_tools.outline.numbering import number_at_start
from build_tools.outline.title import marks_length, take_title
from build_tools.outline.tree import Node, finished, grow
from build_tools.vocabulary import Vocabulary

MOST_HEADINGS = 20_000
"""The largest file that is read (5 MB) holds some 250 materials of 30 headings. More are no structure."""


def outline(document: Document, vocabulary: Vocabulary) -> Outline:
    """The structure of a document. All its text stands in exactly one place of the result."""
    paragraphs = [p for p in document.paragraphs if p.text]
    marks, paragraphs = _split(paragraphs, marks_length(paragraphs, vocabulary))
    contents, paragraphs = _split(paragraphs, contents_length(paragraphs))
    more_marks, paragraphs = _split(paragraphs, marks_length(paragraphs, vocabulary))
    title = take_title(paragraphs, vocabulary)
    paragraphs = list(title.rest)
    below, paragraphs = _split(paragraphs, _byline_length(paragraphs, vocabulary))
    more_contents, paragraphs = _split(paragraphs, contents_length(paragraphs))
    headings = _headings(paragraphs, vocabulary)
    too_many = len(headings) > MOST_HEADINGS
    preamble, nodes = grow(paragraphs, {} if too_many else headings)
    ending = _ending(preamble, nodes, vocabulary)
    sections, findings = finished(nodes, vocabulary)
    if not sections and document.paragraphs:
        seen = f"像标题的段落多于 {MOST_HEADINGS} 个，都不当作标题" if too_many else "没有找到任何层次标题"
        findings = (Finding("nothing_understood", f"{seen}，全文照登", Severity.WARNING),)
    return Outline(
        title=title.title,
        title_lines=_blocks(title.lines),
        contents=_blocks([*contents, *more_contents]),
        byline=_blocks([*marks, *more_marks, *below]),
        preamble=tuple(preamble),
        sections=sections,
        closing=ending.closing,
        signature=ending.signature,
        repairs=title.repairs,
        findings=findings + _several(nodes, title.title is None and not preamble),
    )


def _headings(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> dict[int, Heading]:
    """The headings by index; one more than `MOST_HEADINGS` where there are more."""
    numbers = [number_at_start(paragraph.text) for paragraph in paragraphs]
    not_headings = agenda_lines(paragraphs, numbers) | attachment_lines(paragraphs, numbers, vocabulary)
    found = find_headings(paragraphs, numbers, vocabulary, not_headings)
    return dict(islice(found, MOST_HEADINGS + 1))


def _ending(preamble: list[Block], nodes: list[Node], vocabulary: Vocabulary) -> Ending:
    """The ending, taken off the last section (or, where there is none, off the introduction)."""
    node = nodes[-1] if nodes else None
    while node and node.children:
        node = node.children[-1]
    blocks = node.blocks if node else preamble
    ending = take_ending(blocks, vocabulary)
    blocks[:] = ending.blocks
    if node and node.heading.clause.run_in and not blocks:
        node.heading = replace(node.heading, clause=replace(node.heading.clause, run_in=False))
    return ending


def _byline_length(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> int:
    """How many lines under the title are date, name or unit."""
    count = 0
    while count < min(4, len(paragraphs) - 1):
        text = paragraphs[count].text.replace(" ", "")
        short_name = len(text) <= 24 and not any(mark in text for mark in "。！？；：，,:;") and count == 0
        names = short_name and vocabulary.units.is_name_line(text)
        if not (vocabulary.genres.byline_pattern.search(text) or names):
            break
        count += 1
    return count


def _several(nodes: Sequence[Node], is_whole: bool) -> tuple[Finding, ...]:
    pieces = [node for node in nodes if node.heading.kind == "material"]
    if not pieces or (len(pieces) == 1 and is_whole):  # one of a volume, taken out of it with its mark
        return ()
    lines = "、".join(f"第{node.paragraph.line}行" for node in pieces)
    return (
        Finding("several_materials", f"像是几篇材料放在一个文件里（{lines}）", where=f"第{pieces[0].paragraph.line}行"),
    )


def _split(paragraphs: Sequence[Paragraph], count: int) -> tuple[list[Paragraph], list[Paragraph]]:
    return list(paragraphs[:count]), list(paragraphs[count:])


def _blocks(paragraphs: Sequence[Paragraph]) -> tuple[Block, ...]:
    return tuple(Block(p.text, p.line) for p in paragraphs)


__all__ = ["outline"]
