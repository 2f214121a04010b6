"""Line breaks that were lost at headings: `…如下。一、问题（一）…。（二）…。二、原因…` is split before each number.

A number is a heading where it carries on the numbering of its level and stands after the end of a sentence
or right behind another heading or the title. Agenda lists (`议程是：一、…；二、…`), citations (第（一）项) and
levels whose breaks are in place stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.model import Document, Paragraph, Repair
from build_tools.repair.characters import CHINESE_DIGITS, SENTENCE_ENDS, at
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.repair.lines import split_at_breaks
from build_tools.repair.numbering import chinese_value
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_NUMBER = re.compile(rf"[{CHINESE_DIGITS}（(\d][{CHINESE_DIGITS}\d]{{0,3}}[、）).．]")
_GOES_ON = frozenset((*CHINESE_DIGITS, "至", "到"))
_LONGEST_TITLE = 60
_STOPS = re.compile(f"[{SENTENCE_ENDS}；]")


@dataclass(frozen=True, slots=True)
class _Number:
    """A number that may open a heading."""

    paragraph: int
    start: int
    end: int
    level: int
    """1 for 一、, 2 for （一）, 3 for 1. and 1、."""
    value: int
    is_heading: bool
    """What stands before it allows a heading here."""


@once_per_vocabulary
def _title_ends(damage: Damage) -> tuple[str, ...]:
    return tuple(damage.title_ends)


def lost_breaks(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with a new paragraph at every heading that stands inside a line."""
    numbers = list(_numbers(document.paragraphs, _title_ends(vocabulary)))
    if not any(n.start and n.is_heading for n in numbers):
        return document
    breaks: dict[int, list[int]] = {}
    for number in _lost(numbers):
        breaks.setdefault(number.paragraph, []).append(number.start)
    if not breaks:
        return document
    paragraphs = list(document.paragraphs)
    repairs = []
    for index, starts in breaks.items():
        text = paragraphs[index].text
        pieces = [text[a:b] for a, b in zip([0, *starts], [*starts, len(text)], strict=True)]
        repairs.append(Repair("lost_breaks", "", "\n", len(starts), (paragraphs[index].line,)))
        paragraphs[index] = replace(paragraphs[index], text="\n".join(pieces))
    return split_at_breaks(replace(document, paragraphs=tuple(paragraphs), repairs=document.repairs + tuple(repairs)))


def _numbers(paragraphs: Sequence[Paragraph], title_ends: tuple[str, ...]) -> Iterator[_Number]:
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        found = [(m.start(), m.end(), *_level_and_value(m.group())) for m in _NUMBER.finditer(text)]
        found = [entry for entry in found if entry[2] and at(text, entry[1]) not in _GOES_ON]
        behind: tuple[int, int] | None = None
        for place, (start, end, level, value) in enumerate(found):
            if level == 3 and (at(text, end).isdecimal() or at(text, start - 1) in ("第", ".", "．", "-")):
                continue
            is_heading = start == 0 or (
                _may_open(text, start, level, behind, title_ends)
                and not _is_agenda(text, found[place + 1 : place + 13], level, value)
            )
            if is_heading:
                behind = (level, end)
            yield _Number(index, start, end, level, value, is_heading)


def _level_and_value(number: str) -> tuple[int, int]:
    """`一、` → (1, 1), `（二）` → (2, 2), `3.` → (3, 3); level 0 for anything else."""
    if number[0] in "（(":
        return (2, value) if number[-1] in "）)" and (value := chinese_value(number[1:-1])) else (0, 0)
    if number[-1] == "、" and (value := chinese_value(number[:-1])):
        return 1, value
    if number[-1] in ".．、" and number[:-1].isdecimal() and len(number) < 4:
        return 3, int(number[:-1])
    return 0, 0


def _may_open(text: str, start: int, level: int, behind: tuple[int, int] | None, title_ends: tuple[str, ...]) -> bool:
    before = text[max(0, start - 10) : start].rstrip()
    if not before or before[-1] in "第条款章节项、，；;,":
        return False
    if before[-1] in SENTENCE_ENDS + "：:" or (before[-1] in "”’）)》" and before[-2:-1] in tuple(SENTENCE_ENDS)):
        return True
    if behind and behind[0] < level and start - behind[1] <= _LONGEST_TITLE:
        return not _STOPS.search(text, behind[1], start)
    return level == 1 and before.rstrip("）)").endswith(title_ends)


def _is_agenda(text: str, later: Sequence[tuple[int, int, int, int]], level: int, value: int) -> bool:
    """Whether the next number of the level follows a semicolon or comma: a list inside a sentence."""
    for start, _, other_level, other_value in later:
        if other_level == level and other_value == value + 1:
            return text[start - 1] in "；;，,、"
    return False


def _lost(numbers: list[_Number]) -> Iterator[_Number]:
    """The headings inside lines that carry on the numbering, in order of the text."""
    first = _carrying_on([n for n in numbers if n.level == 1])
    if len(first) < 2 and not any(n.level == 2 for n in numbers):
        first = [n for n in first if not n.start]
    lost = [n for n in first if n.start]
    for section in _sections([n for n in numbers if n.level > 1], first):
        second = _carrying_on([n for n in section if n.level == 2])
        if len(second) > 1 or any(n.start for n in first):
            lost += (n for n in second if n.start)
        for subsection in _sections([n for n in section if n.level == 3], second):
            third = _carrying_on(subsection)
            if len(third) > 1 and (lost or not third[1].start):
                lost += (n for n in third if n.start)
    yield from sorted(lost, key=lambda n: (n.paragraph, n.start))


def _carrying_on(numbers: list[_Number]) -> list[_Number]:
    """Those at the start of a line, and those inside one that are missing between them."""
    in_place = {n.value for n in numbers if not n.start}
    last = 0
    kept: list[_Number] = []
    for number in numbers:
        # Below the first level a number is now and then printed twice or left out.
        least = last if last and number.level > 1 else last + 1
        missing = number.value not in in_place and least <= number.value <= last + (2 if last else 1)
        if not number.start or (number.is_heading and missing):
            kept.append(number)
            last = number.value
    return kept


def _sections(numbers: list[_Number], heads: list[_Number]) -> Iterator[list[_Number]]:
    """The numbers cut at the headings of the level above."""
    borders = [(h.paragraph, h.start) for h in heads]
    section: list[_Number] = []
    place = 0
    for number in numbers:
        while place < len(borders) and borders[place] <= (number.paragraph, number.start):
            place += 1
            if section:
                yield section
                section = []
        section.append(number)
    if section:
        yield section
