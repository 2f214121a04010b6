"""Quotes are paired: straight, reversed, mixed and odd ones become “ ” (inside others ‘ ’) by their order.

Quotes that already pair (nested ones too) stay. Where the number is odd, the one whose absence leaves the
shortest quotations is taken for the stray one: it stays as printed, all others are paired; the rule
`unbalanced_quotes` reports it. Apostrophes in Latin words are no quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from build_tools.model import Document, Edit
from build_tools.repair.characters import has_han
from build_tools.vocabulary.loading import Vocabulary

_DOUBLE = re.compile("[\"“”„‟〝〞〟＂❝❞「」]|''|‘‘|’’")
_SINGLE = re.compile("['‘’‛＇❛❜『』]")
_ANY = re.compile("[\"“”„‟〝〞〟＂❝❞「」'‘’‛＇❛❜『』]")
_CURLY = re.compile("[“”‘’]")
_STOPS = re.compile("[。！？；]")
_MARKS = ("，", "。", "、", "；", "：", "！", "？")
"""No quotation begins with one of these."""
_OPENING, _CLOSING = "“„‟〝❝「‘‛❛『", "”〞〟❞」’❜』"


class Mark(NamedTuple):
    """A quote as printed."""

    start: int
    end: int
    text: str


def quotes(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with every pair of quotes in the right form."""
    return document.edited("quotes", _propose) if _ANY.search(document.text) else document


def _propose(text: str) -> Iterator[Edit]:
    if (marks := "".join(_CURLY.findall(text))) == "“”" * (len(marks) // 2) and not _needs_care(text):
        return
    if not has_han(text):
        return
    double, single = quote_marks(text)
    pairs, _ = paired(text, double)
    edits = [edit for pair in pairs for edit in _edits(pair, "“”")]
    spans = [(first.end, second.start) for first, second in pairs]
    single_pairs, _ = paired(text, single)
    place = 0
    for pair in single_pairs:
        while place < len(spans) and spans[place][1] < pair[0].start:
            place += 1
        inside = place < len(spans) and spans[place][0] <= pair[0].start
        straight = pair[0].text in "'＇" and pair[1].text in "'＇"
        edits += _edits(pair, "“”" if straight and not inside else "‘’")
    yield from sorted(edits, key=lambda edit: edit.start)


def _needs_care(text: str) -> bool:
    """Whether there are quotes other than “ ” ‘ ’."""
    return len(_ANY.findall(text)) != len(_CURLY.findall(text))


def quote_marks(text: str) -> tuple[list[Mark], list[Mark]]:
    """The double quotes and the single ones of a text; apostrophes are none."""
    double = [Mark(m.start(), m.end(), m.group()) for m in _DOUBLE.finditer(text)]
    if not _SINGLE.search(text):
        return double, []
    taken = {place for mark in double for place in range(mark.start, mark.end)}
    places = [
        m.start() for m in _SINGLE.finditer(text) if m.start() not in taken and not _is_apostrophe(text, m.start())
    ]
    return double, [Mark(place, place + 1, text[place]) for place in places]


def _edits(pair: tuple[Mark, Mark], forms: str) -> Iterator[Edit]:
    for mark, form in zip(pair, forms, strict=True):
        if mark.text != form:
            yield Edit(mark.start, mark.end, form)


def _is_apostrophe(text: str, place: int) -> bool:
    """Whether a single quote stands in or behind a Latin word or number (it's, 60's)."""
    before = text[place - 1] if place else ""
    after = text[place + 1] if place + 1 < len(text) else ""
    return before.isascii() and before.isalnum() and (after.isascii() and (after.isalnum() or after == " "))


def paired(text: str, marks: Sequence[Mark]) -> tuple[list[tuple[Mark, Mark]], Mark | None]:
    """The quotes of one kind as pairs in order of their openings, and the stray one of an odd number."""
    if nested := _nested(marks):
        return nested, None
    if len(marks) % 2 == 0:
        return list(zip(marks[::2], marks[1::2], strict=True)), None
    stray = _stray(text, marks)
    rest = [mark for index, mark in enumerate(marks) if index != stray]
    return list(zip(rest[::2], rest[1::2], strict=True)), marks[stray]


def _nested(marks: Sequence[Mark]) -> list[tuple[Mark, Mark]]:
    """The pairs where every mark says by its form whether it opens or closes and all fit; else nothing."""
    open_marks: list[Mark] = []
    pairs: list[tuple[Mark, Mark]] = []
    for mark in marks:
        if mark.text[0] in _OPENING:
            open_marks.append(mark)
        elif mark.text[0] in _CLOSING and open_marks:
            pairs.append((open_marks.pop(), mark))
        else:
            return []
    return sorted(pairs, key=lambda pair: pair[0].start) if not open_marks else []


def _stray(text: str, marks: Sequence[Mark]) -> int:
    """Index of the mark without which the others make the shortest, least odd quotations."""
    costs = [_cost(text, first, second) for first, second in zip(marks, marks[1:], strict=False)]
    left = [0, *accumulate(costs[0::2])]
    right = [0, *accumulate(reversed(costs[1::2]))]
    return min(range(0, len(marks), 2), key=lambda k: (left[k // 2] + right[(len(marks) - 1 - k) // 2], k))


def _cost(text: str, first: Mark, second: Mark) -> int:
    """How unlikely it is that the two marks quote what stands between them."""
    length = second.start - first.end
    cost = min(length, 60) + (100 if length == 0 else 0)
    cost += 60 * (first.text[0] in _CLOSING) + 60 * (second.text[0] in _OPENING)
    cost += 60 * (text[first.end : first.end + 1] in _MARKS)
    return cost + (40 if _STOPS.search(text, first.end, second.start) else 0)
