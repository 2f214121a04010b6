"""A text as people see it, on pages and in files alike: nothing in it is invisible."""

from __future__ import annotations

import re

_SPACES = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
"""White space that would end a line or start code: becomes a plain space."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, bidi controls, lone surrogates, non-characters: shown by their number."""


def shown(text: str) -> str:
    """The text as a page shows it: line ends and tabs as spaces, unseen characters as `‹U+202E›`.

    Ordinary text comes back unchanged. Tests and exports compare a page's words with this.
    """
    if text.isprintable():
        return text
    return _UNSEEN.sub(lambda m: f"‹U+{ord(m[0]):04X}›", _SPACES.sub(" ", text))
