"""Reports paragraphs with an odd number of quotes: which one is left over, with a few characters of context."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.model import Document, Finding
from build_tools.repair.characters import excerpt, has_han, where
from build_tools.repair.quotes import paired, quote_marks
from build_tools.vocabulary.loading import Vocabulary

_QUOTES = "“”\"‘’'"
"""All quotes that the rule `quotes` leaves; where each stands an even number of times nothing can be left over."""


def unbalanced_quotes(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with a finding `quote_unbalanced` for each paragraph whose quotes do not pair."""
    return document.noting(_findings(document))


def _findings(document: Document) -> Iterator[Finding]:
    for paragraph in document.paragraphs:
        text = paragraph.text
        if not any(text.count(quote) % 2 for quote in _QUOTES) or not has_han(text):
            continue
        for marks in quote_marks(text):
            _, stray = paired(text, marks)
            if stray is not None:
                context = excerpt(text, stray.start, stray.end)
                yield Finding("quote_unbalanced", f"引号不成对：{context}", where=where(paragraph))
