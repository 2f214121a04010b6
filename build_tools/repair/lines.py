"""Making one paragraph of several and several of one, with the record that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from build_tools.model import Document, Paragraph, Repair

_ENDS_IN_WORD = re.compile("[A-Za-z]{2}$")
_BEGINS_WITH_WORD = re.compile("[A-Za-z]{2}")


def joined(document: Document, kind: str, joins: Sequence[bool]) -> Document:
    """The document with each paragraph whose entry in `joins` is true put behind the one before it.

    Each removed line break is recorded: before a line feed, after nothing.
    """
    groups: list[list[Paragraph]] = []
    for paragraph, joins_previous in zip(document.paragraphs, joins, strict=True):
        if joins_previous and groups:
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    paragraphs = tuple(replace(g[0], text=_one_line(g)) if len(g) > 1 else g[0] for g in groups)
    repairs = tuple(
        Repair(kind, "\n", "", len(g) - 1, tuple(dict.fromkeys(p.line for p in g[1:]))) for g in groups if len(g) > 1
    )
    return replace(document, paragraphs=paragraphs, repairs=document.repairs + repairs) if repairs else document


def _one_line(group: list[Paragraph]) -> str:
    """The texts put together, with a blank where two Latin words meet."""
    pieces = [group[0].text]
    for before, after in pairwise(group):
        both_words = bool(_ENDS_IN_WORD.search(before.text) and _BEGINS_WITH_WORD.match(after.text))
        pieces.append(" " + after.text if both_words else after.text)
    return "".join(pieces)


def split_at_breaks(document: Document) -> Document:
    """The document with a paragraph for each line of its paragraphs; lines without any text go.

    Rules write a line feed where a paragraph is to end (`Document.edited` has recorded it) and call this.
    """
    if not any("\n" in p.text for p in document.paragraphs):
        return document
    paragraphs: list[Paragraph] = []
    for paragraph in document.paragraphs:
        lines = [line.strip() for line in paragraph.text.split("\n")]
        lines = [line for line in lines if line]
        # What a first piece was (bold, a heading) says nothing about the pieces after it.
        paragraphs += [_first_piece(paragraph, line) for line in lines[:1]]
        paragraphs += [Paragraph(line, paragraph.line) for line in lines[1:]]
    return replace(document, paragraphs=tuple(paragraphs))


def _first_piece(paragraph: Paragraph, line: str) -> Paragraph:
    """The first line of a paragraph; bold as a whole where no more than it was set in bold."""
    if paragraph.strong_lead < len(line):
        return replace(paragraph, text=line)
    return replace(paragraph, text=line, strong=True, strong_lead=0)
