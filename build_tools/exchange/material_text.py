"""A material's text, as its page shows it: as a Word file, as Markdown, as plain text.

All words of the outline, once, in the order of the text; what is masked or withheld on the page is so here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from build_tools import word
from build_tools.model import Block, Material, Section
from build_tools.pages.body import title_is_printed
from build_tools.pages.markdown import escape_line
from build_tools.shown_text import shown

_CLOSING_MARKS = "。；：，！？.;:,!?"


def as_word(material: Material) -> bytes:
    """The material as a Word file to GB/T 9704."""
    return word.word_file(blocks(material))


def as_text(material: Material) -> str:
    """The material as plain text, one paragraph a line."""
    lines = (line for _, line in _lines(material, run_in=True) if line.strip())
    return "".join(f"{shown(line)}\n" for line in lines)


def as_markdown(material: Material) -> str:
    """The material as Markdown: headings by level, everything else escaped paragraphs."""
    return "\n".join(
        f"{'#' * min(level, 6)} {escape_line(line)}\n" if level else f"{escape_line(line)}\n"
        for level, line in _lines(material)
        if line.strip()
    )


# ---------------------------------------------------------------- Word


def blocks(material: Material) -> Iterator[word.Block]:
    """The material as blocks of a Word file."""
    outline = material.outline
    yield word.Title("\n".join(_title(material)))
    for block in outline.byline:
        yield word.Centred(block.text)
    yield from _paragraphs(_front(material))
    yield from _paragraphs(outline.preamble)
    for section in outline.sections:
        yield from _section(section, 1)
    yield from _paragraphs(outline.closing)
    if signed := tuple(block.text for block in outline.signature if block.text.strip()):
        yield word.Signature(signed)


def _title(material: Material) -> list[str]:
    if title_is_printed(material) and material.outline.title_lines:
        return [block.text for block in material.outline.title_lines]
    return [material.description.title]


def _front(material: Material) -> Iterator[Block]:
    """A printed title that is not the one shown, and a contents list."""
    if not title_is_printed(material):
        yield from material.outline.title_lines
    yield from material.outline.contents


def _section(section: Section, level: int) -> Iterator[word.Block]:
    first, *others = section.blocks or (Block("", section.line),)
    if section.run_in and first.text:
        yield word.Heading(level, section.printed, first.text, _leads(first))
    else:
        yield word.Heading(level, section.printed)
        others = list(section.blocks)
    yield from _paragraphs(others)
    for inner in section.sections:
        yield from _section(inner, level + 1)


def _paragraphs(found: Iterable[Block]) -> Iterator[word.Block]:
    for block in found:
        if block.text.strip():
            yield word.Paragraph(block.text, _leads(block))


def _leads(block: Block) -> tuple[tuple[int, int], ...]:
    """Where the lead sentences of the points stand, their closing marks with them."""
    if block.withheld is not None:
        return ()
    spans, last = [], 0
    for point in sorted(block.points, key=lambda point: point.start):
        end = point.end + (block.text[point.end : point.end + 1] in _CLOSING_MARKS)
        if point.start >= last and point.depth == 1:
            spans.append((point.start, end))
            last = end
    return tuple(spans)


# ---------------------------------------------------------------- lines


def _lines(material: Material, run_in: bool = False) -> Iterator[tuple[int, str]]:
    """The paragraphs, each with its level as a heading: 1 the title, 0 running text.

    `run_in`: a heading that runs into its paragraph in the original does so here.
    """
    outline = material.outline
    for line in _title(material):
        yield 1, line
    for block in (*_front(material), *outline.byline, *outline.preamble):
        yield 0, block.text
    for section in outline.sections:
        yield from _section_lines(section, 2, run_in)
    for block in (*outline.closing, *outline.signature):
        yield 0, block.text


def _section_lines(section: Section, level: int, run_in: bool) -> Iterator[tuple[int, str]]:
    blocks = section.blocks
    if run_in and section.run_in and blocks:
        yield level, section.printed + blocks[0].text
        blocks = blocks[1:]
    else:
        yield level, section.printed
    for block in blocks:
        yield 0, block.text
    for inner in section.sections:
        yield from _section_lines(inner, level + 1, run_in)
