"""Page numbers go: `— 3 —`, 第3页 共8页, 3/8, alone on a line or left inside one whose breaks were lost.

Bare numbers go only where they count up by one and stand between longer lines. An empty line at a page
break is no sign of a new paragraph: the paragraph after it forgets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.model import Document, Edit, Paragraph, Repair
from build_tools.repair.characters import CJK
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage


class _Patterns:
    """damage.yml's patterns, compiled."""

    def __init__(self, damage: Damage) -> None:
        self.line = re.compile("|".join(damage.page_numbers))
        self.inline = re.compile(rf"(?<=[{CJK}])(?:{'|'.join(damage.inline_page_numbers)})(?=[{CJK}])")


_patterns = once_per_vocabulary(_Patterns)
_DASHED = re.compile(r"[-—–－] ?\d")


def page_numbers(document: Document, vocabulary: Vocabulary) -> Document:
    """The document without page numbers."""
    patterns = _patterns(vocabulary)
    pages = _page_lines(document.paragraphs, patterns)
    if pages:
        kept: list[Paragraph] = []
        after_page = False
        for index, paragraph in enumerate(document.paragraphs):
            if index not in pages:
                kept.append(replace(paragraph, after_blank=False) if after_page else paragraph)
            after_page = index in pages
        removed = [document.paragraphs[index] for index in sorted(pages)]
        repairs = tuple(Repair("page_numbers", p.text, "", 1, (p.line,)) for p in removed)
        document = replace(document, paragraphs=tuple(kept), repairs=document.repairs + repairs)
    if not _DASHED.search(document.text):
        return document

    def propose(text: str) -> Iterator[Edit]:
        for match in patterns.inline.finditer(text):
            yield Edit(match.start(), match.end(), "")

    return document.edited("page_numbers", propose)


def _page_lines(paragraphs: Sequence[Paragraph], patterns: _Patterns) -> set[int]:
    pages: set[int] = set()
    bare: list[tuple[int, int]] = []
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph.text) > 24:
            continue
        text = "".join(paragraph.text.split())
        if patterns.line.fullmatch(text):
            pages.add(index)
        elif text.isdecimal() and len(text) < 4:
            neighbours = (*paragraphs[max(0, index - 1) : index], *paragraphs[index + 1 : index + 2])
            if any(len(p.text) >= 8 for p in neighbours):
                bare.append((index, int(text)))
    if len(bare) > 1 and all(later[1] == earlier[1] + 1 for earlier, later in zip(bare, bare[1:], strict=False)):
        pages.update(index for index, _ in bare)
    return pages
