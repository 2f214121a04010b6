"""Tables that hold data, told apart from tables that only lay out running text (and the words of any element)."""

from __future__ import annotations

from collections import Counter

from build_tools.readers.word.names import Element, W

_LEAST_SHARE = 0.6
_MOST_IN_ONE_CELL = 0.5
_SHORT = 200
"""Characters in a table so small that one cell may well hold most of them."""


def is_data_table(table: Element) -> bool:
    """Whether a table has two rows or more of like length, two columns or more, no table inside, and no one cell that
    is half of all text."""
    rows = [row.findall(f"{W}tc") for row in table.iterfind(f"{W}tr")]
    wide = [cells for cells in rows if len(cells) > 1]
    if len(wide) < 2 or table.find(f".//{W}tbl") is not None:
        return False
    usual = Counter(map(len, wide)).most_common(1)[0][1]
    lengths = [len(words(cell)) for cells in rows for cell in cells]
    paragraphs = sum(1 for _ in table.iter(f"{W}p"))
    is_even = usual >= _LEAST_SHARE * len(wide) and paragraphs <= 3 * len(lengths)
    return is_even and (max(lengths) < _MOST_IN_ONE_CELL * sum(lengths) or sum(lengths) < _SHORT)


def words(element: Element) -> str:
    """All text in an element, deleted text too."""
    return "".join(text.text or "" for text in element.iter(f"{W}t", f"{W}delText"))
