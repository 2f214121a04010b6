"""Wide digits and letters become narrow, narrow punctuation in Chinese text becomes wide: ２０２１ → 2021, 委(党组) → 委（党组）.

Context decides: a mark is widened where the nearest character on one side (blanks, quotes and brackets not
counted) is Chinese. Inside numbers (1,000, 12:30, 3:1), Latin text, web and mail addresses nothing changes.
A point at the end of a sentence is widened only in a paragraph that has no 。 of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from build_tools.model import Document, Edit
from build_tools.repair.characters import HAN, at, has_han, is_cjk, is_han
from build_tools.vocabulary.loading import Vocabulary

_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．／－：][０-９Ａ-Ｚａ-ｚ]+)*[％．]?|(?<=\d)[％．]")
_NARROWED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_PLAIN = re.compile(r"[０-９Ａ-Ｚａ-ｚ％．,;:!?()<.]")
_MARK = re.compile("[,;:!?()]|<<|>>")
_ADDRESS = re.compile(
    rf"(?:https?://|www\.)[^\s{HAN}，。；：！？、（）《》“”]+|[\w.+-]{{1,64}}@[\w.-]{{1,64}}", re.ASCII
)
_POINT = re.compile(rf"(?<=[{HAN}”’）])\.(?![.\d])")
_TRANSPARENT = " 　\"'“”‘’()（）《》"


def width(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with digits and letters narrow and punctuation of the width of its surroundings."""
    if not _PLAIN.search(document.text):
        return document
    return document.edited("width", _propose)


def _propose(text: str) -> Iterator[Edit]:
    if not _PLAIN.search(text):
        return
    edits = [Edit(m.start(), m.end(), m.group().translate(_NARROWED)) for m in _WIDE.finditer(text)]
    if has_han(text):
        taken = [m.span() for m in _ADDRESS.finditer(text)] if "@" in text or "://" in text or "www." in text else []
        marks = _outside(taken, _widened(text))
        edits = sorted([*edits, *marks], key=lambda edit: edit.start)
    yield from edits


def _outside(taken: list[tuple[int, int]], edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits (in any order) that begin in none of the stretches, which are in order and apart."""
    starts = [start for start, _ in taken]
    for edit in edits:
        place = bisect_right(starts, edit.start) - 1
        if place < 0 or edit.start >= taken[place][1]:
            yield edit


def _widened(text: str) -> Iterator[Edit]:
    brackets = _brackets(text)
    for match in _MARK.finditer(text):
        mark, start = match.group(), match.start()
        if mark in "()":
            if start in brackets:
                yield Edit(start, start + 1, "（" if mark == "(" else "）")
        elif mark in ("<<", ">>"):
            if at(text, start - 1) != mark[0] and at(text, start + 2) != mark[0]:
                yield Edit(start, start + 2, "《" if mark == "<<" else "》")
        elif _is_chinese_place(text, start):
            yield Edit(start, start + 1, _MARKS[mark])
    if "。" not in text:
        points = [m.start() for m in _POINT.finditer(text) if not _is_number_point(text, m.start())]
        if len(points) > 1 or (points and points[-1] == len(text) - 1):
            yield from (Edit(start, start + 1, "。") for start in points)


def _is_chinese_place(text: str, index: int) -> bool:
    """Whether a mark at this place belongs to Chinese text."""
    left, right = _neighbour(text, index, -1), _neighbour(text, index, 1)
    if is_cjk(left):
        return True
    return is_cjk(right) and bool(left)


def _neighbour(text: str, index: int, step: int) -> str:
    """The nearest character that is no blank, quote or bracket, looking a few places far."""
    for distance in range(1, 5):
        character = at(text, index + step * distance)
        if character not in _TRANSPARENT:
            return character
    return ""


def _is_number_point(text: str, index: int) -> bool:
    """Whether the point belongs to a number such as 一. or （一）. at the start."""
    return all(c in "一二三四五六七八九十（()）第" for c in text[max(0, index - 5) : index]) and index <= 5


def _brackets(text: str) -> set[int]:
    """Places of the narrow brackets that belong to Chinese text: they hold some or stand behind some."""
    if "(" not in text and ")" not in text:
        return set()
    chinese = list(accumulate((is_han(c) for c in text), initial=0))
    places: set[int] = set()
    open_at: list[int] = []
    for match in re.finditer("[()（）]", text):
        place, character = match.start(), match.group()
        if character in "(（":
            open_at.append(place)
        elif open_at:
            start = open_at.pop()
            mixed = text[start] == "（" or character == "）"
            before, after = at(text, start - 1), at(text, place + 1)
            behind = is_cjk(before) or (not before.strip() and is_cjk(after))
            if mixed or behind or chinese[place] > chinese[start]:
                places |= {start, place}
        elif is_cjk(at(text, place - 1)) or is_cjk(at(text, place + 1)):
            places.add(place)
    places |= {p for p in open_at if is_cjk(at(text, p - 1)) or is_cjk(at(text, p + 1))}
    return {p for p in places if text[p] in "()"}
