"""A copy of a text, character for character, in which digits, letters, blanks and hyphens are plain ones.

Numbers are typed in wide digits, circled digits or with odd hyphens between them; searched in this copy they are
all alike, and what is found stands at the same place in the text itself.
"""

from __future__ import annotations

import unicodedata

_HYPHENS = "-‐‑‒–—―−－﹣·•⁃~～_"
_BLANKS = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


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


def folded(text: str) -> str:
    """The copy; as long as the text."""
    return text.translate(_TABLE)
