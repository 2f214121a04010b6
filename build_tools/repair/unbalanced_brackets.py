"""Reports brackets and title marks that have no other half: （ 《 【 〈 〔 [ {, with a few characters of context.

One finding a paragraph and kind of bracket, at the first such place. The bracket of a number such as `1）`
needs no other half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model import Document, Finding
from build_tools.repair.characters import CHINESE_DIGITS, excerpt, where
from build_tools.vocabulary.loading import Vocabulary

_PAIRS = {"（": "）", "《": "》", "【": "】", "〈": "〉", "〔": "〕", "(": ")", "[": "]", "{": "}"}
_KIND = {closing: opening for opening, closing in _PAIRS.items()} | {opening: opening for opening in _PAIRS}
_BRACKET = re.compile(f"[{re.escape(''.join(_KIND))}]")
_NUMBER = re.compile(rf"(?:^|[\s。；，：、！？）])[{CHINESE_DIGITS}\da-zA-Z]{{1,3}}$")


def unbalanced_brackets(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with a finding `bracket_unbalanced` for each paragraph and kind of bracket."""
    return document.noting(_findings(document))


def _findings(document: Document) -> Iterator[Finding]:
    for paragraph in document.paragraphs:
        text = paragraph.text
        if not (brackets := _BRACKET.findall(text)) or _alternate(brackets):
            continue
        alone: dict[str, list[int]] = {}
        for place in _unmatched(text):
            alone.setdefault(_KIND[text[place]], []).append(place)
        for opening, places in alone.items():
            context = excerpt(text, places[0], places[0] + 1)
            more = f"（共 {len(places)} 处）" if len(places) > 1 else ""
            message = f"{opening}{_PAIRS[opening]}不成对：{context}{more}"
            yield Finding("bracket_unbalanced", message, where=where(paragraph))


def _alternate(brackets: list[str]) -> bool:
    """Whether each bracket is closed before the next one opens, as nearly always."""
    return len(brackets) % 2 == 0 and all(
        _PAIRS.get(opening) == closing for opening, closing in zip(brackets[::2], brackets[1::2], strict=True)
    )


def _unmatched(text: str) -> list[int]:
    """Places of the brackets without another half, in order."""
    open_at: dict[str, list[int]] = {opening: [] for opening in _PAIRS}
    alone: list[int] = []
    for match in _BRACKET.finditer(text):
        place, character = match.start(), match.group()
        stack = open_at[_KIND[character]]
        if character in _PAIRS:
            stack.append(place)
        elif stack:
            stack.pop()
        elif not (character in "）)" and _NUMBER.search(text, max(0, place - 4), place)):
            alone.append(place)
    return sorted(alone + [place for stack in open_at.values() for place in stack])
