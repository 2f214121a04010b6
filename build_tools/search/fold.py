"""Folding: what two texts must share to be called the same. `docs/assets/search/fold.js` does the same.

Width, case, accents, quotes, white space, invisible characters, compatibility forms, radicals and traditional characters
do not matter; punctuation does. Folding goes character by character, so that every folded character knows where it
came from (`Folded.offsets`) and both languages agree. A traditional character is one that GB 2312 lacks and
that OpenCC makes simplified; the pairs are fixed in `traditional.txt`, made once by OpenCC, so that an index
and the scripts that read it never disagree. Radicals that stand for characters in PDF files (⺠ of ⼈⺠) are there too:
pages have them repaired (`vocabulary/damage.yml`), what is pasted from the file has not.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

QUOTES = frozenset("\"'`\u00b4“”„‟‘’‚‛«»‹›「」『』〝〞〟＂＇｀｢｣﹁﹂﹃﹄")
"""Quotation marks."""

REMOVED = QUOTES | frozenset(
    chain(
        map(chr, chain(range(0x21), range(0x7F, 0xA1), range(0x2000, 0x2010), range(0x2028, 0x2030))),
        map(chr, chain(range(0x205F, 0x2070), range(0x300, 0x370), range(0xD800, 0xE000), range(0xFE00, 0xFE10))),
        "\u00ad\u1680\u180e\u3000\ufeff\ufffd",
    )
)
"""Characters that folding drops: white space, control and invisible characters, accents, halves of characters,
quotation marks."""

COMPATIBLE = (
    (0x00A1, 0x0100),
    (0x2010, 0x2600),
    (0x2E80, 0x2FE0),
    (0x3001, 0x3400),
    (0xF900, 0xFB07),
    (0xFE10, 0xFE70),
    (0xFF00, 0xFFF0),
)
"""Ranges whose characters are replaced by their compatibility form (NFKC); fixed long ago, the same in every browser."""

CASED = ((0x41, 0x5B), (0xC0, 0x250), (0x370, 0x530), (0x1E00, 0x1F00))
"""Ranges whose characters are made lower case and lose their accents."""


@cache
def traditional() -> dict[str, str]:
    """Traditional characters and the simplified ones they stand for."""
    before, after = Path(__file__).with_name("traditional.txt").read_text("utf-8").split()
    return dict(zip(before, after, strict=True))


AMBIGUOUS = dict(zip("乾於後徵瞭著夥摺捱矇麽菸甯榘藉", "干于后征了着伙折挨蒙么烟宁矩借", strict=True))
"""Traditional characters that GB 2312 has too, since in some words they are simplified ones (`乾坤`, `瞭望`, `著作`): folding
leaves them as they are, and a search that finds nothing tries what they stand for. By OpenCC, those that are in use."""


def fold_character(character: str) -> str:
    """The folded form of one character: none, one or a few characters."""
    if character in REMOVED:
        return ""
    code = ord(character)
    if any(low <= code < high for low, high in COMPATIBLE):
        character = unicodedata.normalize("NFKC", character)
    return "".join(traditional().get(c, c) for c in chain.from_iterable(map(_plain, character)) if c not in REMOVED)


def _plain(character: str) -> str:
    code = ord(character)
    cased = any(low <= code < high for low, high in CASED)
    return unicodedata.normalize("NFD", character.lower()) if cased else character


MARK = "\x01"
"""What `fold_marked` puts for a quotation mark; nothing else is folded to it."""


class _Table(dict[int, str]):
    """Folded forms by code point, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = form = fold_character(chr(code))
        return form


_TABLE = _Table()
_MARKED = _Table({ord(quote): MARK for quote in QUOTES})


def fold(text: str) -> str:
    """The text folded."""
    return text.translate(_TABLE)


def fold_marked(text: str) -> str:
    """The text folded, but with a mark wherever a quotation mark was dropped."""
    return text.translate(_MARKED)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where its characters stand in the original."""

    text: str
    offsets: list[int]
    """For each folded character the index of the character it came from."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where folded[start:end] (not empty) stands in the original."""
        return self.offsets[start], self.offsets[end - 1] + 1


def folded(text: str) -> Folded:
    """The text folded, with offsets."""
    forms = [_TABLE[ord(character)] for character in text]
    offsets = [index for index, form in enumerate(forms) for _ in form]
    return Folded("".join(forms), offsets)
