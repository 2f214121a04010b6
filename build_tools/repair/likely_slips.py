"""Reports likely slips of the pen with the likely wording; never changes one.

Listed slips (社全主义), patterns (习习近平, but not in 学习习近平; a 一 put in: 决定性一意义; doubled marks) and
fragments written twice round 的 (要求的要求).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools.model import Document, Finding
from build_tools.repair.characters import at, excerpt, is_han, where
from build_tools.repair.compiled import once_per_vocabulary
from build_tools.vocabulary.loading import Vocabulary
from build_tools.vocabulary.schema import Damage, SlipPattern

_LONGEST_FRAGMENT = 8
_NAMED = 5
"""So many lines are named."""


class _Slips:
    """damage.yml's slips and patterns."""

    def __init__(self, damage: Damage) -> None:
        self.words = damage.slips
        self.patterns = [(re.compile(entry.pattern), entry) for entry in damage.slip_patterns]
        self.repeatable = frozenset(damage.repeatable)
        self.repeating_after = damage.repeating_after
        # Without groups and with a plain first character each, so that the engine can skip quickly.
        words = map(re.escape, sorted(damage.slips, key=len, reverse=True))
        self.any = re.compile("|".join((*words, *(entry.pattern for entry in damage.slip_patterns))))


_slips = once_per_vocabulary(_Slips)


def likely_slips(document: Document, vocabulary: Vocabulary) -> Document:
    """The document with a finding `likely_slip` for each kind of slip: its first place, and how many there are."""
    slips = _slips(vocabulary)
    messages: dict[tuple[str, str], tuple[str, str]] = {}
    lines: dict[tuple[str, str], list[str]] = {}
    for paragraph in document.paragraphs:
        text = paragraph.text
        places = [*_listed(text, slips), *(_doubled(text, slips) if "的" in text else ())]
        for start, end, right in sorted(places):
            kind = (text[start:end], right)
            messages.setdefault(kind, (f"“{kind[0]}”疑为“{right}”：{excerpt(text, start, end, 6)}", where(paragraph)))
            lines.setdefault(kind, []).append(where(paragraph))
    return document.noting(
        Finding("likely_slip", message + _others(lines[kind]), where=first)
        for kind, (message, first) in messages.items()
    )


def _others(lines: list[str]) -> str:
    """How often the same slip occurs, and in which lines."""
    if len(lines) == 1:
        return ""
    named = list(dict.fromkeys(lines))
    return f"，共 {len(lines)} 处（{'、'.join(named[:_NAMED])}{'等' if len(named) > _NAMED else ''}）"


def _listed(text: str, slips: _Slips) -> Iterator[tuple[int, int, str]]:
    for match in slips.any.finditer(text):
        if right := slips.words.get(match.group()):
            yield match.start(), match.end(), right
            continue
        for pattern, entry in slips.patterns:
            if pattern.match(text, match.start()) and _is_wrong(text, match, entry):
                yield match.start(), match.end(), entry.right
                break


def _is_wrong(text: str, match: re.Match[str], entry: SlipPattern) -> bool:
    before, after = at(text, match.start() - 1), at(text, match.end())
    return not (before and before in entry.not_after) and not (after and after in entry.not_before)


def _doubled(text: str, slips: _Slips) -> Iterator[tuple[int, int, str]]:
    """Fragments of two or more characters that stand on both sides of 的."""
    place = text.find("的")
    while place > 0:
        first = at(text, place + 1)
        # The fragment behind 的 begins with `first`: look for it among the characters before 的.
        start = text.rfind(first, max(0, place - _LONGEST_FRAGMENT), place - 1) if is_han(first) else -1
        fragment = text[start:place] if start >= 0 else ""
        if fragment and text.startswith(fragment, place + 1) and fragment.isalpha():
            before = at(text, start - 1)
            if fragment not in slips.repeatable and not (before and before in slips.repeating_after):
                yield start, place + 1 + len(fragment), fragment
        place = text.find("的", place + 1)
