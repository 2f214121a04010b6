"""Traditional characters become simplified ones (OpenCC, t2s), recorded by runs of changed characters.

A character is a sign of traditional text where OpenCC changes it and GB 2312, the simplified set, lacks it;
乾坤, 藉口, 瞭望 hold none. Where such signs are many, the whole text is converted by OpenCC, which knows
phrases; where they are few, only the clauses that hold two of them, and elsewhere only the sign itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import opencc

from build_tools.model import Document, Edit
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_CLAUSE = re.compile(r"[^，。；：！？、“”‘’「」『』（）()《》\s]+")
_FEW = 0.03
"""Share of signs among the characters up to which a text is simplified with a few strays."""


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1)
def _traditional_characters() -> str:
    """All characters that OpenCC changes and GB 2312 does not hold."""
    every = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))))
    changed = _converter().convert(every)
    simplified = every.encode("gb2312", "ignore").decode("gb2312")
    held = set(simplified)
    return "".join(c for c, s in zip(every, changed, strict=True) if c != s and c not in held)


@once_per_vocabulary
def _signs(damage: Damage) -> re.Pattern[str]:
    kept = set(damage.traditional_kept)
    return re.compile(f"[{''.join(c for c in _traditional_characters() if c not in kept)}]")


def traditional(document: Document, vocabulary: Vocabulary) -> Document:
    """The document in simplified characters."""
    signs = _signs(vocabulary)
    text = document.text
    if not signs.search(text):
        return document
    whole = len(signs.findall(text)) > _FEW * len(text)

    def propose(text: str) -> Iterator[Edit]:
        for clause in _CLAUSE.finditer(text):
            found = signs.findall(clause.group())
            if not found and not whole:
                continue
            after = _converter().convert(clause.group())
            if len(after) != len(clause.group()):
                yield Edit(clause.start(), clause.end(), after)
                continue
            if not whole and len(set(found)) < 2:
                after = "".join(a if signs.match(b) else b for b, a in zip(clause.group(), after, strict=True))
            yield from _runs(clause.start(), clause.group(), after)

    return document.edited("traditional", propose)


def _runs(offset: int, before: str, after: str) -> Iterator[Edit]:
    """The changed stretches of a clause."""
    start = None
    for index in range(len(before) + 1):
        changed = index < len(before) and before[index] != after[index]
        if changed and start is None:
            start = index
        elif not changed and start is not None:
            yield Edit(offset + start, offset + index, after[start:index])
            start = None
