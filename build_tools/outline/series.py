"""Numbered series inside a paragraph: `①学用脱节。…②领学不够。…` in one run of text.

The writer who gives each number a paragraph of its own writes headings; the one who runs them on writes points.
A series begins at one, at the start of the paragraph or after the end of a sentence or a colon; each further number
follows the end of a sentence, so that a list inside a sentence (`议程：1.学习；2.通报`) is none. Where the list is all
of the paragraph, semicolons part its items too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.outline.numbering import number_at_start

SERIES = frozenset({"dot", "half_bracket", "full_bracket", "circle", "ordinal"})
"""Kinds of number (`numbering.RANKS`) that may run on inside a paragraph; 一、 and （一） are headings wherever they stand."""

_MAYBE = re.compile("\\d{1,2}[.．、）)]|[（(]\\d{1,2}[）)]|[①-⑳]|第[一二三四五六七八九十]{1,3}[，、,：:；。]")
_SENTENCE_END = "。！？"
_CLOSERS = "”’）)》"
_LONGEST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class SeriesItem:
    """One number of a series."""

    kind: str
    """A member of SERIES."""
    value: int
    start: int
    """Where the number begins in the paragraph."""
    end: int
    """Where the words behind it begin."""


def numbered_series(text: str) -> Iterator[list[SeriesItem]]:
    """The series of two and more numbers in a paragraph, each from one upwards without a gap."""
    runs: dict[str, list[SeriesItem]] = {}
    for match in _MAYBE.finditer(text):
        start = match.start()
        number = number_at_start(text[start : start + _LONGEST_NUMBER])
        if number is None or number.kind not in SERIES or start + number.end >= len(text):
            continue
        before = text[max(0, start - _LONGEST_NUMBER) : start].rstrip()[-2:]
        ends = _ends_sentence(before)
        item = SeriesItem(number.kind, number.value, start, start + number.end)
        run = runs.get(number.kind, [])
        goes_on = ends or (run and run[0].start == 0 and before[-1:] in "；;")
        if run and goes_on and number.value == run[-1].value + 1:
            run.append(item)
        elif number.value == 1 and (ends or not before or before[-1] in "：:"):
            if len(run) > 1:
                yield run
            runs[number.kind] = [item]
    yield from (run for run in runs.values() if len(run) > 1)


def opens_series(text: str) -> bool:
    """Whether a paragraph begins with the first number of a series: then that number is a point, not a heading."""
    return any(run[0].start == 0 for run in numbered_series(text))


def _ends_sentence(before: str) -> bool:
    """Whether a sentence ends with these last characters; a quotation mark or bracket may close it."""
    return before[-1:] in _SENTENCE_END if before[-1:] not in _CLOSERS else before[-2:-1] in _SENTENCE_END
