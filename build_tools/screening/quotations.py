"""Repairs and findings quote the text; what they say of words that are withheld is taken back.

Kind, number and place of a repair stay true; only its quotation goes. A quotation is of withheld words when its line
is one of theirs, or when it stands in them and nowhere in the text that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from build_tools.model import Finding, Outline, Repair
from build_tools.screening.affairs import Withheld
from build_tools.vocabulary import Vocabulary

_SHORTEST = 2
"""A shorter quotation tells nothing."""
_WINDOW = 6
"""So many characters of withheld words in a sentence are a quotation."""


def taken_back(
    taken: Withheld,
    outline: Outline,
    repairs: tuple[Repair, ...],
    findings: tuple[Finding, ...],
    vocabulary: Vocabulary,
) -> tuple[tuple[Repair, ...], tuple[Finding, ...]]:
    """Repairs and findings that quote nothing of what was taken out of `outline`."""
    if not taken.texts:
        return repairs, findings
    judge = _Judge(taken, outline)
    word = vocabulary.personal.affairs.quotation
    safe_repairs = tuple(
        replace(r, before=word, after=word)
        if taken.touches(r.lines) or judge.tells(r.before) or judge.tells(r.after)
        else r
        for r in repairs
    )
    return safe_repairs, tuple(_safe(finding, taken, judge, vocabulary) for finding in findings)


class _Judge:
    """Tells what a quotation would give away."""

    def __init__(self, taken: Withheld, outline: Outline) -> None:
        self._hidden = "\n".join(taken.texts)
        self._shown = "\n".join(_shown(outline))
        self._windows = set(_windows(self._hidden)).difference(_windows(self._shown))
        self._shorter: dict[int, set[str]] = {}
        """By length, withheld words shorter than a window that are shown nowhere."""

    def tells(self, text: str) -> bool:
        """Whether a quotation, or a sentence that holds one, tells withheld words that are shown nowhere."""
        bare = text.strip("… ")
        if not self._windows.isdisjoint(_windows(bare)):
            return True
        return _SHORTEST <= len(bare) < _WINDOW and bare in self._words(len(bare))

    def _words(self, length: int) -> set[str]:
        if length not in self._shorter:
            hidden = set(_windows(self._hidden, length))
            self._shorter[length] = hidden.difference(_windows(self._shown, length))
        return self._shorter[length]


def _safe(finding: Finding, taken: Withheld, judge: _Judge, vocabulary: Vocabulary) -> Finding:
    if not taken.covers(finding.where) and not judge.tells(finding.message):
        return finding
    meaning = vocabulary.findings.findings.get(finding.code)
    title = meaning.title if meaning is not None else finding.code
    return replace(finding, message=f"{title}{vocabulary.personal.affairs.quotation}")


def _windows(text: str, length: int = _WINDOW) -> Iterator[str]:
    return (text[start : start + length] for start in range(len(text) - length + 1))


def _shown(outline: Outline) -> Iterator[str]:
    loose = (outline.title_lines, outline.contents, outline.byline, outline.preamble)
    for blocks in (*loose, outline.closing, outline.signature):
        yield from (block.text for block in blocks)
    for section in outline.walk():
        yield section.printed
        yield from (block.text for block in section.blocks)
