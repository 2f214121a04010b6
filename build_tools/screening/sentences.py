"""Sentences outside of 有关事项 sections that tell what such sections hold: a wife's employer, a car, an illness.

A sentence counts where it speaks of somebody and says something of that kind behind it; both stand in
`affairs.persons` and `affairs.sentences` of `vocabulary/personal.yml`, beside what tells that it speaks of work. A
point (一是…) in the middle of a sentence begins another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from build_tools.vocabulary.schema.personal import AffairsSearch

_END = re.compile("[。；！？;!?\n]")
_NUMBER = "0123456789一二三四五六七八九十（）()、.．|｜ "
_LONGEST = 600
"""So many characters of a sentence are searched at once; a longer one is taken in pieces."""
_CHINESE = re.compile("[一-鿿]")
"""Long rows of signs and digits are passed over at once."""


def private_sentences(text: str, starts: Sequence[int], search: AffairsSearch) -> list[tuple[int, int]]:
    """From where to where the text tells personal matters, whole sentences, neighbours as one.

    `starts` are the places, in order, where points begin.
    """
    found: list[tuple[int, int]] = []
    for start, end in _sentences(text, starts):
        if not is_private(text[start:end], search):
            continue
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return found


def is_private(sentence: str, search: AffairsSearch) -> bool:
    """Whether one sentence tells personal matters."""
    return where_private(sentence, search) is not None


def where_private(sentence: str, search: AffairsSearch) -> int | None:
    """Where a sentence begins to speak of the one whose matters it tells; None where it tells none."""
    bare = sentence.lstrip(_NUMBER)
    if not _CHINESE.search(bare) or not search.persons.search(bare):
        return None
    for rule in search.sentences:
        about = rule.about.search(bare)
        if about is None or rule.holding.search(bare[about.end() :]) is None:
            continue
        if rule.unless is None or rule.unless.search(bare) is None:
            return len(sentence) - len(bare) + about.start()
    return None


def _sentences(text: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end, their closing marks included."""
    ends = {found.end() for found in _END.finditer(text)}
    bounds = sorted({*ends, *(start for start in starts if 0 < start < len(text)), len(text)})
    first = 0
    for end in bounds:
        while first < end:
            yield first, min(end, first + _LONGEST)
            first = min(end, first + _LONGEST)
