"""HTML entities and tags, and the escapes of program text, that a careless export left in the text.

Met in copies of web pages (`&nbsp;` `&ldquo;` `<br/>`) and in text taken out of JSON (`\\n` `\\u3000` as
letters). An entity becomes its character, a tag that ends a paragraph a line break, any other tag goes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from build_tools.model import Document, Edit
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.repair.lines import split_at_breaks
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_ENTITY = r"&(?:[a-zA-Z]{2,8}\d{0,2}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});|&nbsp"
_ESCAPE = r"_x000D_|(?:\\r)?\\n(?![a-z])|\\r(?![a-z])|\\t(?![a-z])|\\u3000|\\u200b|\\xa0"
_ESCAPED = {"\\u3000": "　", "\\xa0": " ", "\\t": " ", "\\u200b": ""}


@once_per_vocabulary
def _residue(damage: Damage) -> re.Pattern[str]:
    def tags(names: list[str]) -> str:
        return rf"</?(?:{'|'.join(map(re.escape, names))})(?![\w:-])[^<>]{{0,400}}>"

    return re.compile(
        rf"(?P<entity>{_ENTITY})|(?P<escape>{_ESCAPE})|(?P<block>{tags(damage.block_tags)})"
        rf"|(?P<inline>{tags(damage.inline_tags)}|<!--[^<>]{{0,400}}-->)",
        re.IGNORECASE,
    )


def export_residue(document: Document, vocabulary: Vocabulary) -> Document:
    """The document without HTML entities, tags and literal escapes."""
    text = document.text
    if "&" not in text and "<" not in text and "\\" not in text and "_x0" not in text:
        return document
    pattern = _residue(vocabulary)

    def propose(text: str) -> Iterator[Edit]:
        for match in pattern.finditer(text):
            yield Edit(match.start(), match.end(), _meaning(match))

    return split_at_breaks(document.edited("export_residue", propose))


def _meaning(match: re.Match[str]) -> str:
    found = match.group()
    if match["entity"]:
        return html.unescape(found)
    if match["escape"]:
        return _ESCAPED.get(found.lower(), "\n")
    return "\n" if match["block"] else ""
