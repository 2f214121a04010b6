"""Characters that only look right: radicals for characters (⽂ ⾯ ⻓), small punctuation (﹐ ｡), circles for 〇 (二○二一年).

The text layer of many PDF files holds radicals where the page shows 文 面 长; no search finds such words.
Kangxi radicals, compatibility ideographs, ligatures (ﬁ) and numbers in one character (㈠ ⑴ ⒈) are mapped by Unicode
(NFKC), the rest by damage.yml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from build_tools.model import Document, Edit
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_BY_UNICODE = (
    *range(0x2F00, 0x2FD6),
    *range(0xF900, 0xFADA),
    *range(0x3220, 0x322A),
    *range(0x2474, 0x249C),
    *range(0xFB00, 0xFB07),
)
_ZERO = "○ＯOo0０◯零"
_YEAR = re.compile(rf"二[{_ZERO}〇][{_ZERO}〇一二三四五六七八九]{{2}}(?=年)")


class _Forms:
    """Each look-alike with the right character."""

    def __init__(self, damage: Damage) -> None:
        normal = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _BY_UNICODE}
        self.right = {form: right for form, right in (normal | damage.forms).items() if form != right}
        self.pattern = re.compile(f"[{re.escape(''.join(self.right))}]+")


_forms = once_per_vocabulary(_Forms)


def character_forms(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with every look-alike replaced by the character it stands for."""
    forms = _forms(vocabulary)
    text = document.text
    if not forms.pattern.search(text) and not _YEAR.search(text):
        return document

    def propose(text: str) -> Iterator[Edit]:
        for match in forms.pattern.finditer(text):
            yield Edit(match.start(), match.end(), "".join(forms.right[c] for c in match.group()))

    def propose_years(text: str) -> Iterator[Edit]:
        for match in _YEAR.finditer(text):
            yield Edit(match.start(), match.end(), re.sub(f"[{_ZERO}]", "〇", match.group()))

    return document.edited("character_forms", propose).edited("character_forms", propose_years)
