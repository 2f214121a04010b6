"""Words → the documents that may hold all of them, by postings alone, the most promising first.

The rarest pieces are loaded first; more only while they cost less than texts that would be read in vain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from build_tools.search.index import Index
from build_tools.search.packing import HEADING, OFTEN, ONCE, PHASES, UNKNOWN
from build_tools.search.pieces import WORD, is_joint, is_phased, pieces_of

FEW = 12
"""With no more documents than this they are not sorted by how near the words stand."""

WANTED = 10
"""So many results are looked for at first."""

SHORT = 3
"""Of a word with no more pieces, the rarest is enough to begin with."""

SHARD, TEXT = 28, 8
"""Kilobytes that another piece costs, and another text."""

LIST = 2100
"""A kilobyte is the list of a piece that is in most of so many documents; a third less where it is half as common."""

WANTED = 10
"""So many results are looked for at first."""

SHORT = 3
"""Of a word with no more pieces, the rarest is enough to begin with."""

SHARD, TEXT = 28, 8
"""Kilobytes that another piece costs, and another text."""

LIST = 2200
"""A kilobyte is the list of a piece that so many documents have; twice as many where it is half as common."""

JOINT_RARENESS = 7
"""A joint's piece is in one of some two hundred documents."""


def ordered_pieces(index: Index, term: str) -> list[str]:
    """The pieces of a term, rare ones first; among equals those that do not overlap, then in order."""
    pieces = list(pieces_of(term))
    order = sorted(range(len(pieces)), key=lambda i: (-_rareness(index, pieces[i]), i & 1, i))
    return [pieces[i] for i in order]


def _rareness(index: Index, piece: str) -> int:
    return JOINT_RARENESS if is_joint(piece) else index.commonness(piece)


class Candidates:
    """The documents that have every piece loaded so far."""

    def __init__(self, index: Index, terms: Sequence[str], passed: bytearray | None) -> None:
        self._index, self._terms, self._passed = index, terms, passed
        pieces = [
            (place > 0, -_rareness(index, piece), place, number, piece)
            for number, term in enumerate(terms)
            for place, piece in enumerate(ordered_pieces(index, term))
        ]
        self._plan = [(number, piece) for *_, number, piece in sorted(pieces)]
        """The rarest piece of each term, then the others."""
        self._places = [pieces_of(term) for term in terms]
        self._loaded = 0
        """Pieces that were loaded."""
        self._phases: list[dict[int, int]] = [{} for _ in terms]
        """For each term, where in a document it may begin, modulo 8."""
        self._vague: dict[int, int] = {}
        """For each document, how many of the pieces loaded do not say where they stand."""
        self.tiers: list[dict[int, int]] = [{} for _ in terms]
        """For each term the documents, with the lowest tier of its pieces there."""
        self.documents: set[int] | None = None
        before = self.more()
        while self.is_worth_more(WANTED, len(self.documents or ()), len(self.documents or ()), before):
            before = self.more()

    @property
    def is_complete(self) -> bool:
        """Whether all pieces were loaded."""
        return self._loaded == len(self._plan)

    def more(self) -> int:
        """Loads the next pieces, and drops the documents that lack them. Gives how many documents there were before,
        not counting those that lack all of a term: they say nothing about the others."""
        before = len(self.documents or ())
        for number, piece in self._next():
            self._narrow(number, piece)
            self._loaded += 1
            if self._loaded <= len(self._terms):
                before = len(self.documents or ())
        return max(before, len(self.documents or ()))

    def _next(self) -> list[tuple[int, str]]:
        """The pieces to load next: two, or one that is long or of a short word alone."""
        found = self._plan[self._loaded : self._loaded + 2]
        alone = len(self._plan) <= SHORT if len(self._terms) == 1 else self._loaded == len(self._terms) - 1
        if found and ((alone and self._loaded < len(self._terms)) or self._cost(found[0][1]) > 2 * SHARD):
            return found[:1]
        return found

    def is_worth_more(self, wanted: int, left: int, right: int, tried: int) -> bool:
        """Whether the next pieces cost less than the texts that would be read in vain: so many results are wanted,
        so many documents left, and of so many tried so many were right. A word of which no piece was loaded is in as
        many documents as its rarest piece."""
        cost = sum(self._cost(piece) for _, piece in self._next())
        unseen = self._unseen()
        if not cost or (right == tried and not unseen):
            return False
        likely = (right + 1) / (tried + 2) / (1 << unseen)
        return min(left, wanted / likely) * (1 - likely) * TEXT > cost

    def _unseen(self) -> int:
        """How rare the words are together of which no piece was loaded."""
        seen = {number for number, _ in self._plan[: self._loaded]}
        rarest: dict[int, int] = {}
        for number, piece in self._plan[self._loaded :]:
            if number not in seen:
                rarest.setdefault(number, _rareness(self._index, piece) + 1)
        return min(30, sum(rarest.values()))

    def _cost(self, piece: str) -> int:
        rareness = _rareness(self._index, piece)
        return max(SHARD, (self._index.documents << rareness) // (LIST * int(3**rareness)))

    def ordered(self) -> list[int]:
        """The documents: terms in the heading, terms side by side, terms often; then by year and number."""
        documents = self.documents or set()
        bridges = self._bridges() if len(documents) > FEW else []

        def key(document: int) -> tuple[int, int, int, int, int]:
            tiers = [tiers.get(document, ONCE) for tiers in self.tiers]
            return (
                -sum(tier == HEADING for tier in tiers),
                -sum(document in bridge for bridge in bridges),
                -sum(tier >= OFTEN for tier in tiers),
                self._index.year_rank(self._index.material_of(document)),
                document,
            )

        return sorted(documents, key=key)

    def surest(self, documents: Sequence[int]) -> list[int]:
        """Documents that are still there, those first of which most is known about where the pieces stand."""
        left = [document for document in documents if document in (self.documents or ())]
        return sorted(left, key=lambda document: self._vague[document])

    def _narrow(self, number: int, piece: str) -> None:
        """Keeps the documents that have a piece, where it can stand as the term has it."""
        posting, places = self._index.postings(piece), self._places[number][piece]
        phased = is_phased(piece[0], piece[1:])
        if self.documents is None:
            passed = self._passed
            self.documents = {d for d in posting if passed is None or passed[d]}
        else:
            self.documents &= posting.keys()
        tiers, phases = self.tiers[number], self._phases[number]
        left_tiers, left_phases, vague = {}, {}, {}
        for document in self.documents:
            tier, phase = posting[document]
            begin = phases.get(document, UNKNOWN)
            if tier == ONCE and phased:
                if len(places) > 1:
                    continue  # the term has the piece twice
                if phase != UNKNOWN:
                    phase = (phase - places[0]) % PHASES
                    if begin not in {UNKNOWN, phase}:
                        continue
                    begin = phase
            left_tiers[document] = min(tiers.get(document, HEADING), tier)
            left_phases[document] = begin
            vague[document] = self._vague.get(document, 0) + (tier != ONCE or phase == UNKNOWN)
        self.documents = set(left_tiers)
        self.tiers[number], self._phases[number], self._vague = left_tiers, left_phases, vague

    def _bridges(self) -> list[dict[int, tuple[int, int]]]:
        """Documents in which one term may follow the other at once: they have the pair where they meet."""
        if not 2 <= len(self._terms) <= 4:
            return []
        pairs = (a[-1] + b[0] for a, b in zip(self._terms, self._terms[1:], strict=False))
        near = [pair for pair in pairs if WORD.fullmatch(pair) and self._cost(pair) == SHARD]
        return [self._index.postings(pair) for pair in near]


def documents_with(index: Index, pieces: Iterable[str], passed: bytearray | None) -> set[int]:
    """The documents that have all pieces."""
    found: set[int] | None = None
    for piece in pieces:
        posting = index.postings(piece)
        found = set(posting) if found is None else found & posting.keys()
        if not found:
            break
    return {d for d in found or () if passed is None or passed[d]}
