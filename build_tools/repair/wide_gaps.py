"""Line breaks that were lost where the next paragraph's indent still stands inside the line.

Web pages indent a paragraph by two wide blanks; where a copy lost its line breaks, these blanks are what
is left of them: `…如下。　　一、存在的问题　　（一）…`. A gap inside a sentence, a title or a table is left alone,
unless most gaps of the line are indents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model import Document, Edit
from build_tools.repair.characters import ends_sentence
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.repair.lines import split_at_breaks
from build_tools.repair.numbering import DATE_LINE, HEADING_NUMBER, POINT_NUMBER
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_GAP = re.compile(r"[ \t]*[　\t][ \t]*[　\t][ 　\t]*| {4,}[ 　\t]*")


@once_per_vocabulary
def _title_ends(damage: Damage) -> tuple[str, ...]:
    return tuple(damage.title_ends)


def wide_gaps(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with a new paragraph at every gap that was an indent."""
    text = document.text
    if "　　" not in text and "    " not in text and "\t" not in text:
        return document
    title_ends = _title_ends(vocabulary)

    def propose(text: str) -> Iterator[Edit]:
        gaps = [g.span() for g in _GAP.finditer(text) if 0 < g.start() and g.end() < len(text)]
        starts = [0, *(end for _, end in gaps)]
        evident = [_is_indent(text, begin, *gap, title_ends) for begin, gap in zip(starts, gaps, strict=False)]
        all_are = sum(evident) >= max(3, len(gaps) // 2)
        for (start, end), is_indent in zip(gaps, evident, strict=True):
            if is_indent or all_are:
                yield Edit(start, end, "\n")

    return split_at_breaks(document.edited("wide_gaps", propose))


def _is_indent(text: str, begin: int, start: int, end: int, title_ends: tuple[str, ...]) -> bool:
    """Whether the gap text[start:end] was an indent, the piece before it reaching from begin to start."""
    before = text[max(0, start - 12) : start]
    if ends_sentence(before) or before[-1] in "：；":
        return True
    if HEADING_NUMBER.match(text, end) or POINT_NUMBER.match(text, end) or DATE_LINE.match(text, end):
        return True
    if HEADING_NUMBER.match(text, begin) and len(text) - end >= 20:
        return True
    return before.rstrip("）)").endswith(title_ends) and len(text) - end >= 20
