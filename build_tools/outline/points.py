"""Points: the 一是…二是…三是… of running text, numbered ones (①…②…) inside a paragraph, and points inside a point.

What makes 一是 a point is where it stands: at the start of a paragraph or after a punctuation mark
(or after a word such as 方面 or 问题 where the mark was lost), so 统一是, 之一是 and 万一是 are none; and
一是一、二是二 is a saying, and what stands in quotation marks is
somebody's words (“一是怕、二是等”的心态). A 二是 belongs to the innermost open list of its own kind (paragraph, after a full
stop, after a semicolon or comma) that waits for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from build_tools.model import Block, Finding, Point
from build_tools.outline.clauses import lead_end
from build_tools.outline.numbering import HAN_DIGITS, number_value
from build_tools.outline.series import SERIES, numbered_series

_MARKER = re.compile(rf"([{HAN_DIGITS}]{{1,3}})是")
_SAYING = re.compile("[说]?一是一[、，,；]?二是二")
_QUOTED = re.compile("“[^“”]{1,80}”")
"""Short quotations; what looks like a longer one are rather two marks whose partners are lost."""
_AFTER = frozenset("。；：，、！？,;:.…—”’）)》】\u3000 \t")
_LOST_MARK = re.compile(
    "(?:方面|问题|不足|差距|原因|如下|表现|体现|主要|根源|措施|短板|看|而且|并且|无非|不外|例如|比如|在于|就是)$"
)


@dataclass(frozen=True, slots=True)
class _Marker:
    block: int
    start: int
    """Where the number begins."""
    end: int
    """Where the words begin."""
    value: int
    kind: str
    """`paragraph`, `sentence`, `semicolon` or `comma`: what stands before it; of a numbered one, the kind of number."""

    @property
    def numbered(self) -> bool:
        """Whether it is a number such as ① and not 一是."""
        return self.kind in SERIES


@dataclass(slots=True)
class _List:
    """A list of points that is open: the next number would be `last + 1`."""

    kind: str
    prefix: str
    """Anchor of what it belongs to: a section's, or a point's."""
    depth: int
    last: int = 0
    newest: str = ""
    """Anchor of its last point."""


def find_points(blocks: Iterable[Block], anchor: str) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of one section with their points, and findings on numbers skipped or repeated."""
    blocks = tuple(blocks)
    markers = _kept([marker for index, block in enumerate(blocks) for marker in _all_markers(index, block.text)])
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
        if marker.value == 2 and target.kind != "paragraph" and not marker.numbered:
            target.kind = marker.kind  # the first of a list often stands after a colon, the others tell more
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


def _point(text: str, marker: _Marker, stop: int, target: _List) -> Point:
    end = lead_end(text, marker.end, stop)
    lead = text[marker.end : end].strip("，,、；; ")
    return Point(text[marker.start : marker.end], lead, target.newest, marker.start, end, target.depth)


def _all_markers(index: int, text: str) -> list[_Marker]:
    """All markers of a block in the order of its text."""
    series = (
        _Marker(index, item.start, item.end, item.value, item.kind) for run in numbered_series(text) for item in run
    )
    return sorted((*_markers(index, text), *series), key=lambda marker: marker.start)


def _markers(index: int, text: str) -> Iterator[_Marker]:
    matches = list(_MARKER.finditer(text))
    closed = [match.span() for phrase in (_SAYING, _QUOTED) for match in phrase.finditer(text)] if matches else []
    for match in matches:
        start = match.start()
        if any(first <= start < last for first, last in closed):
            continue
        before = _before(text, start)
        if not before:
            kind = "paragraph"
        elif before in "。！？":
            kind = "sentence"
        elif before in _AFTER:
            kind = "sentence" if before in "：:" else "semicolon" if before in "；;" else "comma"
        elif match.group(1) == "一" and _LOST_MARK.search(text, max(0, start - 4), start):
            kind = "sentence"
        else:
            continue
        yield _Marker(index, start, match.end(), number_value(match.group(1)), kind)


def _before(text: str, start: int) -> str:
    """The last character before `start` that is no white space, or nothing."""
    while start and text[start - 1].isspace():
        start -= 1
    return text[start - 1] if start else ""


def _kept(markers: list[_Marker]) -> list[_Marker]:
    """Without those that only look like points: after a comma, an 一是 that no 二是 follows in its paragraph."""
    values: dict[int, set[int]] = {}
    for marker in markers:
        values.setdefault(marker.block, set()).add(marker.value)

    def counts_on(marker: _Marker) -> bool:
        near = values[marker.block]
        return marker.value + 1 in near or (marker.value > 1 and marker.value - 1 in near)

    return [marker for marker in markers if marker.kind != "comma" or counts_on(marker)]


def _list_for(open_lists: list[_List], markers: list[_Marker], position: int, anchor: str) -> _List:
    """The list that a marker goes on, or a new one; the open lists inside it are closed."""
    marker = markers[position]
    alike = [item for item in open_lists if (item.kind in SERIES) == marker.numbered]
    same_kind = [item for item in alike if item.kind == marker.kind]
    if marker.value == 1:
        # 一是 of a kind that is open begins another list beside it, or inside it where the open one goes on later.
        old = same_kind[-1] if same_kind else None
        if old is not None and (old.last > 1 or marker.kind == "paragraph") and not _goes_on(old, markers, position):
            old.last = 0
            return _back_to(open_lists, old)
        parent = open_lists[-1] if open_lists else None
        prefix, depth = (parent.newest, parent.depth + 1) if parent else (anchor, 1)
        open_lists.append(_List(marker.kind, prefix, depth))
        return open_lists[-1]
    waiting = [item for item in alike if item.last + 1 == marker.value]
    for choice in ([i for i in waiting if i.kind == marker.kind], waiting, same_kind, alike):
        if choice:
            return _back_to(open_lists, choice[-1])
    open_lists.append(_List(marker.kind, anchor, 1))
    return open_lists[-1]


def _back_to(open_lists: list[_List], item: _List) -> _List:
    del open_lists[open_lists.index(item) + 1 :]
    return item


def _goes_on(item: _List, markers: list[_Marker], position: int) -> bool:
    """Whether the open list is taken up again after the list that the 一是 at `position` begins."""
    expected, inner = 2, ""
    numbered = markers[position].numbered
    for marker in islice(markers, position + 1, position + 200):
        if marker.numbered != numbered:
            continue
        if marker.value == expected and inner in ("", marker.kind):
            expected, inner = expected + 1, marker.kind
        else:
            return marker.value == item.last + 1
    return False


def _slip(block: Block, marker: _Marker, last: int) -> Finding:
    number = block.text[marker.start : marker.end]
    code, what = ("number_repeated", "重复") if marker.value <= last else ("number_skipped", "之前缺号")
    return Finding(code, f"“{number}”{what}", where=f"第{block.line}行")
