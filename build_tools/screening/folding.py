"""A copy of a text in which digits, letters, blanks and hyphens are plain ones, and a text without what nobody sees.

Numbers are typed in wide digits, circled digits or with odd hyphens between them; searched in the copy they are all
alike, and what is found stands at the same place in the text itself. Zero-width characters, direction marks and marks
that combine with a digit part a number without anybody seeing it; they are left out, and their places remembered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_HYPHENS = "-‐‑‒–—―−－﹣·•⁃~～_"
_BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u0300-\u036f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20f0\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb]"
)
_TAGS = re.compile("[\U000e0000-\U000e0fff]")


class _Table(dict[int, str]):
    """Plain character by code point, worked out when first met."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(character: str) -> str:
    if "一" <= character <= "鿿":
        return character
    if character in _BLANKS:
        return " "
    if character in _HYPHENS:
        return "-"
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) == 1 else character


_TABLE = _Table()


def visible(text: str) -> tuple[str, Sequence[int]]:
    """The text without characters that nobody sees, and for each of its characters the place in `text`."""
    if not _UNSEEN.search(text) and not _TAGS.search(text):
        return text, range(len(text))
    places = [at for at, character in enumerate(text) if not _UNSEEN.match(character) and not _TAGS.match(character)]
    return "".join(text[at] for at in places), places


def folded(text: str) -> str:
    """The copy; as long as the text."""
    return text.translate(_TABLE)
