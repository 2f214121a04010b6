"""Words written in pinyin or by its initials are read: dangshi观 → 党史观, mzshh → 民主生活会.

Dictionary: damage.yml. A word must touch Chinese text, and it is never looked for inside a Latin word or an
address; tone marks, capitals, blanks and hyphens inside it do not matter (`Dǎng shǐ`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from build_tools.model import Document, Edit
from build_tools.repair.characters import at, is_cjk
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_LETTER = "A-Za-zÀ-ɏ\u0300-\u036f"
_WORD = re.compile(rf"[{_LETTER}]+")
_PHRASE = re.compile(rf"[{_LETTER}]+(?:[ '’-][{_LETTER}]+)*")
_LONGEST = 60
_BESIDE_ADDRESS = "@._/\\:=&%#0123456789"


@once_per_vocabulary
def _several(damage: Damage) -> re.Pattern[str]:
    """Spelled-out words of the dictionary, the longest first; initials are too short to be cut out of letters."""
    words = sorted((w for w in damage.pinyin if len(w) > 5), key=len, reverse=True)
    return re.compile("|".join(words))


def pinyin_words(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with the dictionary's words written in characters."""
    words = vocabulary.damage.pinyin
    several = _several(vocabulary)
    if not _WORD.search(document.text):
        return document
    shortest = min(map(len, words), default=0)

    def propose(text: str) -> Iterator[Edit]:
        for phrase in _PHRASE.finditer(text):
            if phrase.end() - phrase.start() < shortest and phrase.group().isascii():
                continue
            if meaning := _meaning(text, phrase, words, several):
                yield Edit(phrase.start(), phrase.end(), meaning)
                continue
            if phrase.group().isalpha():  # one word, which was looked up
                continue
            for word in _WORD.finditer(text, phrase.start(), phrase.end()):
                if meaning := _meaning(text, word, words, several):
                    yield Edit(word.start(), word.end(), meaning)

    return document.edited("pinyin_words", propose)


def _touches_chinese(text: str, start: int, end: int) -> bool:
    before, after = at(text, start - 1), at(text, end)
    if (before and before in _BESIDE_ADDRESS) or (after and after in _BESIDE_ADDRESS and at(text, end + 1).isascii()):
        return False
    return is_cjk(before or after) or is_cjk(after)


def _meaning(text: str, found: re.Match[str], words: dict[str, str], several: re.Pattern[str]) -> str | None:
    """The word or words that the letters found in the text spell, or None."""
    letters = found.group()
    if len(letters) > _LONGEST or not _touches_chinese(text, found.start(), found.end()):
        return None
    bare = unicodedata.normalize("NFD", letters.casefold())
    bare = "".join(c for c in bare if c.isascii() and c.isalpha())
    if bare in words:
        return words[bare]
    pieces = several.findall(bare)
    return "".join(words[p] for p in pieces) if pieces and "".join(pieces) == bare else None
