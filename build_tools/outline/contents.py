"""A contents list that repeats the headings, agenda lists and attachments: numbered lines that are no headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from build_tools.model import Paragraph
from build_tools.outline.numbering import RANKS, Number, number_at_start
from build_tools.vocabulary import Vocabulary

_WORD = re.compile(r"目\s*录[：:]?")
_LEADER = re.compile(r"[\s.．…·\-—_]*\d{0,3}$")
_MARKS = re.compile(r"[\s“”\"'‘’，、。：；,:;.．（）()]+")
_MOST_ENTRIES = 200
_LONGEST_ENTRY = 60
_LONGEST_HEAD = 30
_LONGEST_MARK = 5
"""附件12"""
_SENTENCE = re.compile("[。！？；：，,:;]")
_INNER_END = re.compile("[。！？].")


def contents_length(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs at the start are a contents list (0 where there is none).

    It is a run of short lines each of which begins a later paragraph; three of them, or any after 目录.
    """
    start = 1 if paragraphs and _WORD.fullmatch(paragraphs[0].text) else 0
    if not start and not (paragraphs and number_at_start(paragraphs[0].text)):
        return 0
    lines = [f"\n{_plain(p.text)}" for p in paragraphs]
    text = "".join(lines)
    behind = sum(map(len, lines[:start]))
    first = ""
    end = start
    while end < min(len(paragraphs), _MOST_ENTRIES) and len(paragraphs[end].text) <= 140:
        entry = _plain(_LEADER.sub("", paragraphs[end].text))
        if not entry or entry == first:
            break
        behind += len(lines[end])
        repeated = text.find(f"\n{entry}", behind) >= 0
        if not repeated and not (start and _is_entry(paragraphs, end, start)):
            break
        first = first or entry
        end += 1
    return end if end > start and (start or end >= 3) else 0


def _is_entry(paragraphs: Sequence[Paragraph], index: int, start: int) -> bool:
    """Whether a numbered line below 目录 belongs to it although the text words it otherwise.

    It does while the numbering goes on; where 一、 comes again the text has begun.
    """
    number = number_at_start(paragraphs[index].text)
    opening = number_at_start(paragraphs[start].text)
    if number is None or opening is None or _INNER_END.search(paragraphs[index].text):
        return False
    begins_again = (number.kind, number.value) == (opening.kind, opening.value) and index > start
    return not begins_again and len(paragraphs[index].text) <= _LONGEST_ENTRY


def agenda_lines(paragraphs: Sequence[Paragraph], numbers: Sequence[Number | None]) -> frozenset[int]:
    """Indexes of numbered lines that only list something in the introduction (an agenda, what was studied).

    `numbers` are those at the start of each paragraph.
    Such a run follows a paragraph that ends in a colon, its lines are short and without inner sentences,
    and after it the numbering starts anew with a number of the same or a higher rank.
    """
    first = next((i for i, number in enumerate(numbers) if number), len(paragraphs))
    if first == 0 or first == len(paragraphs) or not paragraphs[first - 1].text.endswith(("：", ":")):
        return frozenset()
    head = numbers[first]
    assert head is not None
    end = first
    while end < len(paragraphs) and (number := numbers[end]) is not None and number.kind == head.kind:
        if number.value != head.value + end - first or not _is_item(paragraphs[end].text):
            break
        end += 1
    if end - first < 2:
        return frozenset()
    rank = RANKS[head.kind]
    for index in range(end, len(numbers)):
        number = numbers[index]
        if number is None:
            continue
        if number.kind == head.kind and is_list_head(paragraphs[first - 1]) and is_list_head(paragraphs[index - 1]):
            return frozenset()  # two lists, each under its own line
        other = RANKS[number.kind]
        higher = rank is None or (other is not None and other <= rank)
        return frozenset(range(first, end)) if number.value == 1 and higher else frozenset()
    return frozenset()


def attachment_lines(
    paragraphs: Sequence[Paragraph], numbers: Sequence[Number | None], vocabulary: Vocabulary
) -> frozenset[int]:
    """Indexes of the numbered lines that go on a note of attachments (附件：1.汇总表 / 2.登记表).

    附件1 on a line of its own, behind two headings 一、 and 二、, heads a list or form that was bound in: no line from
    there on is a heading, unless the numbering starts anew with 一、.
    """
    found: set[int] = set()
    main = [index for index, number in enumerate(numbers) if number and number.kind == "comma"]
    for index, paragraph in enumerate(paragraphs):
        if not vocabulary.genres.attachment_pattern.match(paragraph.text):
            continue
        end = index + 1
        if len(paragraph.text) <= _LONGEST_MARK and len(main) > 1 and main[1] < index and main[-1] < index:
            found.update(range(index, len(paragraphs)))
            break
        while end < len(paragraphs) and numbers[end] and _is_item(paragraphs[end].text):
            end += 1
        found.update(range(index, end))
    return frozenset(found)


def is_list_head(paragraph: Paragraph) -> bool:
    """Whether a short line ends in a colon and says what the list below it is about; …如下： only leads on to it."""
    text = paragraph.text
    is_line = len(text) <= _LONGEST_HEAD and text[-1:] in "：:" and not _SENTENCE.search(text[:-1])
    return is_line and text[-3:-1] != "如下" and not paragraph.cell


def _is_item(text: str) -> bool:
    return len(text) <= 80 and not _INNER_END.search(text)


def _plain(text: str) -> str:
    return _MARKS.sub("", text)
