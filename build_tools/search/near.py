"""相近结果: documents that share most pieces with what was typed, ordered by how little must be changed.

`docs/assets/search/near.js` does the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from build_tools.search.candidates import MOST_WORDS
from build_tools.search.costs import ordered_pieces
from build_tools.search.index import Index, IndexFault
from build_tools.search.pieces import pieces_of
from build_tools.search.snippet import Span

PIECES = 10
"""Pieces loaded for one query, at least two of each word."""

MATERIALS = 100
"""Texts read for one query."""

BATCH = 10
"""Documents read at a time."""

LONGEST = 64
"""Characters of a word that are compared."""


@dataclass(frozen=True, slots=True)
class Near:
    """A document that holds something like the words."""

    document: int
    changes: int
    """How many characters differ."""
    spans: tuple[tuple[Span, int], ...]
    """Where in the original text, and for which word."""


def find_near(
    index: Index, terms: Sequence[str], unwanted: Sequence[str], passed: bytearray | None, faults: list[str]
) -> list[Near]:
    """The nearest documents, best first; none that differs in more than two characters of five or holds an unwanted word.
    Those that share most are read first, and no more once one differs in a single change. Files that cannot be read are noted
    as faults."""
    terms = [term[:LONGEST] for term in terms[:MOST_WORDS] if len(term) > 1]
    most = sum(map(len, terms)) * 2 // 5
    found: list[tuple[int, int, int, int, Near]] = []
    for number, (document, score) in enumerate(_sharing(index, terms, passed)):
        if number % BATCH == 0 and found and min(found)[0] <= 1:
            break
        try:
            near = _compared(index, document, terms)
        except IndexFault as fault:
            faults.append(str(fault))
            continue
        if near.changes <= most and not any(term in index.folded(document).text for term in unwanted):
            found.append((near.changes, -score, index.year_rank(index.material_of(document)), document, near))
    return [near for *_, near in sorted(found, key=lambda item: item[:4])]


def _sharing(index: Index, terms: Sequence[str], passed: bytearray | None) -> list[tuple[int, int]]:
    """The documents that share most, with their scores; a piece weighs the more the rarer it is."""
    scores: Counter[int] = Counter()
    for term in terms:
        for piece in ordered_pieces(index, pieces_of(term))[: max(2, PIECES // len(terms))]:
            weight = index.commonness(piece) + 1
            for document in index.postings(piece):
                if passed is None or passed[document]:
                    scores[document] += weight
    order = sorted(scores, key=lambda d: (-scores[d], index.year_rank(index.material_of(d)), d))
    materials: set[int] = set()
    kept = []
    for document in order:
        materials.add(index.material_of(document))
        if len(materials) > MATERIALS:
            break
        kept.append((document, scores[document]))
    return kept


def _compared(index: Index, document: int, terms: Sequence[str]) -> Near:
    text = index.folded(document)
    changes = 0
    spans = []
    for number, term in enumerate(terms):
        distance, start, end = align(term, text.text)
        changes += distance
        if start < end and distance < len(term):
            spans.append((text.span(start, end), number))
    return Near(document, changes, tuple(sorted(spans)))


def align(term: str, text: str) -> tuple[int, int, int]:
    """The stretch of the text that is most like the term: changes, start, end. The first where several are.

    A change is a character wrong, missing or too many, or two neighbours that changed places (the optimal string alignment
    distance: Boytsov, Indexing methods for approximate dictionary searching, 2011, 2.1), as in what was typed too fast.
    """
    size = len(term)
    before: list[tuple[int, int]] = []  # the column of the character before the last
    # of making term[:i] from what ends here, and where that starts
    last = [(changes, 0) for changes in range(size + 1)]
    best = (size, 0, 0)
    for place, character in enumerate(text):
        column = [(0, place + 1)]
        for i, wanted in enumerate(term):
            changes, start = last[i]
            changes += wanted != character
            if last[i + 1][0] + 1 < changes:
                changes, start = last[i + 1][0] + 1, last[i + 1][1]
            if column[i][0] + 1 < changes:
                changes, start = column[i][0] + 1, column[i][1]
            if (
                i
                and place
                and term[i - 1] == character
                and wanted == text[place - 1]
                and before[i - 1][0] + 1 < changes
            ):
                changes, start = before[i - 1][0] + 1, before[i - 1][1]
            column.append((changes, start))
        before, last = last, column
        if last[size][0] < best[0]:
            best = (*last[size], place + 1)
    return best
