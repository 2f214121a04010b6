"""What a web page prints round a text goes: 浏览量:34, 来源：…, 下载后查看, 上一篇：….

Every removed line is recorded as a repair with nothing after it. A cut mark (未完,全文共785字) also makes the
finding `incomplete`; a mark that sites print under complete texts too (下载后查看) makes it only where the text
before it stops inside a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from build_tools.model import Document, Finding, Paragraph, Repair
from build_tools.repair.characters import ends_sentence, where
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage

_LONGEST = 120
"""No such line is longer."""
_SIGNATURE = 24
"""No line of a signature is longer."""
_LAST = 4
"""In the last paragraphs a site line may also be glued to the end of the text."""


class _SiteLines:
    """damage.yml's patterns, compiled."""

    def __init__(self, damage: Damage) -> None:
        cuts = "|".join(damage.cut_marks)
        pieces = "|".join((*damage.cut_marks, *damage.weak_cut_marks, *damage.site_lines))
        apart = r"[\s|｜丨,，;；/·【】\[\]]*"
        # Atomic: a piece once read is not read again in another way, which would take exponential time.
        line = rf"{apart}+(?:(?>{pieces}){apart}+){{1,8}}"
        self.line = re.compile(line)
        self.tail = re.compile(rf"(?:(?>{cuts}){apart}+|(?:(?<=[。！？”）…])|(?<=[。！？”）…]\s)){line})$")
        self.cut = re.compile(cuts)
        self.weak = re.compile("|".join(damage.weak_cut_marks))


_patterns = once_per_vocabulary(_SiteLines)


def site_lines(document: Document, vocabulary: Vocabulary) -> Document:
    """The document without site lines; a finding where one says that text is missing."""
    patterns = _patterns(vocabulary)
    kept: list[Paragraph] = []
    repairs: list[Repair] = []
    findings: list[Finding] = []
    for index, paragraph in enumerate(document.paragraphs):
        text = paragraph.text
        start = _start(text, patterns, index >= len(document.paragraphs) - _LAST)
        if start == len(text):
            kept.append(paragraph)
            continue
        repairs.append(Repair("site_lines", text[start:], "", 1, (paragraph.line,)))
        if rest := text[:start].rstrip():
            kept.append(replace(paragraph, text=rest))
        goes_on = index < len(document.paragraphs) - _LAST
        complete = goes_on or not kept or any(ends_sentence(p.text) for p in _without_signature(kept)[-1:])
        findings += _incomplete(replace(paragraph, text=text[start:]), complete, patterns)
    if not repairs:
        return document
    document = replace(document, paragraphs=tuple(kept), repairs=document.repairs + tuple(repairs))
    return document.noting(findings[:1])


def _start(text: str, patterns: _SiteLines, is_last: bool) -> int:
    """Where a site line begins that reaches to the end of the text; its length where there is none."""
    if len(text) <= _LONGEST and patterns.line.fullmatch(text):
        return 0
    found = patterns.tail.search(text, max(1, len(text) - _LONGEST)) if is_last else None
    return found.start() if found and found.group() else len(text)


def _without_signature(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs without up to three short lines at the end (unit, name, date)."""
    end = len(paragraphs)
    while len(paragraphs) - end < 3 and end > 1 and len(paragraphs[end - 1].text) <= _SIGNATURE:
        if ends_sentence(paragraphs[end - 1].text):
            break
        end -= 1
    return paragraphs[:end]


def _incomplete(line: Paragraph, complete: bool, patterns: _SiteLines) -> Iterator[Finding]:
    mark = patterns.cut.search(line.text) or (None if complete else patterns.weak.search(line.text))
    if mark and (words := mark.group().strip()):
        yield Finding("incomplete", f"原件印有“{words}”，正文在此被截断", where=where(line))
