"""Tables that hold data, told apart from tables that only arrange the page."""

from __future__ import annotations

from collections import Counter

from build_tools.readers.html.blocks import Page

_LEAST_SHARE = 0.6
_MOST_IN_ONE_LINE = 0.5


def data_tables(page: Page) -> frozenset[int]:
    """Indices of the tables of data: two rows or more of like length, two columns or more, no table inside, and no
    one line that is half of all text."""
    texts: dict[int, list[int]] = {}
    for block in page.blocks:
        if block.cell >= 0:
            texts.setdefault(block.cell, []).append(len(block.text))
    found = set()
    for index, sizes in texts.items():
        node = page.nodes[index]
        rows = [cells for cells in node.columns if cells > 1]
        if node.nested or len(rows) < 2:
            continue
        usual = Counter(rows).most_common(1)[0][1]
        is_even = usual >= _LEAST_SHARE * len(rows)
        many_lines = len(sizes) > 3 * sum(node.columns)
        if is_even and not many_lines and (max(sizes) < _MOST_IN_ONE_LINE * sum(sizes) or sum(sizes) < 200):
            found.add(index)
    return frozenset(found)
