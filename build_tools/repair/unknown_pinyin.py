"""Reports letters between Chinese characters that look like pinyin or its initials and stand in no list.

Small letters that are pinyin syllables or have no vowel, capitals that damage.yml names as suspect (ZZ).
Ordinary ones (GDP, APP, XX) are listed there too. One finding a word, at its first place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.model import Document, Finding, Paragraph
from build_tools.repair.characters import at, is_cjk, where
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_WORD = re.compile("[A-Za-z]{2,}")
_LONGEST = 24
"""Longer rows of letters are no abbreviation, and cutting them into syllables takes too long."""


class _Tests:
    """damage.yml's lists, ready to ask."""

    def __init__(self, damage: Damage) -> None:
        self.ordinary = frozenset(word.casefold() for word in damage.ordinary_latin)
        self.syllables = re.compile(rf"(?:{damage.pinyin_syllable})+")
        self.suspect = re.compile("|".join(f"(?:{pattern})" for pattern in damage.suspect_latin))

    def is_unknown(self, word: str) -> bool:
        """Whether a word of letters is likely pinyin."""
        if len(word) > _LONGEST or word.casefold() in self.ordinary or not word.casefold().strip("x"):
            return False
        if word[1:].islower():
            small = word.casefold()
            return not re.search("[aeiou]", small) or bool(self.syllables.fullmatch(small))
        return bool(self.suspect.fullmatch(word))


@dataclass(slots=True)
class _Places:
    first: Paragraph
    count: int = 1


_tests = once_per_vocabulary(_Tests)


def unknown_pinyin(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with a finding `unknown_pinyin` for each such word."""
    tests = _tests(vocabulary)
    if not _WORD.search(document.text):
        return document
    found: dict[str, _Places] = {}
    for paragraph in document.paragraphs:
        text = paragraph.text
        for match in _WORD.finditer(text):
            before, after = at(text, match.start() - 1), at(text, match.end())
            touches = (is_cjk(before) and (is_cjk(after) or not after)) or (is_cjk(after) and not before)
            if not touches or not tests.is_unknown(match.group()):
                continue
            if match.group() in found:
                found[match.group()].count += 1
            else:
                found[match.group()] = _Places(paragraph)
    return document.noting(
        Finding("unknown_pinyin", f"“{word}”像是拼音或拼音缩写，词表里没有（共 {p.count} 处）", where=where(p.first))
        for word, p in found.items()
    )
