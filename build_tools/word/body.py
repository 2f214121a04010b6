"""Blocks → `word/document.xml`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from build_tools.word.blocks import Block, Centred, Heading, Paragraph, Placeholder, Signature, Title
from build_tools.word.layout import CHARACTER
from build_tools.word.styles import HEADING_FONTS
from build_tools.word.xml import xml_text

_EMPTY = "<w:p/>"


def paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    """The paragraphs of a document, one `<w:p>` each; an empty line stands below the title and above the signature."""
    above = False
    for block in blocks:
        heads = isinstance(block, Title | Centred)
        if above and not heads:
            yield _EMPTY
        above = heads
        yield from _paragraphs(block)


def _paragraphs(block: Block) -> Iterator[str]:
    match block:  # the commonest first: a file has hundreds of paragraphs
        case Paragraph(text, bold):
            yield _p(_runs(text, bold))
        case Heading(level, text, rest, bold):
            style = f"Heading{min(max(level, 1), len(HEADING_FONTS))}"
            if rest:
                yield _p(_run(text, f'<w:rStyle w:val="{style}Char"/>') + _runs(rest, bold))
            else:
                yield _p(_run(text), style)
        case Title(text):
            for line in text.split("\n"):
                yield _p(_run(line), "Title")
        case Centred(text):
            yield _p(_run(text), "Centred")
        case Placeholder(text):
            yield _p(_run(text if text.startswith("【") and text.endswith("】") else f"【{text}】"), "Placeholder")
        case Signature(lines):
            yield _EMPTY
            for line, indent in zip(lines, _indents(lines), strict=True):
                yield _p(_run(line), "Signature", f'<w:ind w:right="{round(indent * CHARACTER)}"/>')


def _p(runs: str, style: str | None = None, more: str = "") -> str:
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{name}{more}</w:pPr>" if name or more else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _runs(text: str, bold: tuple[tuple[int, int], ...]) -> str:
    pieces, last = [], 0
    for start, end in bold:
        start = max(start, last)
        if start < end:
            pieces += [_run(text[last:start]), _run(text[start:end], "<w:b/><w:bCs/>")]
            last = end
    return "".join([*pieces, _run(text[last:])])


def _run(text: str, properties: str = "") -> str:
    if not text:
        return ""
    set_so = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{set_so}<w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>'


def _indents(lines: tuple[str, ...]) -> list[float]:
    """Characters that stay empty right of each line, as 7.3.5 of the standard has it.

    The signer stands two characters from the right, the date below begins two characters right of the signer's
    first; where the date would then come nearer to the edge than two characters, the signer gives way.
    """
    if not lines:
        return []
    *names, date = map(width, lines)
    if not names:
        return [4]
    right = max(2.0, names[-1] - date)
    signer = max(2.0, right + date + 2 - names[-1])
    return [*([signer] * len(names)), right]


def width(text: str) -> float:
    """Of a text, in characters of the grid: half-width letters and figures are half a character."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
