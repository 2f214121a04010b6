"""Set phrases with letters for characters are read: 讲ZZ → 讲政治, X中央 → 党中央; so are words split by marks: 习.近.平.

Only phrases listed in damage.yml: XX纪委, 十九届X中X会 and 2021年X月X日 are true placeholders and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model import Document, Edit
from build_tools.repair.characters import at
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_LETTER = re.compile("[A-Za-z]")
_SPLIT_BY = "[-._|·•/*+]"


class _Phrases:
    """damage.yml's phrases, the longest first."""

    def __init__(self, damage: Damage) -> None:
        # All spellings as plain words: the engine skips to their first characters, which it cannot without case.
        self.right = {form: phrase for masked, phrase in damage.masked.items() for form in _spellings(masked)}
        self.masked = re.compile("|".join(map(re.escape, sorted(self.right, key=len, reverse=True))))
        self.split = re.compile("|".join(f"{_SPLIT_BY}{{1,2}}".join(word) for word in damage.split_words))


def _spellings(masked: str) -> tuple[str, str, str]:
    return masked, masked.lower(), masked.upper()


_phrases = once_per_vocabulary(_Phrases)


def masked_words(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with listed masked phrases written out."""
    phrases = _phrases(vocabulary)
    text = document.text

    def propose(text: str) -> Iterator[Edit]:
        if not _LETTER.search(text):
            return
        for match in phrases.masked.finditer(text):
            if not _goes_on(text, match):
                yield Edit(match.start(), match.end(), phrases.right[match.group()])

    def propose_split(text: str) -> Iterator[Edit]:
        for match in phrases.split.finditer(text):
            yield Edit(match.start(), match.end(), re.sub(_SPLIT_BY, "", match.group()))

    if _LETTER.search(text):
        document = document.edited("masked_words", propose)
    if phrases.split.search(text):
        document = document.edited("masked_words", propose_split)
    return document


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the letters are part of a longer word or number: 3D的, XX中央."""
    before, after = at(text, match.start() - 1), at(text, match.end())
    return (match.group()[0].isascii() and before.isascii() and before.isalnum()) or (
        match.group()[-1].isascii() and after.isascii() and after.isalnum()
    )
