"""Candidates → results, by looking at the texts. `docs/assets/search/find.js` does the same.

Only as many texts are read as are needed for the results asked for. Results are ordered in blocks, so that those on
the first page stay the same however many are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from build_tools.search.candidates import Candidates
from build_tools.search.fold import QUOTES, Folded, fold_marked
from build_tools.search.index import Index, IndexFault
from build_tools.search.parse import Query, Word
from build_tools.search.pieces import is_proven
from build_tools.search.ranking import every_place, rank

MOST_MATERIALS = 400
"""Texts read for one query before it is given up."""

FIRST, BATCH = 3, 12
"""So many texts are read at a time: at first, where postings may promise too much, and later."""


@dataclass(slots=True)
class Checked:
    """What the texts said."""

    hits: list[int] = field(default_factory=list)
    """Documents, best first."""
    total: int = 0
    exact: bool = True
    faults: list[str] = field(default_factory=list)
    """Files that could not be read."""
    near: set[int] = field(default_factory=set)
    """Hits that are only near what was typed."""
    others: dict[int, list[int]] = field(default_factory=dict)
    """For a hit that stands for its material: the further documents that hold the rest of the words."""


LEAST_BLOCK, MOST_BLOCK, BLOCK_DOCUMENTS = 10, 16, 200_000
"""See `block_of`."""

MOST_SORTED = 200
"""So many documents are ordered at most by their texts at once."""


def block_of(index: Index) -> int:
    """So many results are ordered among themselves by their texts: the fewer documents there are, the more, since their posting
    lists leave room for more texts."""
    return max(LEAST_BLOCK, min(MOST_BLOCK, BLOCK_DOCUMENTS // max(1, index.documents)))


def are_few(index: Index, documents: Sequence[int]) -> bool:
    """Whether all texts of documents are read, and so ordered: they stand in no more files than two blocks might."""
    return len(documents) <= MOST_SORTED and index.text_files(documents) <= 2 * block_of(index)


def check_documents(
    index: Index, candidates: Candidates, query: Query, unwanted: Sequence[str], wanted: int
) -> Checked:
    """The first `wanted` documents (or more) that hold all terms and nothing unwanted. Those that hold them with quotation
    marks as typed come first, and for the sake of them twice as many are looked at; the others are near, if there are any
    such."""
    reading = _Reading(index, candidates, query, unwanted, wanted)
    while reading.is_wanting():
        reading.read()
    return reading.checked()


class _Reading:
    """Reads the texts of candidates, the most promising first, and lets the candidates learn from them."""

    def __init__(
        self, index: Index, candidates: Candidates, query: Query, unwanted: Sequence[str], wanted: int
    ) -> None:
        self._index, self._candidates, self._query, self._unwanted = index, candidates, query, unwanted
        self._queue, self._place, self._learned = candidates.ordered(), 0, 0
        self._known = len(self._queue)
        self._block = max(1, self._known) if are_few(index, self._queue) else block_of(index)
        self._need = -(-wanted // self._block) * self._block
        words = query.wanted
        self._proven = (
            not unwanted and candidates.is_complete and all(is_proven(word.text) and word.bare for word in words)
        )
        self._size = self._need if self._proven or self._known <= BATCH else FIRST
        self._materials: set[int] = set()
        self._typed: list[int] = []
        self._checked = Checked()

    def is_wanting(self) -> bool:
        """Whether another text must be read."""
        if self._place == len(self._queue) or len(self._materials) >= MOST_MATERIALS:
            return False
        crossed = self._candidates.is_crossed(self._queue[self._place])
        enough = len(self._checked.hits) >= self._need * (1 if crossed else 2)
        return len(self._typed) < self._need and not enough

    def read(self) -> None:
        """Reads some texts."""
        index, hits = self._index, self._checked.hits
        batch, right, wrong = self._queue[self._place : self._place + self._size], list[int](), list[int]()
        for document in batch:
            self._materials.add(index.material_of(document))
            is_right = holds(index, document, self._query.wanted, self._unwanted, self._checked)
            (right if is_right else wrong).append(document)
        alike = [document for document in right if is_quoted_alike(index.document(document).text, self._query.typed)]
        self._place += len(batch)
        hits += right
        self._typed += alike
        self._size = max(1, min(self._need - len(self._typed), BATCH))
        if len(self._typed) < self._need:
            self._learn(right, wrong, [document for document in right if document not in set(alike)])

    def _learn(self, right: Sequence[int], wrong: Sequence[int], others: Sequence[int]) -> None:
        """Lets the candidates learn from wrong texts, and from others that are not as typed."""
        hits, missing = self._checked.hits, self._need - len(self._typed)
        if wrong:
            self._candidates.learn(hits[self._learned :], _texts(self._index, wrong), missing)
            self._learned = len(hits)
            self._size = min(self._size, FIRST + len(right))
        crossed = others and self._candidates.uncross(fold_marked(self._index.document(others[0]).text))
        if wrong or crossed:
            seen = self._queue[: self._place]
            self._queue = seen + self._candidates.ordered(seen)

    def checked(self) -> Checked:
        """What the texts said."""
        checked, typed, rest = self._checked, self._typed, self._queue[self._place :]
        if typed:
            rest = [document for document in rest if not self._candidates.is_crossed(document)]
        checked.exact = self._proven or not rest
        checked.total = self._known if self._proven else len(checked.hits) + len(rest)
        others = [document for document in checked.hits if document not in set(typed)]
        if typed:
            checked.near = set(others)
            checked.total -= len(others)
        terms, block = self._query.terms, self._block
        checked.hits = _in_blocks(self._index, typed, terms, block) + _in_blocks(self._index, others, terms, block)
        return checked


def _texts(index: Index, documents: Sequence[int]) -> dict[int, str]:
    """The folded texts of documents, without those that cannot be read."""
    found = {}
    for document in documents:
        with suppress(IndexFault):
            found[document] = index.folded(document).text
    return found


def is_quoted_alike(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds all words with the quotation marks, and only those, with which they were typed."""
    marked = fold_marked(text)
    return all(fold_marked(word) in marked for word in words)


def holds(index: Index, document: int, words: Sequence[Word], unwanted: Sequence[str], checked: Checked) -> bool:
    """Whether a document's text has all words and nothing unwanted; a text that cannot be read has nothing."""
    try:
        text, folded = index.document(document).text, index.folded(document)
    except IndexFault as fault:
        checked.faults.append(str(fault))
        return False
    return all(_stands(word, text, folded) for word in words) and not any(term in folded.text for term in unwanted)


def _stands(word: Word, text: str, folded: Folded) -> bool:
    """Whether a word is in a text; a close one must not be parted by a quotation mark."""
    if not word.close:
        return word.text in folded.text
    spans = (folded.span(start, start + len(word.text)) for start in every_place(folded.text, word.text))
    return any(QUOTES.isdisjoint(text[start + 1 : end - 1]) for start, end in spans)


def _in_blocks(index: Index, hits: list[int], terms: Sequence[str], block: int) -> list[int]:
    result: list[int] = []
    for start in range(0, len(hits), block):
        part = hits[start : start + block]
        result += sorted(
            part,
            key=lambda d: (
                *rank(index.document(d), index.folded(d), terms),
                index.year_rank(index.material_of(d)),
                d,
            ),
        )
    return result


def check_materials(
    index: Index, words: Sequence[Word], unwanted: Sequence[str], passed: bytearray | None, wanted: int
) -> Checked:
    """Where no document holds all terms: for each material that does, its document that holds most of them."""
    queue, checked, place = materials_that_may_hold(index, words, passed), Checked(), 0
    while place < min(len(queue), MOST_MATERIALS) and len(checked.hits) < wanted:
        found = passages(index, queue[place], words, unwanted, passed, checked)
        place += 1
        if found:
            checked.hits.append(found[0])
            checked.others[found[0]] = found[1:]
    checked.exact = place == len(queue)
    checked.total = len(checked.hits) + len(queue) - place
    return checked


def materials_that_may_hold(index: Index, words: Sequence[Word], passed: bytearray | None) -> list[int]:
    """The materials of which the documents that pass may hold all words, by postings; the latest year first."""
    common: set[int] | None = None
    for word in words:
        found = {index.material_of(d) for d in Candidates(index, [word], passed).documents or ()}
        common = found if common is None else common & found
        if not common:
            break
    return sorted(common or (), key=lambda m: (index.year_rank(m), m))


def passages(
    index: Index,
    material: int,
    words: Sequence[Word],
    unwanted: Sequence[str],
    passed: bytearray | None,
    checked: Checked,
) -> list[int]:
    """The documents of a material that hold all the words together: the one with most of them, then the one with most of the
    rest, and so on; none where they do not hold them all."""
    start = index.starts[material]
    end = index.starts[material + 1] if material + 1 < len(index.starts) else index.documents
    held: dict[int, set[Word]] = {}
    for document in range(start, end):
        if (passed is None or passed[document]) and holds(index, document, (), unwanted, checked):
            text, folded = index.document(document).text, index.folded(document)
            held[document] = {word for word in words if _stands(word, text, folded)}
    missing, chosen = set(words), list[int]()
    while missing:
        best = min(held, key=lambda d: (-len(held[d] & missing), d), default=None)
        if best is None or not held[best] & missing:
            return []
        chosen.append(best)
        missing -= held[best]
    return chosen
