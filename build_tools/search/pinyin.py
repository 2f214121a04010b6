"""Pinyin of titles, units and completions, so that letters find them: `zuzhibu`, `zzb`. `docs/assets/search/pinyin.js` reads it too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from build_tools.search.pieces import INITIALS, PINYIN, letters_piece

LETTERS = re.compile("(?=.*[a-z])[a-z0-9]{2,}")
"""What may be a spelling."""

Readings = tuple[tuple[str, ...], ...]
"""For each character of a text its syllables."""


@lru_cache(maxsize=8192)
def syllables(text: str) -> tuple[str, ...]:
    """For each character its syllable, for a Latin letter or digit itself, for anything else the empty text."""
    from pypinyin import lazy_pinyin  # costs a quarter of a second to load

    found = lazy_pinyin(text, errors=list)  # type: ignore[arg-type]  # a list of characters keeps them apart
    return tuple(s.lower() if s.isascii() and s.isalnum() else "" for s in found)


@lru_cache(maxsize=8192)
def readings(text: str) -> Readings:
    """For each character its syllable in this text, then whatever else it may be: names of places are in no dictionary of
    words (长宁 is given as zhang ning)."""
    from pypinyin import Style, pinyin

    others = (pinyin(character, Style.NORMAL, heteronym=True, errors="ignore") for character in text)
    return tuple(
        tuple(dict.fromkeys((here, *(syllable for found in other for syllable in found))))
        if here.isalpha()
        else (here,)
        for here, other in zip(syllables(text), others, strict=True)
    )


def pinyin_pieces(spelling: Sequence[str]) -> set[str]:
    """The pieces of a spelling in full and of its initials."""
    found: set[str] = set()
    for run in _spelled_runs(spelling):
        full, initials = "".join(run), "".join(s[0] for s in run)
        found.update(letters_piece(PINYIN, full[i : i + 2]) for i in range(len(full) - 1))
        found.update(letters_piece(INITIALS, initials[i : i + 2]) for i in range(len(initials) - 1))
    return found


def query_pieces(letters: str) -> tuple[list[str], list[str]]:
    """The pieces that a spelling must have: where the letters are full syllables, and where they are initials."""
    pairs = list(dict.fromkeys(letters[i : i + 2] for i in range(len(letters) - 1)))
    return [letters_piece(PINYIN, pair) for pair in pairs], [letters_piece(INITIALS, pair) for pair in pairs]


def spelled(letters: str, readings: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Where the letters stand in a text, of which each character's readings are given, as a range of characters: whole
    syllables, the last one begun, or initials."""
    for start in range(len(readings)):
        for whole in (True, False):
            if end := _match(letters, readings, start, whole):
                return start, end
    return None


def begun(letters: str, readings: Sequence[Sequence[str]]) -> bool:
    """Whether a text begins like the letters; what is not read, an empty syllable, is passed over."""
    return any(_match(letters, readings, 0, whole) for whole in (True, False))


def _match(letters: str, readings: Sequence[Sequence[str]], place: int, whole: bool) -> int:
    """The end of what the letters spell from a place on; 0 where they do not."""
    if not letters:
        return place
    here = readings[place] if place < len(readings) else ()
    for syllable in dict.fromkeys(reading if whole else reading[:1] for reading in here):
        if letters.startswith(syllable) or syllable.startswith(letters):
            if end := _match(letters[len(syllable) :], readings, place + 1, whole):
                return end
    return 0


def _spelled_runs(spelling: Sequence[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for syllable in (*spelling, ""):
        if syllable:
            run.append(syllable)
        elif run:
            yield run
            run = []
