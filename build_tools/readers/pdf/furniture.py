"""Page numbers and running heads: what stands at the edge of the pages and is no part of the text.

A page number is told by its form and, where it is a bare number, by counting up with the pages. A running head is the
same row (but for numbers) at the same height on several pages. Only the outermost rows of a page are looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from build_tools.readers.pdf.rows import Row

_OUTER = 3
"""Rows from the top, and from the bottom, that may be no text."""
_DASHED = re.compile(r"[-—–－―─_~·•.]{1,3}\d{1,4}[-—–－―─_~·•.]{1,3}")
_NAMED = re.compile(
    r"[-—–－(（]?第\d{1,4}页[-—–－)）]?(?:[,，、/／|]?[(（]?共\d{1,4}页[)）]?)?|共\d{1,4}页[,，、/／|]?第\d{1,4}页|"
    r"[Pp]age\d{1,4}(?:of\d{1,4})?|\d{1,3}[/／]\d{1,3}"
)
_BARE = re.compile(r"\d{1,4}|[ivxlIVXL]{1,6}")
_DIGITS = re.compile(r"\d+")
_SAME_HEIGHT = 4.0
"""Points."""
_LEAST_SHARE = 0.3
"""Share of the pages that a running head stands on; heads may differ on left and right pages and in chapters."""
_LONGEST_HEAD = 60
_APART = 1.15
"""A bare number is a page number only where the space to the text is larger than that between the lines of the text."""


def page_numbers(pages: Sequence[Sequence[Row]]) -> set[Row]:
    """The rows that are page numbers; `pages` are their rows from top to bottom."""
    found: set[Row] = set()
    bare: list[tuple[int, Row]] = []
    for rows in pages:
        for row in _outer(rows, 2):
            text = "".join(row.text.split())
            if row.cell:
                continue
            if _DASHED.fullmatch(text) or _NAMED.fullmatch(text):
                found.add(row)
            elif _BARE.fullmatch(text) and (text.isdigit() or len(pages) > 1):
                bare.append((int(text) if text.isdigit() else -1, row))
    # Bare numbers count: the difference to the page's place in the file is the same on most pages.
    steps = Counter(number - row.page for number, row in bare if number >= 0)
    if steps:
        step, count = steps.most_common(1)[0]
        if count >= 2 or (len(pages) == 1 and step == 0):
            found.update(row for number, row in bare if number - row.page == step)
    return found


def running_heads(pages: Sequence[Sequence[Row]]) -> set[Row]:
    """The rows that stand on several pages at the same place."""
    seen: defaultdict[str, list[Row]] = defaultdict(list)
    for rows in pages:
        for row in _outer(rows, _OUTER):
            if not row.cell and len(row.text) <= _LONGEST_HEAD:
                seen[_DIGITS.sub("#", "".join(row.text.split()))].append(row)
    found: set[Row] = set()
    for alike in seen.values():
        for group in _at_one_height(alike):
            if len({row.page for row in group}) >= max(2, _LEAST_SHARE * len(pages)):
                found.update(group)
    return found


def _at_one_height(rows: Sequence[Row]) -> Iterator[list[Row]]:
    ordered = sorted(rows, key=lambda row: row.baseline)
    group: list[Row] = []
    for row in ordered:
        if group and row.baseline - group[-1].baseline > _SAME_HEIGHT:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _outer(rows: Sequence[Row], count: int) -> list[Row]:
    """The first and the last rows of a page, each once."""
    return list(rows) if len(rows) <= 2 * count else [*rows[:count], *rows[-count:]]
