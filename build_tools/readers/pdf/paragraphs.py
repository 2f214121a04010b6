"""Rows → paragraphs: a row goes on in the next one where it was broken only because the page ends there.

The question asked of each row is the one that the typesetter asked: would the beginning of the next row still have
fitted? If it would, the paragraph ends here. If not, indents, space between the rows, size and table cells decide.
Cross-page rows are treated like any others, except that the space between them says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from build_tools.model import Paragraph
from build_tools.readers.pdf.rows import Row

_INDENT = 1.2
"""Sizes from which a row counts as indented; the usual first-line indent is two."""
_OUTDENT = 0.8
_SLACK = 0.1
"""Sizes by which a row may be wider than those that the edge was told from."""
_LARGER = 0.08
"""Share by which the size of a heading differs from that of text."""
_LEAST_OF_PAGE = 0.65
"""Share of the page's width that full rows reach at least."""
_TITLE_SIZE = 1.2
"""Times the size of the text. GB/T 9704-2012: 22 and 16 points."""
_TITLE_PITCH = 2.2
_WIDER_SPACE = 1.3
"""Times the usual distance of rows: the space between paragraphs."""
_CLOSERS = frozenset("，。、；：！？）》】〕〉」』…—,.;:!?)%％")
_OPENERS = frozenset("（《【〔〈「『(")
_QUOTES = frozenset("“”‘’\"'")
"""Unicode's line breaking (UAX 14, class QU) breaks on neither side of them."""
_WORD = re.compile(r"[0-9A-Za-z.,%:/-]+")
_BEGINS = re.compile(
    r"(?P<main>[一二三四五六七八九十]{1,3}[、．.])|(?P<bracket>[（(][一二三四五六七八九十\d]{1,3}[）)])|"
    r"(?P<dot>\d{1,2}[.．、](?!\d))|(?P<ordinal>第[一二三四五六七八九十]{1,3}[，、部章])|(?P<point>[一二三四五六七八九十]{1,2}是)"
)
_ENDS = "。！？：；”）"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The area that the text of one column on one page fills."""

    left: float
    right: float
    pitch: float
    """Usual distance from row to row, points."""


def paragraphs_of(rows: Sequence[Row], widths: Sequence[float]) -> tuple[Paragraph, ...]:
    """The paragraphs of a document, from its rows in reading order. `line` counts the rows; `widths` are the pages'."""
    if not rows:
        return ()
    joins = _Joins(rows, widths)
    groups: list[list[int]] = [[0]]
    for index in range(1, len(rows)):
        if joins.goes_on(rows[index - 1], rows[index], is_first=len(groups[-1]) == 1):
            groups[-1].append(index)
        else:
            groups.append([index])
    return tuple(_paragraph([rows[i] for i in group], group[0] + 1, rows, joins.frames) for group in groups)


class _Joins:
    """Which rows go on in the next one, and what that is told from."""

    def __init__(self, rows: Sequence[Row], widths: Sequence[float]) -> None:
        self.frames = _frames(rows, widths)
        self.size = median(row.size for row in rows)
        self.indents = _has_indents(rows, self.frames)
        self.beginnings = frozenset(
            _kind(row) for before, row in pairwise(rows) if not row.cell and not self._is_full(before, row)
        )
        """Kinds of numbers that surely begin paragraphs here: in one text 一是 does, in another it stands inside."""

    def goes_on(self, before: Row, row: Row, is_first: bool) -> bool:
        """Whether `row` belongs to the paragraph of the row before it, which is that paragraph's first or not."""
        if before.cell != row.cell or abs(before.size - row.size) > _LARGER * max(before.size, row.size):
            return False
        if self._is_title(before) and self._is_title(row) and not row.text.startswith(("（", "(")):
            return before.page == row.page and before.baseline - row.baseline < _TITLE_PITCH * row.size
        if self._is_apart(before, row):
            return False
        if row.cell:
            return self._is_full(before, row)
        frame, next_frame = self.frames[_key(before)], self.frames[_key(row)]
        indent = (row.left - next_frame.left) / max(row.size, 1)
        if not is_first and indent < (before.left - frame.left) / max(before.size, 1) - _OUTDENT:
            return False  # the paragraph was set in as a whole, and this row is not
        if self.indents and indent < 0.6:
            is_long = before.right - frame.left > 0.5 * (frame.right - frame.left)
            return self._is_full(before, row) or (is_long and before.text[-1:] not in _ENDS)
        if not self._is_full(before, row):
            return False
        if indent >= _INDENT:
            # A block set in as a whole goes on; a first line set in begins.
            as_before = abs((row.left - next_frame.left) - (before.left - frame.left)) < 0.3 * row.size
            return as_before and not (self.indents and 1.5 <= indent <= 2.6) and not _kind(row)
        return not (before.text[-1:] in _ENDS and _kind(row) in self.beginnings and _kind(row))

    def _is_title(self, row: Row) -> bool:
        """Whether a row is set like a title: on the first page, larger than text; its lines make one paragraph."""
        return row.page == 1 and not row.cell and row.size > _TITLE_SIZE * self.size

    def _is_full(self, before: Row, row: Row) -> bool:
        """Whether the beginning of the next row would not have fitted."""
        return before.right + _first_width(row) > self.frames[_key(before)].right + _SLACK * before.size

    def _is_apart(self, before: Row, row: Row) -> bool:
        """Whether the rows are centred, or space is left between them."""
        frame = self.frames[_key(before)]
        if _is_centred(row, self.frames[_key(row)]) or _is_centred(before, frame):
            return True
        same_place = before.page == row.page and before.column == row.column
        return same_place and before.baseline - row.baseline > _WIDER_SPACE * frame.pitch


def _kind(row: Row) -> str:
    """The kind of number at the beginning of a row; empty where there is none."""
    match = _BEGINS.match(row.text)
    return (match.lastgroup or "") if match else ""


def _first_width(row: Row) -> float:
    """How much room the beginning of a row needs that cannot be broken: a word, or a character with its marks."""
    glyphs = row.glyphs
    if _WORD.match(glyphs[0].text):
        end = next((i for i, glyph in enumerate(glyphs) if not _WORD.match(glyph.text)), len(glyphs))
    else:
        end = next((i for i, glyph in enumerate(glyphs) if glyph.text not in _OPENERS | _QUOTES), len(glyphs) - 1) + 1
    while end < len(glyphs) and (glyphs[end].text in _CLOSERS or glyphs[end].text in _QUOTES):
        end += 2 if glyphs[end].text in _QUOTES else 1
    end = min(end, len(glyphs))
    return glyphs[max(end, 1) - 1].right - glyphs[0].left


def _is_centred(row: Row, frame: _Frame) -> bool:
    """Whether a row stands in the middle, well away from both edges."""
    left, right = row.left - frame.left, frame.right - row.right
    return left > 2.6 * row.size and abs(left - right) < row.size


# ---------------------------------------------------------------- where text stands


def _key(row: Row) -> tuple[int, int, int]:
    return (row.cell, row.page, row.column) if row.cell else (0, row.page % 2, row.column)


def _frames(rows: Sequence[Row], widths: Sequence[float]) -> dict[tuple[int, int, int], _Frame]:
    """The frame of every column and cell. Odd and even pages may have mirrored margins; otherwise pages are alike."""
    groups: dict[tuple[int, int, int], list[Row]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    if not any(len(group) > 3 for key, group in groups.items() if not key[0]):
        everything = [row for row in rows if not row.cell]
        groups.update({key: everything for key in groups if not key[0]})
    in_columns = any(row.column for row in rows)
    frames = {
        key: _frame(group, 0.0 if key[0] or in_columns else widths[group[0].page - 1]) for key, group in groups.items()
    }
    slack = _SLACK * median(row.size for row in rows)
    return {
        key: frame if key[0] else _as_wide(frame, frames.get((0, 1 - key[1], key[2])), slack)
        for key, frame in frames.items()
    }


def _as_wide(frame: _Frame, other: _Frame | None, slack: float) -> _Frame:
    """The frame with the edges of the facing pages' where it lies within them: its rows are few, or none is full."""
    if other is None or frame.left < other.left - slack or frame.right > other.right + slack:
        return frame
    return replace(frame, left=other.left, right=max(other.right, frame.right))


def _frame(rows: Sequence[Row], width: float) -> _Frame:
    """The frame of rows that stand below each other; `width` of their page, 0 where it says nothing."""
    size = median(row.size for row in rows)
    body = [row for row in rows if abs(row.size - size) < 0.15 * size] or list(rows)
    gaps = [
        above.baseline - below.baseline
        for above, below in pairwise(body)
        if above.page == below.page and above.baseline > below.baseline
    ]
    near = [gap for gap in gaps if gap < 4 * size] or [1.6 * size]
    lefts = Counter(round(row.left) for row in body)
    least = max(2, 0.04 * len(body))
    # The edges are where several rows end: one that hangs out does not move them.
    left: float = min((place for place in lefts if _near(lefts, place) >= least), default=min(lefts))
    # Marks may hang out over the edge.
    rights = Counter(round(row.right) for row in body if row.glyphs[-1].text not in _CLOSERS)
    rights = rights or Counter(round(row.right) for row in body)
    right: float = max((place for place in rights if _near(rights, place) >= least), default=max(rights))
    if right < _LEAST_OF_PAGE * width and left < width / 3:
        right = width - left  # no row of the text is full
    usual = Counter(round(gap) for gap in near).most_common(1)[0][0]
    return _Frame(left=left, right=max(right, left), pitch=max(usual, 1.0))


def _near(counts: Counter[int], place: int) -> int:
    return counts[place - 1] + counts[place] + counts[place + 1]


def _has_indents(rows: Sequence[Row], frames: dict[tuple[int, int, int], _Frame]) -> bool:
    """Whether paragraphs begin with an indent of two characters: some rows have it, and others stand at the edge."""
    indents = [(row.left - frames[_key(row)].left) / max(row.size, 1) for row in rows if not row.cell]
    set_in = sum(1.5 <= indent <= 2.6 for indent in indents)
    at_edge = sum(indent < 0.6 for indent in indents)
    return set_in >= 2 and at_edge >= 0.15 * len(indents)


# ---------------------------------------------------------------- making paragraphs


def _paragraph(
    group: Sequence[Row], line: int, rows: Sequence[Row], frames: dict[tuple[int, int, int], _Frame]
) -> Paragraph:
    first = group[0]
    frame = frames[_key(first)]
    text, lead, total = "", 0, 0
    is_lead = True
    for row in group:
        pieces = list(row.pieces())
        if text and _WORD.match(text[-1]) and _WORD.match(pieces[0][0]) and text[-1].isalpha():
            text += " "
        for piece, bold in pieces:
            text += piece
            ink = len("".join(piece.split()))
            total += ink
            is_lead = is_lead and (bold or not ink)
            lead = len(text) if is_lead and ink else lead
    strong = is_lead and total > 0
    above = rows[line - 2] if line > 1 else None
    same_place = above is not None and above.page == first.page and above.column == first.column
    gap = above.baseline - first.baseline if above is not None and same_place else 0.0
    return Paragraph(
        text.strip(),
        line,
        strong=strong,
        strong_lead=0 if strong else lead,
        indented=(first.left - frame.left) / max(first.size, 1) >= _INDENT,
        after_blank=gap > 1.6 * frame.pitch,
        cell=bool(first.cell),
    )
