"""One character (or two) a line: vertical text and broken exports are put together again.

A run of such lines is joined; an empty line inside it ends a paragraph where empty lines do not stand
between all of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.model import Document, Paragraph
from build_tools.repair.lines import joined
from build_tools.vocabulary.loading import Vocabulary

_FEWEST_LINES = 6
_PUNCTUATION = re.compile("[，。、；：]")


def one_character_lines(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with runs of one- or two-character lines joined."""
    while True:
        joins = [False] * len(document.paragraphs)
        for start, end in _runs(document.paragraphs):
            run = document.paragraphs[start:end]
            if _is_broken_text(run):
                breaks = _breaks(run)
                joins[start + 1 : end] = [index not in breaks for index in range(1, len(run))]
        if not any(joins):
            return document
        document = joined(document, "one_character_lines", joins)


def _runs(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(len(paragraphs) + 1):
        if index == len(paragraphs) or len(paragraphs[index].text) > 2 or paragraphs[index].heading_level:
            if index - start >= _FEWEST_LINES:
                yield start, index
            start = index + 1


def _is_broken_text(run: Sequence[Paragraph]) -> bool:
    """A list of two-character names is no broken text: it has no punctuation and few single characters."""
    length = sum(len(p.text) for p in run) / len(run)
    return length < 1.3 or (len(run) >= 20 and any(_PUNCTUATION.search(p.text) for p in run))


def _breaks(run: Sequence[Paragraph]) -> set[int]:
    """Where in the run a paragraph begins, as far as empty lines or indents tell."""
    for evidence in ("after_blank", "indented"):
        breaks = {index for index, p in enumerate(run) if index and getattr(p, evidence)}
        if breaks and len(run) / (len(breaks) + 1) >= 4:
            return breaks
    return set()
