"""Words → the documents that may hold all of them, by postings alone, the most promising first.

The rarest pieces of every word are loaded first. Then texts are read; those that turn out wrong tell which pieces they
lack, or have between other characters, and such a piece is loaded while it costs less than texts that would be read in vain
without it.
`docs/assets/search/candidates.js` does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice

from build_tools.search.costs import SHARD, TEXT, cost, ordered_pieces, rareness
from build_tools.search.fitting import ANY, fitting, told_of
from build_tools.search.index import Index
from build_tools.search.packing import CROSSED, HEADING, ONCE, TWICE, UNKNOWN
from build_tools.search.parse import Word
from build_tools.search.pieces import WORD, pieces_of, runs_of_three, stretch
from build_tools.search.ranking import every_place

MOST_WORDS = 16
"""Of so many words, the first ones, pieces are loaded; the others are looked for in the texts alone."""

FEW = 12
"""With no more documents than this they are not sorted by how near the words stand."""

WANTED = 10
"""So many results are looked for at first."""

SHORT = 3
"""Of a word with no more pieces, the rarest is enough to begin with."""

MOST = {ONCE: 1, TWICE: 2, HEADING: 1}
"""How often at most a piece stands in a document of a tier."""

UNCROSSED = 2
"""So many pairs are loaded for the sake of quotation marks: those that open and that close."""

MOST_SURE = 255
"""More that fits does not make a document surer."""

VAIN = 6
"""When so many headings promised a term and none had it, others that promise it come last."""

SURE = 3
"""Where one of so many texts lacks a run of three, that is taken to be rare enough for a list (`trigrams.WORTH`)."""

CROSSED_ONLY = -1
"""The tier of a document that has a piece only across a quotation mark that was not typed."""

BRIDGES = 2
"""Where more pieces were needed than this, no further ones are loaded only to see which words stand side by side."""


class Candidates:
    """The documents that have every piece loaded so far."""

    def __init__(self, index: Index, words: Sequence[Word], passed: bytearray | None) -> None:
        self._index, self._passed = index, passed
        self._left_out = len(words) > MOST_WORDS
        self._words = words = words[:MOST_WORDS]
        self._terms = terms = [word.text for word in words]
        self._places = [pieces_of(term) for term in terms]
        """For each term its pieces, and where they stand in it."""
        runs = {run for term in terms for run in runs_of_three(term)}
        self._runs = sorted(run for run in runs if index.has_trigram(run))
        """The runs of three that may be loaded."""
        pieces = [
            (place > 0, -rareness(index, piece), place, number, piece)
            for number, term in enumerate(terms)
            for place, piece in enumerate(ordered_pieces(index, self._places[number]))
        ]
        self._plan = [(number, piece) for *_, number, piece in sorted(pieces)]
        """The pieces to load: the rarest of each term, then the others."""
        self._loaded = 0
        """How many of them were loaded."""
        self._wrong: dict[int, str] = {}
        """Documents whose texts lack a term, and yet have every piece that was loaded: their folded texts."""
        self._met: dict[int, list[int]] = {}
        """How many texts had every term and how many had not, by how many terms promised to stand in the heading."""
        self._begins: list[dict[int, int]] = [{} for _ in terms]
        """For each term and document, where it may begin, modulo 4: one bit for each phase."""
        self._sure: list[dict[int, int]] = [{} for _ in terms]
        """For each term and document, how much is told that fits."""
        self.tiers: list[dict[int, int]] = [{} for _ in terms]
        """For each term the documents, with the lowest tier of its pieces there."""
        self._uncrossed = False
        self._bridges: list[dict[int, tuple[int, int]]] | None = None
        self.documents: set[int] | None = None
        self.more(1 if len(terms) == 1 and len(self._plan) <= SHORT else 2)
        while self._unseen() < 1 and self._is_worth(WANTED):
            self.more(1)

    @property
    def is_complete(self) -> bool:
        """Whether all pieces of all words were loaded."""
        return self._loaded == len(self._plan) and not self._left_out

    def more(self, count: int) -> None:
        """Loads the next pieces, and drops the documents that lack them."""
        for number, piece in self._plan[self._loaded : self._loaded + count]:
            self._narrow(number, piece)
            self._loaded += 1
        self._keep_wrong()

    def narrow(self, most: int) -> None:
        """Loads pieces until there are so many of them, or few documents are left."""
        while self._loaded < min(most, len(self._plan)) and len(self.documents or ()) > FEW:
            self.more(1)

    def learn(self, right: Sequence[int], wrong: Mapping[int, str], wanted: int) -> None:
        """Takes the documents whose texts were right, and those that were not with their folded texts; loads what would have
        told while so many more results are wanted and that is worth it."""
        for documents, place in ((right, 0), (wrong, 1)):
            for document in documents:
                self._met.setdefault(self._headed(document), [0, 0])[place] += 1
        self._wrong |= wrong
        while self._wrong and (load := self._best_load(wanted)):
            load()

    def _best_load(self, wanted: int) -> Callable[[], None] | None:
        """What loads the piece or the run of three that saves most texts beyond its cost; None where none does."""
        best, load = 0.0, None
        for place in range(self._loaded, len(self._plan)):
            number, piece = self._plan[place]
            gain = self._vain(wanted, self._told(number, piece)) * TEXT - cost(self._index, piece)
            if gain > best:
                best, load = gain, partial(self._load, place)
        for place, run in enumerate(self._runs):
            told = sum(run not in text for text in self._wrong.values())
            gain = self._vain(wanted, told) * TEXT - SHARD
            if gain > best and told * SURE > self._right() + len(self._wrong):
                best, load = gain, partial(self._load_run, place)
        return load

    def _load(self, place: int) -> None:
        """Loads the piece at a place of the plan."""
        self._plan.insert(self._loaded, self._plan.pop(place))
        self.more(1)

    def _load_run(self, place: int) -> None:
        """Loads a run of three, and drops the documents that lack it."""
        found = self._index.trigram(self._runs.pop(place))
        if found is not None:
            self.documents = (self.documents or set()) & found
            self._keep_wrong()

    def uncross(self, marked: str) -> bool:
        """Loads pairs of words that stand in a text (`fold.fold_marked`) only across quotation marks that were not typed, so
        that documents that have them so come last; whether there were any. Does so once."""
        if self._uncrossed:
            return False
        rest = list(enumerate(self._plan))[self._loaded :]
        bare = [(place, piece) for place, (number, piece) in rest if self._words[number].bare and WORD.fullmatch(piece)]
        crossed = [place for place, piece in bare if len(piece) == 2 and piece not in marked]
        for place in crossed[:UNCROSSED]:
            self._load(place)
        self._uncrossed = bool(crossed)
        return self._uncrossed

    def _keep_wrong(self) -> None:
        self._wrong = {d: text for d, text in self._wrong.items() if d in (self.documents or ())}

    def _is_worth(self, wanted: int) -> bool:
        """Whether the next piece costs less than the texts that would be read in vain for so many results without it, or
        that were. A word of which no piece was loaded is in as many documents as its rarest piece."""
        if self._loaded == len(self._plan):
            return False
        number, piece = self._plan[self._loaded]
        return self._vain(wanted, self._told(number, piece)) * TEXT > cost(self._index, piece)

    def _vain(self, wanted: int, told: int) -> float:
        """How many texts would be read in vain without what would have told so many of the wrong ones, or were."""
        left, wrong = len(self.documents or ()), len(self._wrong)
        right = self._right()
        likely = (right + 1) / (right + wrong + (2 if wrong else 1)) * self._unseen()
        vain = min(left, wanted / likely) * (1 - likely)
        return max(vain * told / wrong, min(told, left * told / wrong)) if wrong else vain

    def _told(self, number: int, piece: str) -> int:
        """How many of the wrong documents the list of a piece would have told: they lack it, or have it once and where it
        does not fit."""
        term, places = self._terms[number], self._places[number][piece]
        wanted = stretch(term, piece, places[0])
        count = 0
        for document, text in self._wrong.items():
            spots = list(islice(every_place(text, wanted), len(places) + 1))
            if len(spots) == 1 == len(places) and self._index.tells(piece):
                begins = self._begins[number].get(document, ANY)
                count += fitting(told_of(text, spots[0]), term, piece, places[0], begins) is None
            else:
                count += len(spots) < len(places)
        return count

    def _unseen(self) -> float:
        """How likely a document has the words of which no piece was loaded: those of class 0 are in seven of ten, the others
        in half as many with each class."""
        seen = {number for number, _ in self._plan[: self._loaded]}
        likely = 1.0
        for number, piece in self._plan[self._loaded :]:
            if number not in seen:
                likely = likely * 0.7 / (1 << rareness(self._index, piece))
                seen.add(number)
        return likely

    def ordered(self, read: Collection[int] = ()) -> list[int]:
        """The documents that were not read: those without quotation marks that were not typed, terms in the heading, terms side
        by side, terms often (of long ones rather where it is surest that they stand); then by year and number."""
        documents = (self.documents or set()).difference(read)
        long = any(len(places) > SHORT for places in self._places)
        if self._bridges is None:
            self._bridges = self._load_bridges() if len(documents) > FEW else []
        bridges = self._bridges

        def key(document: int) -> tuple[int, int, int, int, int, int, int]:
            return (
                self.is_crossed(document),
                self._is_vain(document),
                -self._headed(document),
                -sum(document in bridge for bridge in bridges),
                -self._sureness(document) if long else -sum(tiers.get(document, ONCE) >= TWICE for tiers in self.tiers),
                self._index.year_rank(self._index.material_of(document)),
                document,
            )

        return sorted(documents, key=key)

    def is_crossed(self, document: int) -> bool:
        """Whether a term stands in a document only across a quotation mark that was not typed."""
        return any(tiers.get(document, ONCE) == CROSSED_ONLY for tiers in self.tiers)

    def _headed(self, document: int) -> int:
        """How many terms promise to stand in the heading of a document."""
        return sum(tiers.get(document, ONCE) >= HEADING for tiers in self.tiers)

    def _is_vain(self, document: int) -> bool:
        """Whether a heading promises what many have promised and none has kept."""
        headed = self._headed(document)
        right, wrong = self._met.get(headed, (0, 0))
        return headed > 0 and not right and wrong >= VAIN

    def _right(self) -> int:
        """How many texts had every term."""
        return sum(right for right, _ in self._met.values())

    def _sureness(self, document: int) -> int:
        """How much is told of the places of pieces that fits."""
        return min(MOST_SURE, sum(sure.get(document, 0) for sure in self._sure))

    def _narrow(self, number: int, piece: str) -> None:
        """Keeps the documents that have a piece as often as the term has it, and where it fits."""
        posting, word, term = self._index.postings(piece), self._words[number], self._terms[number]
        places, sure, tiers = self._places[number][piece], self._sure[number], self.tiers[number]
        if self.documents is None:
            passed = self._passed
            self.documents = {d for d in posting if passed is None or passed[d]}
        else:
            self.documents &= posting.keys()
        begins, left = self._begins[number], {}
        for document in self.documents:
            tier, told = posting[document]
            often = MOST.get(tier, len(places)) if len(piece) > 1 else len(places)
            if (tier == CROSSED and word.close) or len(places) > often:
                continue
            if told != UNKNOWN:
                fits = fitting(told, term, piece, places[0], begins.get(document, ANY))
                if fits is None:
                    continue
                sure[document], begins[document] = sure.get(document, 0) + fits[0], fits[1]
            if tier == CROSSED:
                tier = CROSSED_ONLY if word.bare else ONCE
            left[document] = min(tiers.get(document, HEADING), tier)
        self.documents, self.tiers[number] = set(left), left

    def _load_bridges(self) -> list[dict[int, tuple[int, int]]]:
        """Documents in which one term may follow the other at once: they have the pair where they meet."""
        if not 2 <= len(self._terms) <= 4 or self._loaded > BRIDGES:
            return []
        pairs = (a[-1] + b[0] for a, b in zip(self._terms, self._terms[1:], strict=False))
        near = [pair for pair in pairs if WORD.fullmatch(pair) and cost(self._index, pair) == SHARD]
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
