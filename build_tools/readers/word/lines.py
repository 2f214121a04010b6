"""The pieces of a Word paragraph → Paragraphs: one for each line, with its number and what its setting tells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.model import Paragraph
from build_tools.readers.word.numbering import Number

_WHITE = "\ufeff \t\u3000\xa0\u2002\u2003"
_CLOSED = "、．.）)：:，,。】〕》-—"
"""A number that ends so needs no space before the words."""
_HALF_WIDTH = {place: place - 0xFEE0 for place in range(0xFF01, 0xFF5F)}
_LONGEST_HEADING = 120
"""Characters; a longer paragraph in a heading style is body text that someone styled by mistake."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with one setting; `\\n` is a line break."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What a Word paragraph tells of all its lines."""

    heading_level: int = 0
    indented: bool = False
    after_blank: bool = False


def lines_of(pieces: Sequence[Piece], number: Number | None, setting: Setting, first_line: int) -> Iterator[Paragraph]:
    """A Paragraph for each line that holds anything; the number stands before the first one.

    A number whose paragraph is empty stands alone, as it does on paper. Where the same number was also typed,
    it stands once.
    """
    label = number.text.strip(_WHITE) if number is not None else ""
    after_blank = setting.after_blank
    for line, row in enumerate(_rows(pieces), first_line):
        text = "".join(piece.text for piece in row)
        bare = text.strip(_WHITE)
        if not bare:
            after_blank = after_blank or line > first_line
            continue
        strong, lead = _strength(row)
        before = ""
        if label and number is not None and not is_typed(label, bare):
            before = label + _separator(label, number, bare)
        label = ""
        whole = before + bare
        yield Paragraph(
            whole,
            line,
            heading_level=setting.heading_level if len(whole) <= _LONGEST_HEADING else 0,
            strong=strong,
            strong_lead=len(before) + lead if lead else 0,
            indented=setting.indented or _leading_width(text) >= 2,
            after_blank=after_blank,
        )
        after_blank = False
    if label:
        yield Paragraph(label, first_line, after_blank=setting.after_blank)


def is_typed(label: str, text: str) -> bool:
    """Whether a text begins with the very number that Word puts before it (typed `1.`, not the start of `1.5`).

    Typed in the other width (`(一)` for `（一）`), or with spaces in it, it is the same number.
    """
    signs = "".join(label.split()).translate(_HALF_WIDTH)
    typed = re.match(r"\s*".join(map(re.escape, signs)), text.translate(_HALF_WIDTH))
    if not signs or typed is None:
        return False
    return not ((signs[-1].isdigit() or signs[-1] == ".") and text[typed.end() : typed.end() + 1].isdigit())


def without_loose_marks(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without bold or heading styles where most of the text has them: then they tell nothing."""
    total = sum(len(paragraph.text) for paragraph in paragraphs)
    strong = sum(len(p.text) if p.strong else p.strong_lead for p in paragraphs)
    headings = sum(len(p.text) for p in paragraphs if p.heading_level)
    if strong * 2 > total:
        paragraphs = [replace(p, strong=False, strong_lead=0) for p in paragraphs]
    if headings * 2 > total:
        paragraphs = [replace(p, heading_level=0) for p in paragraphs]
    return paragraphs


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    rows: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        if first:
            rows[-1].append(Piece(first, piece.bold))
        for other in others:
            rows.append([Piece(other, piece.bold)] if other else [])
    return rows


def _strength(row: Sequence[Piece]) -> tuple[bool, int]:
    """Whether all of a line is bold, else how many characters at its start are (outer white space not counted)."""
    lead = 0
    started = False
    for piece in row:
        text = piece.text if started else piece.text.lstrip(_WHITE)
        if not text:
            continue
        started = True
        if not piece.bold and text.strip(_WHITE):
            return False, lead
        lead += len(text)
    return True, 0


def _separator(label: str, number: Number, text: str) -> str:
    """What stands between number and words: nothing behind a mark of punctuation, as one types it."""
    if number.suffix == "nothing" and not number.text.endswith(tuple(_WHITE)):
        return ""
    return "" if label[-1] in _CLOSED and not text[0].isascii() else " "


def _leading_width(text: str) -> int:
    width = 0
    for character in text:
        if character not in _WHITE:
            break
        width += 4 if character == "\t" else 2 if character in "\u3000\u2003" else 1
    return width
