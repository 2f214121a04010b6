"""Rows of points get their Chinese form ……: `......` `。。。` `…` beside Chinese text.

Points that lead to a page number in a contents list, and points in numbers and Latin text, stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model import Document, Edit
from build_tools.repair.characters import at, is_cjk
from build_tools.vocabulary.loading import Vocabulary

_ROW = re.compile(r"(?:\.{3,}|。{3,}|·{3,}|…+)+")
_ROWS = ("...", "。。。", "···", "…")
_LEADER = re.compile(r"\s*+[-—(（]?\s*+\d++\s*+[)）—-]?$")


def ellipses(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with every ellipsis as ……."""
    text = document.text
    return document.edited("ellipses", _propose) if any(row in text for row in _ROWS) else document


def _propose(text: str) -> Iterator[Edit]:
    for row in _ROW.finditer(text):
        if row.group() == "……" or _LEADER.match(text, row.end()):
            continue
        if is_cjk(at(text, row.start() - 1)) or is_cjk(at(text, row.end())):
            yield Edit(row.start(), row.end(), "……")
