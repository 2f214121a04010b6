"""Readings in brackets behind characters go: 领(lǐng)导(dǎo)班(bān)子(zǐ) → 领导班子.

Word prints pinyin guides so when its text is copied. A reading with a tone mark or tone number is taken off
wherever it stands; one without (领(ling)导(dao)) only where two follow each other. What is no pinyin syllable
stays: 指数（CPI）, 甲(a)乙(b).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from build_tools.model import Document, Edit
from build_tools.repair.characters import HAN
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_LETTERS = "A-Za-zɑɡÀ-ɏ\u0300-\u036f\u1e00-\u1eff"
_READING = rf"[(（] ?[{_LETTERS}][{_LETTERS}' ]{{0,24}}[1-4]? ?[)）]"
_RUN = re.compile(rf"[{HAN}] ?{_READING}(?:[{HAN}] ?{_READING})*")
_ONE = re.compile(rf" ?{_READING}")
_BRACKETED_LETTER = re.compile(rf"[(（] ?[{_LETTERS}]")


@once_per_vocabulary
def _syllables(damage: Damage) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{damage.pinyin_syllable})[1-4]?[' ]?)+")


def pinyin_readings(document: Document, vocabulary: Vocabulary) -> Document:
    """The document without readings behind its characters."""
    if not _BRACKETED_LETTER.search(document.text):
        return document
    syllables = _syllables(vocabulary)

    def propose(text: str) -> Iterator[Edit]:
        for run in _RUN.finditer(text):
            readings = [reading.strip(" ()（）") for reading in _ONE.findall(run.group())]
            plain = [_without_tone(reading) for reading in readings]
            if not all(syllables.fullmatch(letters) for letters in plain):
                continue
            has_tones = any(letters != r or letters[-1].isdigit() for letters, r in zip(plain, readings, strict=True))
            if min(map(len, plain)) > 1 - has_tones and (has_tones or len(readings) > 1):
                yield Edit(run.start(), run.end(), _ONE.sub("", run.group()))

    return document.edited("pinyin_readings", propose)


def _without_tone(reading: str) -> str:
    """`lǐng` → `ling`, `nǚ` → `nv`; capitals stay, since no reading is printed in them."""
    bare = reading.replace("ü", "v").replace("ɑ", "a").replace("ɡ", "g")
    bare = re.sub("[ǖǘǚǜ]", "v", bare)
    return "".join(c for c in unicodedata.normalize("NFD", bare) if not unicodedata.combining(c))
