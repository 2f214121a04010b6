"""Markdown: block structure by markdown-it-py, inline text left as it stands.

Only blocks that offices type are read (headings, lists, quotes, rules). Everything inline stays raw:
`**镇党委` may be a placeholder and `**存在的问题**` a heading, and the repair stage, which treats plain
text with leftover marks in the same way, can tell them apart; HTML and links stay visible as text.
Ordered lists keep the numbers that were printed, because here a number is part of the text. The cells of a
table are paragraphs in reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from build_tools.model import Paragraph
from build_tools.readers.plain import lines_as_paragraphs, read_plain

_BLOCKS = MarkdownIt("zero", {"maxNesting": 60}).enable(["heading", "list", "blockquote", "hr", "table"])
_ODD_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_DEEP = re.compile(r"^(?:[ \t]{30}|[ \t]*(?:(?:[-+*>]|\d{1,9}[.)])[ \t]*){8})", re.MULTILINE)
"""Lists and quotes nested deeper than the parser goes: it would drop their text."""

_MOST_LINES = 40_000
"""Of more lines than any volume has, the repair stage reads the marks line by line: the parser takes 40 µs for each."""


def read_markdown(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a Markdown text, numbered by the line on which each begins."""
    text = _ODD_BREAKS.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n")).lstrip("\ufeff")
    if text.count("\n") > _MOST_LINES or _DEEP.search(text):
        return read_plain(text)
    tokens = _BLOCKS.parse(text)
    lines = text.split("\n")
    return tuple(_paragraphs(tokens, lines))


def _paragraphs(tokens: list[Token], lines: list[str]) -> Iterator[Paragraph]:
    level = row = 0
    number = ""
    for token in tokens:
        if token.type == "tr_open" and token.map:
            row = token.map[0] + 1
        elif token.type == "table_close":
            row = 0
        elif row and token.type == "inline":
            yield from (replace(cell, line=row, cell=True) for cell in read_plain(token.content))
        elif token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "list_item_open":
            number = f"{token.info}{token.markup}" if token.info else ""
        elif token.type == "list_item_close":
            number = ""
        elif token.type == "inline" and token.map:
            first = token.map[0]
            content = token.content if level else "\n".join(_raw(lines, token))
            for paragraph in lines_as_paragraphs(content.split("\n"), first + 1):
                text = paragraph.text.removesuffix("\\") or paragraph.text
                blank = paragraph.line == first + 1 and (first == 0 or not lines[first - 1].strip())
                yield replace(paragraph, text=number + text, heading_level=level, after_blank=blank)
                number = ""


def _raw(lines: list[str], token: Token) -> list[str]:
    """The token's lines with the indents that Markdown drops and this archive counts as evidence."""
    assert token.map is not None
    content = token.content.split("\n")
    raw = lines[token.map[0] : token.map[1]]
    if len(raw) != len(content):
        return content
    return [line if line.strip() == text.strip() else text for line, text in zip(raw, content, strict=True)]
