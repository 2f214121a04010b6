"""Names of files as text that can be shown."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from build_tools.screening import masked_text
from build_tools.vocabulary import Vocabulary, load_vocabulary

_UNDECODED = re.compile("[\udc80-\udcff]+")


def printable(name: str) -> str:
    """A name as text that can be printed and written anywhere, on one line.

    Bytes that are no UTF-8 (as Python's file functions keep them), control characters and characters
    that change the direction of writing are shown as escapes.
    """
    if name.isascii() and name.isprintable():
        return name
    text = _read(name)
    return "".join(_escape(c) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else c for c in text)


def shown_name(name: str, vocabulary: Vocabulary | None = None) -> str:
    """A name as pages, index, reports and messages tell it: printable, with personal data in it (a telephone number) hidden.

    Where no archive's vocabulary is at hand, what counts as personal stands in the package's own.
    """
    return printable(masked_text(_read(name), vocabulary or _own_vocabulary())[0])


@cache
def _own_vocabulary() -> Vocabulary:
    return load_vocabulary()


def _read(name: str) -> str:
    return _UNDECODED.sub(_decoded, name)


def _decoded(match: re.Match[str]) -> str:
    """Bytes that Python did not decode: UTF-8 after all where the locale says ASCII, else shown as escapes."""
    return bytes(ord(c) - 0xDC00 for c in match.group()).decode("utf-8", "backslashreplace")


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
