"""Dashes get their Chinese form ——: ------, －－, ―― and a single — between Chinese characters.

A hyphen in 2021-2025, a range with – and lines of a table stay: a run becomes a dash only where Chinese
text touches it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model import Document, Edit
from build_tools.repair.characters import at, is_cjk, is_han
from build_tools.vocabulary.loading import Vocabulary

_RUN = re.compile("[-－‐‑–—―─━⸺]+")
_DOUBLE = "——"


def dashes(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with every dash as ——."""
    return document.edited("dashes", _propose) if _RUN.search(document.text) else document


def _propose(text: str) -> Iterator[Edit]:
    for run in _RUN.finditer(text):
        if run.group() == _DOUBLE:
            continue
        before, after = at(text, run.start() - 1), at(text, run.end())
        if len(run.group()) == 1:
            if run.group() in "—―─━" and _is_text(before) and _is_text(after):
                yield Edit(run.start(), run.end(), _DOUBLE)
            elif run.group() == "⸺" and (is_cjk(before) or is_cjk(after)):
                yield Edit(run.start(), run.end(), _DOUBLE)
        elif is_cjk(before) or is_cjk(after):
            yield Edit(run.start(), run.end(), _DOUBLE)


def _is_text(character: str) -> bool:
    return is_han(character) or (bool(character) and character in "“”‘’《》（）")
