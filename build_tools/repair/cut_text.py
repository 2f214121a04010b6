"""Reports a text that stops inside its last sentence: it was cut, though no mark says so.

A last paragraph that ends at a comma, or a long one without any closing mark, is taken as cut; the last
sentences of materials that just lack their full stop (`…批评指正`) are known by their words.
"""

from __future__ import annotations

from build_tools.model import Document, Finding
from build_tools.repair.characters import is_han, where
from build_tools.repair.numbering import HEADING_NUMBER
from build_tools.vocabulary.loading import Vocabulary

_LONG = 60


def cut_text(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with a finding `incomplete` where its last paragraph breaks off."""
    if not document.paragraphs or any(finding.code == "incomplete" for finding in document.findings):
        return document
    last = document.paragraphs[-1]
    text = last.text
    if len(text) < 12:
        return document
    has_closing_word = any(word in text[-14:] for word in vocabulary.damage.closing_words)
    in_clause = text[-1] in "，、；：" and is_han(text[-2]) and not has_closing_word
    no_mark = is_han(text[-1]) and len(text) >= _LONG and not has_closing_word and not HEADING_NUMBER.match(text)
    if not in_clause and not no_mark:
        return document
    return document.noting([Finding("incomplete", f"末段停在句中：…{text[-10:]}", where=where(last))])
