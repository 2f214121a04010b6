"""Where sentences and clauses end, with quotations and brackets skipped as wholes."""

from __future__ import annotations

import re

SENTENCE_ENDS = "。！？"
CLAUSE_ENDS = "。！？：；"

_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》", "【": "】", "(": ")", "〔": "〕"}
_LONGEST_PAIR = 80
"""A quotation longer than this is taken for a quotation mark without its partner."""

_SHORT = 12
_LONGEST_COUPLET = 30
_FRAME_END = re.compile("[上中里下]|方面|过程|时候|之后")

_NEW_SENTENCE = re.compile(
    "(?<![“‘（《对把和以让使为给与在从被由比跟同向因是当叫请，、])(?:他|她|我(?![们国党])|虽然|由于|平时|近年来|一年来)(?!们)"
)
"""Words that begin a sentence of their own where the mark before it was lost (责任压得不实我在会上…)."""
_SAYS = re.compile("[不少多弱差缺欠淡软松浅轻慢]|有待|[还尚仍]需")
"""What a clause says that finds a fault; 虽然 after words without it has its subject before it (老同志工作虽然…)."""
_SCENE_END = re.compile("(?:的时候|之后|以来|过程中|期间|之际|(?<![及按同定平随准适有临])时)$")
"""How a clause ends that only sets the scene; what it is about comes after it."""
_TELLS = re.compile("(?:全年|去年|今年|上半年|下半年|一年|比如|例如|如)|[^，,]*\\d")
"""How a clause begins that tells a fact: it is no second half of a couplet."""
_THINKS = re.compile("总[想觉认以]|老想着|觉得|认为|以为|生怕|怕|担心|只想着|只求|习惯于|满足于")
"""How a clause begins that tells what one thought: no second half either, unless the first begins so too."""
_DASH = re.compile("——")

_INTERESTING = re.compile("[“‘（《【(〔。！？：；，,:;]")


def first_mark(text: str, marks: str, start: int = 0, stop: int | None = None) -> int:
    """Position of the first of `marks` in text[start:stop] outside quotations and brackets, or -1.

    The marks are taken from 。！？：；，,:; and a colon inside a time (9：30) is no mark.
    """
    stop = len(text) if stop is None else stop
    position = start
    while match := _INTERESTING.search(text, position, stop):
        position = match.start()
        character = match.group()
        partner = _PAIRS.get(character)
        if partner:
            close = text.find(partner, position + 1, min(position + _LONGEST_PAIR, stop))
            position = close + 1 if close >= 0 else position + 1
            continue
        if character in marks and not _inside_number(text, position):
            return position
        position += 1
    return -1


def _inside_number(text: str, position: int) -> bool:
    return 0 < position < len(text) - 1 and text[position - 1].isdigit() and text[position + 1].isdigit()


def lead_end(text: str, start: int, stop: int | None = None) -> int:
    """Where the lead clause (小标题) that begins at `start` ends: before its closing mark.

    It is the first clause of the first sentence; two clauses that make one phrase stay together. A dash ends it.
    """
    stop = len(text) if stop is None else stop
    dash = _DASH.search(text, start + 1, stop)
    if dash and first_mark(text, CLAUSE_ENDS, start, dash.end()) < 0 and _is_outside(text, start, dash.start()):
        stop = dash.start()
    end = first_mark(text, CLAUSE_ENDS, start, stop)
    return clause_cut(text, start, stop if end < 0 else end)


def _is_outside(text: str, start: int, place: int) -> bool:
    """Whether no quotation or bracket that opens behind `start` is open at `place`."""
    return all(text.count(mark, start, place) <= text.count(partner, start, place) for mark, partner in _PAIRS.items())


def clause_cut(text: str, start: int, stop: int) -> int:
    """Where the first clause of the sentence text[start:stop] ends.

    A clause that only sets the scene (遇到矛盾时，绕道走) goes with the next. Two clauses of like length that are all of
    the sentence (加强学习，筑牢信念), a very short sentence, and a phrase 在…，…上 are one.
    """
    stop = _fresh_sentence(text, start, stop)
    first = first_mark(text, "，,", start, stop)
    if first < 0:
        return stop
    if _SCENE_END.search(text[start:first]):
        second = first_mark(text, "，,", first + 1, stop)
        return stop if second < 0 else second
    if _TELLS.match(text, first + 1, stop):
        return first
    if _THINKS.match(text, first + 1, stop) and not _THINKS.match(text, start, first):
        return first
    if stop - start <= _SHORT:
        return stop
    second = first_mark(text, "，,", first + 1, stop)
    end = stop if second < 0 else second
    if text[start] == "在" and not _FRAME_END.search(text, start, first):
        return end
    alike = second < 0 and abs((first - start) - (stop - first - 1)) <= 1 and stop - start <= _LONGEST_COUPLET
    return stop if alike else first


def _fresh_sentence(text: str, start: int, stop: int) -> int:
    """Where another sentence begins whose mark before it was lost; `stop` where none does."""
    for match in _NEW_SENTENCE.finditer(text, start + 5, stop):
        if match.group() not in ("虽然", "由于") or _SAYS.search(text, start, match.start()):
            return match.start()
    return stop
