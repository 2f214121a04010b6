"""Plain text: every line a paragraph; the repair stage joins what was broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model import Paragraph

_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read_plain(text: str) -> tuple[Paragraph, ...]:
    """The lines of `text` that hold anything, outer white space removed, numbered from 1."""
    return tuple(lines_as_paragraphs(_BREAK.split(text), first_line=1))


def lines_as_paragraphs(lines: list[str], first_line: int) -> Iterator[Paragraph]:
    """A paragraph a line; empty lines and indents are kept as evidence for the repair stage."""
    after_blank = False
    for line, raw in enumerate(lines, first_line):
        text = raw.strip("\ufeff \t\u3000\xa0\u2002\u2003")
        if not text:
            after_blank = True
            continue
        yield Paragraph(text, line, indented=_indent(raw) >= 2, after_blank=after_blank)
        after_blank = False


def _indent(raw: str) -> int:
    """Width of the white space at the start, in columns; an ideographic space is two wide, a tab four."""
    width = 0
    for character in raw:
        if character == "\t":
            width += 4
        elif character in "\u3000\u2003":
            width += 2
        elif character in " \xa0\u2002":
            width += 1
        elif character != "\ufeff":
            break
    return width
