"""Points: the 一是…二是…三是… of running text, numbered ones (①…②…) inside a paragraph, and points inside a point.

markers.py says which numbers begin a point. A 二是 belongs to the innermost open list of its own kind (paragraph, after
a full stop, after a semicolon or comma) that waits for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

from build_tools.model import Block, Finding, Point
from build_tools.outline.clauses import lead_end
from build_tools.outline.markers import Marker, find_markers
from build_tools.outline.others import own_points
from build_tools.vocabulary import Vocabulary

_AFTER_NUMBER = "：:，,、 \u3000"
"""What may stand between a number and its words (二是：…)."""


@dataclass(slots=True)
class _List:
    """A list of points that is open: the next number would be `last + 1`."""

    kind: str
    """What stands before its first number."""
    family: str
    prefix: str
    """Anchor of what it belongs to: a section's, or a point's."""
    depth: int
    last: int = 0
    newest: str = ""
    """Anchor of its last point."""
    later: str = ""
    """What stands before its second number in the paragraph of the first, and so before the others."""

    def takes(self, marker: Marker) -> bool:
        """Whether a number further on stands as those of the list do."""
        return marker.kind == (self.later or self.kind) or marker.kind == self.kind == "paragraph"


def find_points(
    blocks: Iterable[Block], anchor: str, vocabulary: Vocabulary
) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of one section with their points, and findings on numbers skipped or repeated."""
    blocks = tuple(blocks)
    texts = [block.text for block in blocks]
    markers = own_points(texts, find_markers(texts), vocabulary)
    if not markers:
        return blocks, ()
    points: dict[int, list[Point]] = {}
    findings: list[Finding] = []
    open_lists: list[_List] = []
    counts: Counter[str] = Counter()
    for position, marker in enumerate(markers):
        if position and markers[position - 1].block != marker.block:
            open_lists = [item for item in open_lists if item.kind == "paragraph"]
        target = _list_for(open_lists, markers, position, anchor)
        block = blocks[marker.block]
        if marker.value != target.last + 1:
            findings.append(_slip(block, marker, target.last))
        if marker.value == 2 and marker.kind != "paragraph" and marker.family != "number":
            target.later = marker.kind  # the first of a list often stands after a colon, the others tell more
        target.last = marker.value
        counts[target.prefix] += 1
        target.newest = f"{target.prefix}-{'p' if target.depth == 1 else ''}{counts[target.prefix]}"
        following = markers[position + 1] if position + 1 < len(markers) else None
        stop = following.start if following and following.block == marker.block else len(block.text)
        points.setdefault(marker.block, []).append(_point(block.text, marker, stop, target))
    return (
        tuple(replace(block, points=tuple(points.get(index, ()))) for index, block in enumerate(blocks)),
        tuple(findings),
    )


def _point(text: str, marker: Marker, stop: int, target: _List) -> Point:
    start = marker.end
    while start < stop and text[start] in _AFTER_NUMBER:
        start += 1
    end = lead_end(text, start, stop)
    lead = text[start:end].strip("，,、；; ")
    return Point(text[marker.start : marker.end], lead, target.newest, marker.start, end, target.depth)


def _list_for(open_lists: list[_List], markers: list[Marker], position: int, anchor: str) -> _List:
    """The list that a marker goes on, or a new one; the open lists inside it are closed."""
    marker = markers[position]
    alike = [item for item in open_lists if item.family == marker.family]
    same_kind = [item for item in alike if item.kind == marker.kind]
    if marker.value == 1:
        # 一是 of a kind that is open begins another list beside it, or inside it where the open one goes on later.
        old = same_kind[-1] if same_kind else None
        if old is not None and (old.last > 1 or marker.kind == "paragraph") and not _goes_on(old, markers, position):
            old.last, old.later = 0, ""
            return _back_to(open_lists, old)
        parent = open_lists[-1] if open_lists else None
        prefix, depth = (parent.newest, parent.depth + 1) if parent else (anchor, 1)
        open_lists.append(_List(marker.kind, marker.family, prefix, depth))
        return open_lists[-1]
    waiting = [item for item in alike if item.last + 1 == marker.value]
    for choice in ([i for i in waiting if i.takes(marker)], waiting, same_kind, alike):
        if choice:
            return _back_to(open_lists, choice[-1])
    open_lists.append(_List(marker.kind, marker.family, anchor, 1))
    return open_lists[-1]


def _back_to(open_lists: list[_List], item: _List) -> _List:
    del open_lists[open_lists.index(item) + 1 :]
    return item


def _goes_on(item: _List, markers: list[Marker], position: int) -> bool:
    """Whether the open list is taken up again after the list that the 一是 at `position` begins."""
    expected, inner = 2, ""
    family = markers[position].family
    for marker in islice(markers, position + 1, position + 200):
        if marker.family != family:
            continue
        if marker.value == expected and inner in ("", marker.kind):
            expected, inner = expected + 1, marker.kind
        else:
            return marker.value == item.last + 1
    return False


def _slip(block: Block, marker: Marker, last: int) -> Finding:
    number = block.text[marker.start : marker.end]
    code, what = ("number_repeated", "重复") if marker.value <= last else ("number_skipped", "之前缺号")
    return Finding(code, f"“{number}”{what}", where=f"第{block.line}行")
