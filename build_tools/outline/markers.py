"""The numbers that points begin with: 一是, 一要, 其一, 首先, and the numbered series (①…②…) inside a paragraph.

What makes 一是 the number of a point is where it stands: at the start of a paragraph or after a punctuation mark (or
after a word such as 方面 or 问题 where the mark was lost), so 统一是, 之一是 and 万一是 are none; and 一是一、二是二 is a
saying, and what stands in quotation marks is somebody's words (“一是怕、二是等”的心态). The others are words of running
text too, so they count only where two of them follow each other: at the start of paragraphs each; inside a paragraph
其一 wherever 一是 would, 首先 where each begins a sentence and a comma follows it (首先是感情不深，其次是办法不多 is one
sentence), 一要 never (一要敢抓敢管，二要会抓会管 is how writers speak inside a measure).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from build_tools.outline.numbering import HAN_DIGITS, number_value
from build_tools.outline.series import numbered_series

_IS = re.compile(rf"([{HAN_DIGITS}]{{1,3}})是")
_SPOKEN = re.compile(
    rf"(?P<must>[{HAN_DIGITS}]{{1,2}})要(?!求|点|素|件|害)"
    rf"|其(?P<its>[{HAN_DIGITS}])(?:[，,、：:]|是|要)"
    "|(?P<order>首先|其次|再次|再者|最后)(?:[，,、：:]要?|是|要)"
)
"""Numbers that count only with another of their family."""
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "再者": 3}
_LAST = 0
"""最后 has no value of its own: it follows whatever stands before it, from the second on."""
_OPENS = re.compile(rf"[{HAN_DIGITS}]{{1,3}}是|{_SPOKEN.pattern}")

_SAYING = re.compile("[说]?一是一[、，,；]?二是二")
_QUOTED = re.compile("“[^“”]{1,80}”")
"""Short quotations; what looks like a longer one are rather two marks whose partners are lost."""
_AFTER = frozenset("。；：，、！？,;:.…—”’）)》】\u3000 \t")
_LOST_MARK = re.compile(
    "(?:方面|问题|不足|差距|原因|如下|表现|体现|主要|根源|措施|短板|看|而且|并且|无非|不外|例如|比如|在于|就是|存在)$"
)
_NO_NUMBER_BEFORE = frozenset(HAN_DIGITS + "第其之分百零〇")
"""After these 二是 is part of a word or a greater number (第二是, 百分之二是)."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The number of a point."""

    block: int
    start: int
    """Where the number begins."""
    end: int
    """Where the words begin."""
    value: int
    kind: str
    """`paragraph`, `sentence`, `semicolon` or `comma`: what stands before it; of a numbered one, the kind of number."""
    family: str
    """`is`, `must`, `its`, `order` or `number`: a list is made of one family."""


def opens_point(text: str) -> bool:
    """Whether a paragraph begins with the number of a point."""
    return _OPENS.match(text) is not None


def find_markers(texts: Iterable[str]) -> list[Marker]:
    """The numbers of points in the paragraphs of one section, in the order of the text."""
    markers: list[Marker] = []
    spoken: list[Marker] = []
    for index, text in enumerate(texts):
        found = [*_numbered(index, text), *_sure(list(_is_markers(index, text)))]
        markers += sorted(found, key=lambda marker: marker.start)
        spoken += _spoken(index, text)
    if not spoken:
        return markers
    return sorted({*markers, *_lists(spoken)}, key=lambda marker: (marker.block, marker.start))


def _numbered(index: int, text: str) -> Iterator[Marker]:
    for run in numbered_series(text):
        for item in run:
            yield Marker(index, item.start, item.end, item.value, item.kind, "number")


def _is_markers(index: int, text: str) -> Iterator[Marker]:
    matches = list(_IS.finditer(text))
    closed = _closed(text) if matches else []
    seen = {0}
    for match in matches:
        start, value = match.start(), number_value(match.group(1))
        if any(_holds(spans, start) for spans in closed):
            continue
        before = _before(text, start)
        kind = _kind_after(before)
        if kind is None and value == 1 and _LOST_MARK.search(text, max(0, start - 4), start):
            kind = "sentence"
        if kind is None and value > 1 and value - 1 in seen and value not in seen and before not in _NO_NUMBER_BEFORE:
            kind = "sentence"  # its mark was lost: 风险排查不细二是干部了解不多
        if kind is not None:
            seen.add(value)
            yield Marker(index, start, match.end(), value, kind, "is")


def _sure(markers: list[Marker]) -> list[Marker]:
    """Without those that only look like points: after a comma, an 一是 that no 二是 follows in its paragraph."""
    values = {marker.value for marker in markers}

    def counts_on(value: int) -> bool:
        return value + 1 in values or (value > 1 and value - 1 in values)

    return [marker for marker in markers if marker.kind != "comma" or counts_on(marker.value)]


def _spoken(index: int, text: str) -> Iterator[Marker]:
    closed: list[list[tuple[int, int]]] | None = None
    for match in _SPOKEN.finditer(text):
        start = match.start()
        kind = _kind_after(_before(text, start))
        if kind is None or match.end() >= len(text) or (kind != "paragraph" and not _may_run_on(match, kind)):
            continue
        closed = _closed(text) if closed is None else closed
        if any(_holds(spans, start) for spans in closed):
            continue
        family = match.lastgroup or ""
        digits = match[family]
        value = _ORDER.get(digits, _LAST) if family == "order" else number_value(digits)
        yield Marker(index, start, match.end(), value, kind, family)


def _may_run_on(match: re.Match[str], kind: str) -> bool:
    """Whether such a number counts inside a paragraph."""
    if match.lastgroup == "order":
        return kind == "sentence" and match.group()[2] in "，,、："
    return match.lastgroup == "its" and kind != "comma"


def _lists(spoken: list[Marker]) -> Iterator[Marker]:
    """Those that follow each other from one on, with the value that they have in their list.

    Two lists of a family may be open: one of paragraphs, one inside a paragraph; a number that opens a paragraph may
    be the first of either.
    """
    runs: dict[tuple[str, bool], list[Marker]] = {}
    for marker in spoken:
        opens = marker.kind == "paragraph"
        for of_paragraphs in (True, False) if opens else (False,):
            key = (marker.family, of_paragraphs)
            run = runs.get(key, [])
            near = run and (of_paragraphs or (run[-1].block == marker.block and not opens))
            if near and (marker.value == run[-1].value + 1 or (marker.value == _LAST and len(run) > 1)):
                run.append(replace(marker, value=run[-1].value + 1))
            elif marker.value == 1:
                yield from _of_many(run)
                runs[key] = [marker]
    for run in runs.values():
        yield from _of_many(run)


def _of_many(run: list[Marker]) -> list[Marker]:
    return run if len(run) > 1 else []


def _closed(text: str) -> list[list[tuple[int, int]]]:
    """Where somebody else's words stand: sayings and quotations, each in order, none overlapping another."""
    return [[match.span() for match in phrase.finditer(text)] for phrase in (_SAYING, _QUOTED)]


def _holds(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether the place lies in one of the stretches."""
    before = bisect_right(spans, place, key=_first) - 1
    return before >= 0 and place < spans[before][1]


def _first(span: tuple[int, int]) -> int:
    return span[0]


def _kind_after(before: str) -> str | None:
    """What stands before a number, by the last character before it; None where no number of a point stands there."""
    if not before:
        return "paragraph"
    if before in "。！？：:":
        return "sentence"
    if before in "；;":
        return "semicolon"
    return "comma" if before in _AFTER else None


def _before(text: str, start: int) -> str:
    """The last character before `start` that is no white space, or nothing."""
    while start and text[start - 1].isspace():
        start -= 1
    return text[start - 1] if start else ""
