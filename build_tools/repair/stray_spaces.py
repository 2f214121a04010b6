"""Blanks beside Chinese characters and wide punctuation go: 2025 年度, 对 照 检 查; blanks in Latin text stay.

Three sorts of blanks are kept, since nothing else shows what they show: the one between a numbered heading
that has no closing mark and the long text in the same line (`（一）理论学习方面 一是…`), those between the
fields of a form (`姓名：张某 职务：科长`), and the one between unit and name below a title (`枫桥县统计局　王某`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model import Document, Edit
from build_tools.repair.characters import HAN, at, is_cjk, is_han
from build_tools.repair.numbering import NUMBER
from build_tools.vocabulary.loading import Vocabulary

_BLANKS = re.compile(r"\s+")
_HEADING = re.compile(
    rf"(?:{NUMBER}、|[（(]{NUMBER}[）)])\s*[^\s，。；：！？]{{4,40}}(\s+)(?=\S{{20}})(?=[^\s]*[。；])"
)

_FIELD = re.compile(rf"[{HAN}]{{1,6}}[：:]")
_LONGEST_FORM = 80
_LONGEST_NAME_LINE = 40


def stray_spaces(document: Document, vocabulary: Vocabulary) -> Document:
    """The document without indents, trailing blanks and blanks beside Chinese characters."""
    if not any(blank in document.text for blank in " \t　"):
        return document
    return document.edited("stray_spaces", lambda text: _propose(text, vocabulary))


def _propose(text: str, vocabulary: Vocabulary) -> Iterator[Edit]:
    heading = _HEADING.match(text)
    kept: set[int | None] = {heading.start(1)} if heading else set()
    blanks = [m.span() for m in _BLANKS.finditer(text)]
    if len(text) <= _LONGEST_FORM and _FIELD.match(text):
        kept |= {start for start, end in blanks if _FIELD.match(text, end)}
    spaced_out = len(blanks) > 0.3 * len(text)
    if blanks and not spaced_out and len(text) <= _LONGEST_NAME_LINE:
        kept |= {vocabulary.units.name_start(text)}
    gone = [(a, b, _after(text, a, b, spaced_out)) for a, b in blanks if a not in kept]
    for first, last in _runs(text, gone):
        if first == last:
            yield Edit(*gone[first])
        else:  # Letters spaced out are one repair: 对 照 检 查 → 对照检查.
            start, end = _token_start(text, gone[first][0]), _token_end(text, gone[last][1])
            yield Edit(start, end, "".join(text[start:end].split()))


def _after(text: str, start: int, end: int, spaced_out: bool) -> str:
    """What stands there instead of the blank text[start:end]."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if not before or not after or is_cjk(before) or is_cjk(after):
        return ""
    if spaced_out and not at(text, start - 2).isalnum() and not at(text, end + 1).isalnum():
        return ""  # X X 纪 委, 2 0 2 1 年
    return " "


def _runs(text: str, gone: list[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Indexes of the first and last of each run: blanks with one character or a short number between them."""
    first = 0
    for index in range(1, len(gone) + 1):
        if index < len(gone) and not gone[index][2] and not gone[index - 1][2]:
            if _is_token(text[gone[index - 1][1] : gone[index][0]]):
                continue
        if gone:
            yield first, index - 1
        first = index


def _is_token(text: str) -> bool:
    return (len(text) == 1 and is_han(text)) or (len(text) <= 4 and text.isdecimal())


def _token_start(text: str, index: int) -> int:
    """Where the character or short number that ends at index begins; index itself where there is none."""
    start = index
    while start and text[start - 1].isdecimal() and index - start < 5:
        start -= 1
    if start == index and is_han(at(text, index - 1)):
        start -= 1
    return start if index - start < 5 else index


def _token_end(text: str, index: int) -> int:
    """Where the character or short number that begins at index ends."""
    end = index
    while at(text, end).isdecimal() and end - index < 5:
        end += 1
    if end == index and is_han(at(text, index)):
        end += 1
    return end if end - index < 5 else index
