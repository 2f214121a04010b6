"""Words → the documents that may hold all of them, by postings alone, the most promising first.

The rarest pieces of each word are loaded first; more only while the documents left are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.search.index import Index
from build_tools.search.pieces import WORD, is_joint, pieces_of
from build_tools.search.shards import HEADING, OFTEN

STEP = 2
"""So many pieces of each word are loaded at a time."""

FEW = 12
"""With no more documents than this, no further piece is loaded before texts are checked."""

JOINT_RARENESS = 7
"""A joint's piece is in one of some two hundred documents."""

MOST = 4
"""Pieces of each word that are loaded before texts are checked."""


def ordered_pieces(index: Index, term: str) -> list[str]:
    """The pieces of a term, rare ones first; among equals those that do not overlap, then in order."""
    pieces = pieces_of(term)
    order = sorted(range(len(pieces)), key=lambda i: (-_rareness(index, pieces[i]), i & 1, i))
    return [pieces[i] for i in order]


def _rareness(index: Index, piece: str) -> int:
    return JOINT_RARENESS if is_joint(piece) else index.commonness(piece)


class Candidates:
    """The documents that have every piece loaded so far."""

    def __init__(self, index: Index, terms: Sequence[str], passed: bytearray | None) -> None:
        self._index, self._passed = index, passed
        self._plans = [ordered_pieces(index, term) for term in terms]
        self._loaded = 0
        self._terms = terms
        self.tiers: list[dict[int, int]] = [{} for _ in terms]
        """For each term the documents, with the lowest tier of its pieces there."""
        self.documents: set[int] | None = None
        self.more()
        while len(self.documents or ()) > FEW and self._loaded < MOST and self.more():
            pass

    def more(self) -> bool:
        """Loads more pieces, if there are any, and drops the documents that lack them."""
        found = False
        for number, plan in enumerate(self._plans):
            for piece in plan[self._loaded : self._loaded + STEP]:
                self._narrow(number, self._index.tiers(piece))
                found = True
        self._loaded += STEP
        return found

    def ordered(self) -> list[int]:
        """The documents: terms in the heading, terms side by side, terms often; then by year and number."""
        documents = self.documents or set()
        bridges = self._bridges() if len(documents) > FEW else []

        def key(document: int) -> tuple[int, int, int, int, int]:
            tiers = [tiers[document] for tiers in self.tiers]
            return (
                -sum(tier == HEADING for tier in tiers),
                -sum(document in bridge for bridge in bridges),
                -sum(tier >= OFTEN for tier in tiers),
                self._index.year_rank(self._index.material_of(document)),
                document,
            )

        return sorted(documents, key=key)

    def _narrow(self, number: int, posting: dict[int, int]) -> None:
        if self.documents is None:
            passed = self._passed
            self.documents = {d for d in posting if passed is None or passed[d]}
        else:
            self.documents &= posting.keys()
        tiers = self.tiers[number]
        self.tiers[number] = {d: min(tiers.get(d, HEADING), posting[d]) for d in self.documents}

    def _bridges(self) -> list[dict[int, int]]:
        """Documents in which one term may follow the other at once: they have the piece across the joint."""
        if not 2 <= len(self._terms) <= 4:
            return []
        joints = (a[-1] + b[0] for a, b in zip(self._terms, self._terms[1:], strict=False))
        return [self._index.tiers(joint) for joint in joints if WORD.fullmatch(joint)]


def documents_with(index: Index, pieces: Iterable[str], passed: bytearray | None) -> set[int]:
    """The documents that have all pieces."""
    found: set[int] | None = None
    for piece in pieces:
        posting = index.tiers(piece)
        found = set(posting) if found is None else found & posting.keys()
        if not found:
            break
    return {d for d in found or () if passed is None or passed[d]}
