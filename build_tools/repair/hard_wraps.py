"""Lines that were broken at the edge of the page (PDF, e-mail, old text files) are joined to paragraphs.

A text is wrapped where many of its lines are about as wide as the widest ones and do not end a sentence.
Then a line as wide as the page goes on in the next one, unless an indent, an empty line, a number or a date
says that the next one begins something new. Titles and headings are never joined to what follows them.
A text that would still look wrapped after joining was not wrapped: it stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_tools.model import Document, Paragraph
from build_tools.repair.characters import columns, ends_sentence
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.repair.lines import joined
from build_tools.repair.numbering import DATE_LINE, HEADING_NUMBER, POINT_NUMBER
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_SLACK = 5
"""Columns that a full line may fall short by: a word, number or mark that did not fit stands in the next line."""
_OVER = 2
"""Columns that a mark may hang over the edge by."""
_INDENT = 4
"""A paragraph begins two characters in."""
_NARROWEST, _WIDEST = 24, 130
_MARKS = re.compile("[，。；：！？]")
_REMARK = re.compile("[（(][^（()）]*[）)]$")
_PAUSES = re.compile("[。；：]")
_BEGINS = re.compile(rf"{HEADING_NUMBER.pattern}|{DATE_LINE.pattern}|(?:以上|上述)[^，。]{{2,12}}[，。]")
"""Lines that begin something new whatever stands before them; the last is the closing sentence."""


class _Words:
    """How titles and headings end."""

    def __init__(self, damage: Damage) -> None:
        self.title_ends = tuple(damage.title_ends)
        self.heading_ends = tuple(damage.heading_ends)


_words = once_per_vocabulary(_Words)


def hard_wraps(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with broken lines joined to paragraphs."""
    widths = [_width(p) for p in document.paragraphs]
    page = _page(document.paragraphs, widths)
    if page is None:
        return document
    result = joined(document, "hard_wraps", _joins(document.paragraphs, widths, page, _words(vocabulary)))
    again = _page(result.paragraphs, [_width(p) for p in result.paragraphs])
    return document if again else result


def _width(paragraph: Paragraph) -> int:
    """Columns that the line takes with its indent."""
    return columns(paragraph.text) + _INDENT * paragraph.indented


@dataclass(frozen=True, slots=True)
class _Page:
    """The width that lines were broken at, in columns."""

    least: int
    """Width from which a line counts as full."""
    usual: int
    """Width of most full lines."""
    most: int
    """Width up to which a line counts as full; a wider one was not broken here."""


def _page(paragraphs: Sequence[Paragraph], widths: Sequence[int]) -> _Page | None:
    """The page, or None where the lines were not broken at an edge."""
    if len(widths) < 4 or sum(p.indented for p in paragraphs) > 0.9 * len(paragraphs):
        return None
    ordered = sorted(widths)
    least_top = ordered[len(ordered) * 97 // 100] - _OVER
    if least_top > _WIDEST:
        return None
    counts = Counter(widths)
    tops = [width for width in counts if max(least_top, _NARROWEST) <= width <= _WIDEST]
    if not tops:
        return None
    top = max(tops, key=lambda width: (sum(counts[w] for w in range(width - _SLACK, width + 1)), width))
    full = [p.text for p, width in zip(paragraphs, widths, strict=True) if top - _SLACK <= width <= top]
    running = sum(bool(_MARKS.search(text)) for text in full)
    broken = sum(not ends_sentence(text) and text[-1:] not in "：；" for text in full)
    share = len(full) / len(widths)
    if min(running, broken) < max(3, 0.5 * len(full)) or share < 0.08 or (share < 0.35 and broken < 4):
        return None
    return _Page(top - _SLACK, max(range(top - _SLACK, top + 1), key=lambda width: counts[width]), top + _OVER)


def _joins(paragraphs: Sequence[Paragraph], widths: Sequence[int], page: _Page, words: _Words) -> list[bool]:
    """For each paragraph whether it goes on where the one before it stopped."""
    evidence = [name for name in ("indented", "after_blank") if _tells(paragraphs, name)]
    body = _first_of_body(paragraphs, words)
    joins = [False]
    for index, (line, after) in enumerate(pairwise(paragraphs)):
        least = page.least
        if "indented" in evidence and not ends_sentence(line.text) and line.text[-1:] not in "：；":
            least = page.usual * 3 // 4  # 2022年度 did not fit and went to the next line, which has no indent
        is_full = least <= widths[index] <= page.most
        begins = any(getattr(after, name) for name in evidence)
        is_marked = bool(line.heading_level or line.strong or after.heading_level or after.strong)
        if index < body or not is_full or begins or is_marked or _BEGINS.match(after.text):
            joins.append(False)
        elif evidence:
            joins.append(True)
        elif not ends_sentence(line.text) and line.text[-1:] not in "：；":
            joins.append(not _is_whole_heading(line.text, after.text, words))
        else:  # By chance the sentence ended at the very edge; had there been room, the next one would stand here.
            is_text = widths[index + 1] >= page.least or _MARKS.search(after.text)
            joins.append(bool(widths[index] >= page.usual - 1 and is_text and not POINT_NUMBER.match(after.text)))
    return joins


def _tells(paragraphs: Sequence[Paragraph], evidence: str) -> bool:
    """Whether indents or empty lines tell paragraphs apart: some lines have them, but not nearly all.

    A few empty lines may stand only round the title; a few indents are paragraphs, however long.
    """
    number = sum(bool(getattr(p, evidence)) for p in paragraphs[1:])
    return number >= (5 if evidence == "after_blank" else 1) and 0.02 < number / len(paragraphs) < 0.75


def _first_of_body(paragraphs: Sequence[Paragraph], words: _Words) -> int:
    """Index of the first line below the title."""
    for index, paragraph in enumerate(paragraphs[:5]):
        text = paragraph.text
        if _MARKS.search(text) or HEADING_NUMBER.match(text) or text.count("《") > text.count("》"):
            return index
        if _REMARK.sub("", text).endswith(words.title_ends):
            return index + 1
    return 0


def _is_whole_heading(line: str, after: str, words: _Words) -> bool:
    """Whether the line is a heading that fills the page and ends there."""
    if not HEADING_NUMBER.match(line) or _PAUSES.search(line):
        return False
    return line.endswith(words.heading_ends) or bool(POINT_NUMBER.match(after))
