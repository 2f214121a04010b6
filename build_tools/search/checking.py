"""Candidates → results, by looking at the texts. `docs/assets/search/find.js` does the same.

Only as many texts are read as are needed for the results asked for. Results are ordered in blocks, so that those on
the first page stay the same however many are asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from build_tools.search.candidates import Candidates
from build_tools.search.index import Index, IndexFault
from build_tools.search.pieces import is_proven
from build_tools.search.ranking import rank

MOST_MATERIALS = 400
"""Texts read for one query before it is given up."""

FIRST, BATCH = 2, 12
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


BLOCK = 10
"""So many results are ordered among themselves by their texts; twice as many where there are no more."""


def check_documents(
    index: Index, candidates: Candidates, terms: Sequence[str], unwanted: Sequence[str], wanted: int
) -> Checked:
    """The first `wanted` documents (or more) that hold all terms and nothing unwanted."""
    queue = candidates.ordered()
    block = BLOCK if len(queue) > 2 * BLOCK else 2 * BLOCK
    need = -(-wanted // block) * block
    proven = not unwanted and candidates.is_complete and all(map(is_proven, terms))
    checked, place, known = Checked(), 0, len(queue)
    size = need if proven or len(queue) <= BATCH else FIRST
    materials: set[int] = set()
    while place < len(queue) and len(checked.hits) < need and len(materials) < MOST_MATERIALS:
        batch, right = queue[place : place + size], len(checked.hits)
        for document in batch:
            place += 1
            materials.add(index.material_of(document))
            if holds(index, document, terms, unwanted, checked):
                checked.hits.append(document)
                if len(checked.hits) == need:
                    break
        missing, right = need - len(checked.hits), len(checked.hits) - right
        size = min(missing, BATCH)
        if missing and right < len(batch):
            queue = queue[:place] + _surest(candidates, queue[place:], missing, right, len(batch))
            size = min(size, FIRST + right)
    checked.exact = proven or place == len(queue)
    checked.total = known if proven else len(checked.hits) + len(queue) - place
    checked.hits = _in_blocks(index, checked.hits, terms, block)
    return checked


def _surest(candidates: Candidates, queue: list[int], missing: int, right: int, tried: int) -> list[int]:
    """The rest of a queue of which not all was right: more pieces may be loaded, and what is surest comes first."""
    while candidates.is_worth_more(missing, len(queue), right, tried):
        tried = len(queue)
        candidates.more()
        queue = candidates.surest(queue)
        right = len(queue)
    return candidates.surest(queue)


def holds(index: Index, document: int, terms: Sequence[str], unwanted: Sequence[str], checked: Checked) -> bool:
    """Whether a document's text has all terms and nothing unwanted; a text that cannot be read has nothing."""
    try:
        text = index.folded(document).text
    except IndexFault as fault:
        checked.faults.append(str(fault))
        return False
    return all(term in text for term in terms) and not any(term in text for term in unwanted)


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
    index: Index, terms: Sequence[str], unwanted: Sequence[str], passed: bytearray | None, wanted: int
) -> Checked:
    """Where no document holds all terms: for each material that does, its document that holds most of them."""
    common: set[int] | None = None
    for term in terms:
        found = {index.material_of(d) for d in Candidates(index, [term], passed).documents or ()}
        common = found if common is None else common & found
        if not common:
            break
    queue = sorted(common or (), key=lambda m: (index.year_rank(m), m))
    checked, place = Checked(), 0
    while place < min(len(queue), MOST_MATERIALS) and len(checked.hits) < wanted:
        document = _best(index, queue[place], terms, unwanted, passed, checked)
        place += 1
        if document is not None:
            checked.hits.append(document)
    checked.exact = place == len(queue)
    checked.total = len(checked.hits) + len(queue) - place
    return checked


def _best(
    index: Index,
    material: int,
    terms: Sequence[str],
    unwanted: Sequence[str],
    passed: bytearray | None,
    checked: Checked,
) -> int | None:
    start = index.starts[material]
    end = index.starts[material + 1] if material + 1 < len(index.starts) else index.documents
    held: Counter[int] = Counter()
    missing = set(terms)
    for document in range(start, end):
        if (passed is None or passed[document]) and holds(index, document, (), unwanted, checked):
            text = index.folded(document).text
            here = {term for term in terms if term in text}
            missing -= here
            held[document] = len(here)
    return None if missing else min(held, key=lambda d: (-held[d], d))
