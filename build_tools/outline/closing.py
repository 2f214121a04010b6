"""The end of a material: the closing sentence, and attachments, unit, name and date below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_tools.model import Block
from build_tools.vocabulary import Vocabulary

_LONGEST = 160
_LONGEST_LINE = 60
_MOST_ATTACHMENTS = 20
"""Lines of a note of attachments, with those of the signature below it."""
_SENTENCE_START = re.compile("(?<=[。！？])")
_NAME = re.compile("[^。！？；：，,:;]{2,24}")


@dataclass(frozen=True, slots=True)
class Ending:
    """The last section's blocks without the ending, and the ending."""

    blocks: tuple[Block, ...]
    closing: tuple[Block, ...]
    signature: tuple[Block, ...]


def take_ending(blocks: Sequence[Block], vocabulary: Vocabulary) -> Ending:
    """What closes the material, taken off the blocks that stand last in it."""
    text_end = _attachments_start(blocks, vocabulary)
    body, attachments = list(blocks[:text_end]), blocks[text_end:]
    signature: list[Block] = []
    byline = vocabulary.genres.byline_pattern
    while body and len(signature) < 4 and byline.search(body[-1].text.replace(" ", "").strip("*")):
        signature.insert(0, body.pop())
    closing = _closing(body, vocabulary)
    if not closing and body and len(body) > 1 and not _is_sentence(body[-1].text):
        # A name or unit may stand between the closing and the date, or alone at the end.
        names = [body.pop()]
        if body and not _is_sentence(body[-1].text) and len(body) > 1:
            names.insert(0, body.pop())
        closing = _closing(body, vocabulary)
        if closing or signature:
            signature = names + signature
        else:
            body += names
    return Ending(tuple(body), tuple(closing), (*signature, *attachments))


def _attachments_start(blocks: Sequence[Block], vocabulary: Vocabulary) -> int:
    """Where the note of attachments begins that ends the blocks, with unit and date below it; else their length."""
    for index in range(len(blocks) - 1, max(len(blocks) - _MOST_ATTACHMENTS, -1), -1):
        text = blocks[index].text
        if len(text) > _LONGEST_LINE or "。" in text[:-1]:
            break
        if vocabulary.genres.attachment_pattern.match(text):
            return index
    return len(blocks)


def _closing(body: list[Block], vocabulary: Vocabulary) -> list[Block]:
    """Takes the closing paragraph, or the closing sentences of the last paragraph, off `body`."""
    pattern = vocabulary.genres.closing_pattern
    if not body:
        return []
    last = body[-1]
    if len(last.text) <= _LONGEST and _closes_alone(last.text, vocabulary):
        body.pop()
        before = body and vocabulary.genres.closing_pattern.search(body[-1].text)
        return [*([body.pop()] if before and len(body[-1].text) <= _LONGEST_LINE else []), last]
    starts = [m.start() for m in _SENTENCE_START.finditer(last.text) if 0 < m.start() < len(last.text)]
    cut = len(last.text)
    for start in reversed(starts[-3:]):
        if not pattern.search(last.text[start:cut]):
            break
        cut = start
    if cut == len(last.text) or len(last.text) - cut > _LONGEST:
        return []
    body[-1] = replace(last, text=last.text[:cut])
    return [Block(last.text[cut:], last.line)]


def _closes_alone(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a short paragraph is all closing: its first sentence is, or it is one sentence that asks for criticism."""
    first = _SENTENCE_START.split(text)[0]
    genres = vocabulary.genres
    return bool(genres.closing_pattern.search(first)) or (
        first == text and len(text) <= _LONGEST_LINE and bool(genres.closing_line_pattern.search(text))
    )


def _is_sentence(text: str) -> bool:
    return not _NAME.fullmatch(text)
