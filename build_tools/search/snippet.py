"""The stretch of a text that shows why it was found, as escaped HTML with marks. `docs/assets/search/rank.js` too."""

from __future__ import annotations

from collections.abc import Sequence

from build_tools.search.fold import Folded
from build_tools.search.ranking import places

BEFORE, WIDTH, LONGEST = 24, 110, 300
"""Characters before the first mark, of a snippet, and of one that holds a long mark."""

_BLANKS = "\n 　"

Span = tuple[int, int]


def spans_of(text: Folded, terms: Sequence[str]) -> list[tuple[Span, int]]:
    """Where the terms stand in the original text, in order, each with its term's number."""
    found = [
        (text.span(start, start + len(term)), number)
        for number, term in enumerate(terms)
        for start in places(text.text, term)
    ]
    return sorted(found)


def snippet(text: str, spans: Sequence[tuple[Span, int]], heading: int = 0) -> str:
    """The stretch that holds most of the terms; the first where several do. Of a match below the heading (the text's first so many
    characters) it begins below it."""
    best, most = 0, 0
    for place, ((start, _), _) in enumerate(spans):
        held = len({number for (_, end), number in spans[place:] if end <= start - BEFORE + WIDTH})
        if held > most:
            best, most = place, held
    first, last = spans[best][0] if spans else (0, 0)
    least = heading if first >= heading else 0
    while least < first and text[least] in _BLANKS:
        least += 1
    start = max(least, first - BEFORE)
    end = min(len(text), max(start + WIDTH, min(last, start + LONGEST)))
    pieces = ["…"] if start > least else []
    place = start
    for low, high in merged([span for span, _ in spans]):
        low, high = max(low, place), min(high, end)
        if low < high:
            pieces += (escaped(text[place:low]), "<mark>", escaped(text[low:high]), "</mark>")
            place = high
    pieces.append(escaped(text[place:end]))
    return "".join(pieces) + ("…" if end < len(text) else "")


def merged(spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that touch made one."""
    result: list[Span] = []
    for low, high in sorted(spans):
        if result and low <= result[-1][1]:
            result[-1] = (result[-1][0], max(high, result[-1][1]))
        else:
            result.append((low, high))
    return result


def escaped(text: str) -> str:
    """The text as HTML, on one line."""
    for character, entity in (
        ("&", "&amp;"),
        ("<", "&lt;"),
        (">", "&gt;"),
        ('"', "&quot;"),
        ("'", "&#39;"),
        ("\n", " "),
    ):
        text = text.replace(character, entity)
    return text
