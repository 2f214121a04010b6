"""Words → the documents that may hold all of them, by postings alone, the most promising first.

The rarest pieces of every word are loaded first. Then texts are read; those that turn out wrong tell which pieces they
lack, and such a piece is loaded while it costs less than texts that would be read in vain without it.
`docs/assets/search/candidates.js` does the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from build_tools.search.index import Index
from build_tools.search.packing import ANY, CROSSED, HEADING, ONCE, PHASES, PLACES, TWICE
from build_tools.search.parse import Word
from build_tools.search.pieces import WORD, is_joint, is_phased, pieces_of, stretch
from build_tools.search.ranking import every_place

FEW = 12
"""With no more documents than this they are not sorted by how near the words stand."""

WANTED = 10
"""So many results are looked for at first."""

SHORT = 3
"""Of a word with no more pieces, the rarest is enough to begin with."""

SPREAD = 10
"""So many pieces of a word are chosen to stand far from each other."""

SHARD, TEXT = 21, 8
"""Kilobytes that another piece costs at least, and another text."""

LIST = 21_400
"""Half bits of a kilobyte, times how often a piece of a class is in a document: see `_cost`."""

PHASED = 3
"""The phases of commoner pieces stand apart (`packing.MANY`)."""

BRIDGES = 2
"""Where more pieces were needed than this, no further ones are loaded only to see which words stand side by side."""

JOINT_RARENESS = 7
"""A joint's piece is in one of some two hundred documents at least."""


def ordered_pieces(index: Index, term: str) -> list[str]:
    """The pieces of a term, rare ones first; among equals those that stand far from the ones before, then in order."""
    pieces = list(pieces_of(term))
    far = [len(pieces)] * len(pieces)
    left = list(range(len(pieces)))
    order: list[int] = []
    for _ in range(min(SPREAD, len(pieces))):
        best = min(left, key=lambda i: (-_rareness(index, pieces[i]), -far[i], i))
        left.remove(best)
        order.append(best)
        far = [min(distance, abs(i - best)) for i, distance in enumerate(far)]
    left.sort(key=lambda i: (-_rareness(index, pieces[i]), i))
    return [pieces[i] for i in order + left]


def _rareness(index: Index, piece: str) -> int:
    rareness = index.commonness(piece)
    return min(rareness, JOINT_RARENESS) if is_joint(piece) else rareness


class Candidates:
    """The documents that have every piece loaded so far."""

    def __init__(self, index: Index, words: Sequence[Word], passed: bytearray | None) -> None:
        self._index, self._passed = index, passed
        self._close = [word.close for word in words]
        self._terms = terms = [word.text for word in words]
        pieces = [
            (place > 0, -_rareness(index, piece), place, number, piece)
            for number, term in enumerate(terms)
            for place, piece in enumerate(ordered_pieces(index, term))
        ]
        self._plan = [(number, piece) for *_, number, piece in sorted(pieces)]
        """The pieces to load: the rarest of each term, then the others."""
        self._places = [pieces_of(term) for term in terms]
        self._loaded = 0
        """How many of them were loaded."""
        self._apart: list[tuple[int, str]] = []
        """Pieces that were loaded and of which the phases stand apart."""
        self._wrong: dict[int, str] = {}
        """Documents whose texts lack a term, and yet have every piece that was loaded: their folded texts."""
        self._right = 0
        """How many texts had every term."""
        self._phases: list[dict[int, int]] = [{} for _ in terms]
        """For each term, where in a document it may begin, modulo 8: one bit for each phase."""
        self.tiers: list[dict[int, int]] = [{} for _ in terms]
        """For each term the documents, with the lowest tier of its pieces there."""
        self.documents: set[int] | None = None
        self.more(1 if len(terms) == 1 and len(self._plan) <= SHORT else 2)
        while self._unseen() and self._is_worth(WANTED):
            self.more(1)

    @property
    def is_complete(self) -> bool:
        """Whether all pieces were loaded."""
        return self._loaded == len(self._plan)

    def more(self, count: int) -> None:
        """Loads the next pieces, and drops the documents that lack them."""
        for number, piece in self._plan[self._loaded : self._loaded + count]:
            self._narrow(number, piece)
            self._loaded += 1
            if len(self._places[number]) > 1 and self._index.apart(piece):
                self._apart.append((number, piece))
        self._keep_wrong()

    def narrow(self, most: int) -> None:
        """Loads pieces until there are so many of them, or few documents are left."""
        while self._loaded < most and not self.is_complete and len(self.documents or ()) > FEW:
            self.more(1)

    def learn(self, right: int, wrong: Mapping[int, str], wanted: int) -> None:
        """Takes how many texts were right, and those that were not, folded; loads the pieces that would have told while
        so many more results are wanted and that is worth it."""
        self._right += right
        self._wrong |= wrong
        while self._wrong:
            self._plan[self._loaded :] = sorted(self._plan[self._loaded :], key=lambda each: -self._told(*each))
            if self._is_worth(wanted):
                self.more(1)
            elif not self._is_placed(wanted):
                break

    def _is_placed(self, wanted: int) -> bool:
        """Loads where a piece stands of which that stands apart, where it is worth it; whether it was."""
        self._apart.sort(key=lambda each: -self._misplaced(*each))
        for number, piece in self._apart[:1]:
            cost = max(SHARD, SHARD // 2 + self._index.apart(piece) // 8000)
            if self._vain(wanted, self._misplaced(number, piece)) * TEXT > cost:
                del self._apart[0]
                self._place(number, piece, self._index.phases(piece))
                self._keep_wrong()
                return True
        return False

    def _misplaced(self, number: int, piece: str) -> int:
        """In how many of the wrong documents a piece stands where it does not fit."""
        return sum(not self._begins(number, document, piece) for document in self._wrong)

    def _keep_wrong(self) -> None:
        self._wrong = {d: text for d, text in self._wrong.items() if d in (self.documents or ())}

    def _is_worth(self, wanted: int) -> bool:
        """Whether the next piece costs less than the texts that would be read in vain for so many results without it, or
        that were. A word of which no piece was loaded is in as many documents as its rarest piece."""
        if self.is_complete:
            return False
        number, piece = self._plan[self._loaded]
        return self._vain(wanted, self._told(number, piece)) * TEXT > self._cost(piece)

    def _vain(self, wanted: int, told: int) -> float:
        """How many texts would be read in vain without what would have told so many of the wrong ones, or were."""
        left, wrong = len(self.documents or ()), len(self._wrong)
        likely = (self._right + 1) / (self._right + wrong + (2 if wrong else 1)) / (1 << self._unseen())
        vain = min(left, wanted / likely) * (1 - likely)
        return max(vain * told / wrong, min(told, left * told / wrong)) if wrong else vain

    def _told(self, number: int, piece: str) -> int:
        """How many of the wrong documents the list of a piece would have told: they lack it, or it stands where it does
        not fit."""
        if self._index.commonness(piece) >= PHASED:
            return self._misplaced(number, piece)
        wanted = stretch(self._terms[number], piece, self._places[number][piece][0])
        return sum(wanted not in text for text in self._wrong.values())

    def _begins(self, number: int, document: int, piece: str) -> int:
        """Where in a wrong document a term may begin, by what is known and by where one of its pieces stands."""
        places = self._places[number][piece]
        wanted = stretch(self._terms[number], piece, places[0])
        spots = list(islice(every_place(self._wrong[document], wanted), 3))
        phases = sum({1 << spot % PHASES for spot in spots}) if len(spots) < 3 else ANY
        begins = self._phases[number].get(document, ANY)
        for place in places:
            begins &= _turned(phases, place)
        return begins

    def _unseen(self) -> int:
        """How rare the words are together of which no piece was loaded."""
        seen = {number for number, _ in self._plan[: self._loaded]}
        rarest: dict[int, int] = {}
        for number, piece in self._plan[self._loaded :]:
            if number not in seen:
                rarest.setdefault(number, _rareness(self._index, piece) + 1)
        return min(30, sum(rarest.values()))

    def _cost(self, piece: str) -> int:
        """Kilobytes to load for a piece: its list, a few bits for each of the documents that have it, more where these
        have their phases, and half a file of others; a file at least."""
        rareness = _rareness(self._index, piece)
        bits = 2 * rareness + (11 if rareness >= PHASED else 4)
        return max(SHARD, SHARD // 2 + self._index.documents * bits // (LIST << rareness))

    def ordered(self) -> list[int]:
        """The documents: terms in the heading, terms side by side, terms often (of long ones rather where it is surest that
        they stand); then by year and number."""
        documents = self.documents or set()
        long = any(len(places) > SHORT for places in self._places)
        bridges = self._bridges() if len(documents) > FEW else []

        def key(document: int) -> tuple[int, int, int, int, int]:
            tiers = [tiers.get(document, ONCE) for tiers in self.tiers]
            return (
                -sum(tier >= HEADING for tier in tiers),
                -sum(document in bridge for bridge in bridges),
                self._vague(document) if long else -sum(tier >= TWICE for tier in tiers),
                self._index.year_rank(self._index.material_of(document)),
                document,
            )

        return sorted(documents, key=key)

    def surest(self, documents: Sequence[int]) -> list[int]:
        """Documents that are still there, those first of which most is known about where the pieces stand."""
        left = [document for document in documents if document in (self.documents or ())]
        return sorted(left, key=self._vague)

    def _vague(self, document: int) -> int:
        """In how many ways the terms may stand in a document."""
        return sum(phases.get(document, ANY).bit_count() for phases in self._phases)

    def _narrow(self, number: int, piece: str) -> None:
        """Keeps the documents that have a piece, where it can stand as the term has it."""
        posting, places = self._index.postings(piece), self._places[number][piece]
        phased = is_phased(piece[0], piece[1:])
        if self.documents is None:
            passed = self._passed
            self.documents = {d for d in posting if passed is None or passed[d]}
        else:
            self.documents &= posting.keys()
        tiers, left = self.tiers[number], {}
        for document in self.documents:
            tier = posting[document][0]
            if (tier == CROSSED and self._close[number]) or (phased and len(places) > PLACES.get(tier, PHASES)):
                continue
            left[document] = min(tiers.get(document, HEADING), ONCE if tier == CROSSED else tier)
        self.documents, self.tiers[number] = set(left), left
        self._place(number, piece, {document: phases for document, (_, phases) in posting.items()})

    def _place(self, number: int, piece: str, phases: Mapping[int, int]) -> None:
        """Keeps the documents in which a piece stands where the term has it."""
        places, before = self._places[number][piece], self._phases[number]
        begins = {}
        for document in self.documents or ():
            spots = phases.get(document, ANY)
            here = before.get(document, ANY)
            for place in places if spots != ANY else ():
                here &= _turned(spots, place)
            if here:
                begins[document] = here
        self.documents, self._phases[number] = set(begins), begins

    def _bridges(self) -> list[dict[int, tuple[int, int]]]:
        """Documents in which one term may follow the other at once: they have the pair where they meet."""
        if not 2 <= len(self._terms) <= 4 or self._loaded > BRIDGES:
            return []
        pairs = (a[-1] + b[0] for a, b in zip(self._terms, self._terms[1:], strict=False))
        near = [pair for pair in pairs if WORD.fullmatch(pair) and self._cost(pair) == SHARD]
        return [self._index.postings(pair) for pair in near]


def _turned(phases: int, place: int) -> int:
    """Where a term may begin, given where its piece at a place stands."""
    turn = place % PHASES
    return (phases >> turn | phases << PHASES - turn) & ANY


def documents_with(index: Index, pieces: Iterable[str], passed: bytearray | None) -> set[int]:
    """The documents that have all pieces."""
    found: set[int] | None = None
    for piece in pieces:
        posting = index.postings(piece)
        found = set(posting) if found is None else found & posting.keys()
        if not found:
            break
    return {d for d in found or () if passed is None or passed[d]}
