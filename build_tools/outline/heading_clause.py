"""Where a heading ends that runs into its paragraph.

The cues, in order: the heading repeats an aspect of the vocabulary; it ends in 方面, 方面存在的问题 …; it names
a part and text follows without a mark; a point 一是 begins; a sentence or clause ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.outline.clauses import CLAUSE_ENDS, clause_cut, first_mark
from build_tools.vocabulary import Vocabulary

_LONGEST_SENTENCE = 42
"""A first sentence up to this length, with text after it, is a heading as a whole; of a longer one its first clause."""
_LONGEST_LEAF = 24
"""The same where the sentence is all that the paragraph and the section hold."""
_LONGEST_LINE = 60
_LONGEST_PREDICATE = 12
"""What may follow 方面 inside a heading (方面还需要下功夫); where more follows, it is text."""
_GOES_ON = "的和与及、以在上中里，,"
_MANY_COMMAS = 3
"""A sentence of four clauses is text, however short; its first clause is the heading."""
_LONGEST_PART = 24
"""A heading that names a part is not longer; where a longer line begins with one, its text has run in."""
_POINT = re.compile("(?<![统之万唯其第])一是(?!一[、，,]?二是)")
_WRAPPER = re.compile("^(?:在|对照|围绕|关于|聚焦|带头|从|紧扣)")
_GAP = (
    "(?:还|仍|尚|依然|也)?(?:存在|有)?(?:着)?(?:的|一些|一定|不少|较大|以下|如下|主要|突出|哪些|什么|多大)*"
    "(?:问题|差距|不足|短板|薄弱环节)(?:和(?:问题|差距|不足))?"
)
_ASPECT_END = re.compile(f"(?<![两各多全方一])方面(?P<gap>(?:{_GAP})?(?:主要表现)?)(?=[。：；，,:;]|$|一是)")
_BARE_END = re.compile("(?<![两各多全方一])方面(?![面的])")
_CLOSING_MARKS = "。！？：；，,:;、 "


@dataclass(frozen=True, slots=True)
class HeadingClause:
    """A heading cut out of its paragraph."""

    title: str
    """Without the closing mark."""
    end: int
    """Where the heading with its closing mark ends in the paragraph."""
    run_in: bool
    """Whether text follows."""


def heading_clause(text: str, start: int, vocabulary: Vocabulary, is_line: bool = False) -> HeadingClause:
    """The heading whose words begin at `start` of the paragraph `text`.

    `is_line`: body text follows in the next paragraph, so that this one may be a heading as a whole.
    """
    end = _clause_end(text, start, vocabulary, is_line)
    title = text[start:end].rstrip(_CLOSING_MARKS)
    while end < len(text) and text[end] in _CLOSING_MARKS:
        end += 1
    return HeadingClause(title, end, end < len(text))


def _clause_end(text: str, start: int, vocabulary: Vocabulary, is_line: bool) -> int:
    point = _POINT.search(text, start + 2)
    limit = point.start() if point else len(text)
    mark = first_mark(text, CLAUSE_ENDS, start, limit)
    stop = mark if mark >= 0 else limit
    whole = mark < 0 and not point
    if whole and is_line and stop - start <= _LONGEST_LINE:
        return stop
    for cue in (_aspect_end, _part_end):
        if end := cue(text, start, stop, vocabulary):
            return end
    goes_on = not whole and any(text[i : i + 1].strip() for i in range(stop + 1, min(stop + 4, len(text))))
    longest = _LONGEST_LINE if whole else _LONGEST_SENTENCE if goes_on or is_line else _LONGEST_LEAF
    if stop - start <= longest and (stop - start <= _LONGEST_LEAF or _commas(text, start, stop) < _MANY_COMMAS):
        return stop
    return clause_cut(text, start, stop)


def _aspect_end(text: str, start: int, stop: int, vocabulary: Vocabulary) -> int:
    """Where the heading ends that names an aspect, or that ends in 方面 or 方面存在的问题; 0 where it is none."""
    aspect = vocabulary.aspects.extent(text, start, stop)
    if aspect:
        named = _with_tail(text, aspect, stop)
        if named > aspect or stop - start > _LONGEST_SENTENCE:
            return named
    first = _BARE_END.search(text, start, min(start + _LONGEST_LINE, stop))
    wrapped = bool(_WRAPPER.match(text[start : start + 2]))
    names = wrapped or (first is not None and vocabulary.aspects.are_names(text[start : first.start()]))
    if (names or stop - start > _LONGEST_SENTENCE) and (
        ending := _ASPECT_END.search(text, start, min(stop + 1, len(text)))
    ):
        return min(ending.end(), stop)
    if first and names and stop - first.end() > _LONGEST_PREDICATE and first.end() - start <= _LONGEST_SENTENCE:
        return first.end()
    return 0


def _part_end(text: str, start: int, stop: int, vocabulary: Vocabulary) -> int:
    """Where the name of a part ends into which text runs without a mark (原因分析回过头来看，…); 0 where it does not."""
    end = vocabulary.parts.opening(text, start)
    if not end or end >= stop or text[end] in _GOES_ON:
        return 0
    return end if stop - start > _LONGEST_PART or _commas(text, start, stop) else 0


def _commas(text: str, start: int, stop: int) -> int:
    return text.count("，", start, stop) + text.count(",", start, stop)


def _with_tail(text: str, end: int, stop: int) -> int:
    """`end` of an aspect's words moved behind 方面存在的问题, 等方面 … where that follows."""
    tail = re.compile(f"[”’]?(?:等)?(?:方面)?(?:{_GAP})?").match(text, end, stop)
    return tail.end() if tail else end
