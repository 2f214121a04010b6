"""How many results each value of each field has, completions, related materials. `engine.js` does the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.search.candidates import Candidates
from build_tools.search.checking import Checked, are_few, holds
from build_tools.search.columns import FIELDS
from build_tools.search.filters import Given, allowed, given_filters, spans, without
from build_tools.search.fold import fold
from build_tools.search.index import Index, IndexFault
from build_tools.search.listing import listing
from build_tools.search.parse import Filter, Query, parse, simplified
from build_tools.search.pieces import is_proven
from build_tools.search.pinyin import begun
from build_tools.search.suggestions import ASPECT, HEADING, PHRASE, UNIT, bucket

MOST_PIECES = 8
"""So many pieces are loaded to count."""

_KINDS = (PHRASE, ASPECT, UNIT, HEADING)


@dataclass(frozen=True, slots=True)
class Count:
    """How many results have a value."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class FacetAnswer:
    """The counts of each field, the largest first; upper bounds where `exact` is false."""

    total: int
    exact: bool
    facets: dict[str, list[Count]]
    message: str | None = None


def facets(
    index: Index, text: str, filters: Given | None = None, fields: Iterable[str] = FIELDS, most: int = 100
) -> FacetAnswer:
    """Counts for a query. A field's own given filter does not narrow its own counts, so that more can be chosen."""
    try:
        return _facets(index, text, given_filters(filters), [f for f in FIELDS if f in set(fields)], most)
    except IndexFault as fault:
        return FacetAnswer(0, False, {}, str(fault))


def _facets(index: Index, text: str, given: list[Filter], fields: list[str], most: int) -> FacetAnswer:
    query = parse(text)
    typed = list(query.filters)
    if not query.terms and not typed and not given:
        return FacetAnswer(0, True, {field: [] for field in fields})
    base, exact = _documents(index, query, [*typed, *given])
    if exact and not base and (other := simplified(query)) != query:
        base, exact = _documents(index, other, [*typed, *given])
    found: dict[str, list[Count]] = {}
    passed = _marks(index, base, [*typed, *given])
    for field in fields:
        others = [condition for condition in given if condition.field != field]
        own = passed if len(others) == len(given) else _marks(index, base, [*typed, *others])
        found[field] = _counts(index, field, own, most)
    return FacetAnswer(sum(passed), exact, found)


def _documents(index: Index, query: Query, filters: list[Filter]) -> tuple[list[int], bool]:
    """What the words and the typed filters allow, and whether that is proven; without words what a search of the filters alone
    lists."""
    words, checked, allowing = query.wanted, Checked(), allowed(index, query.filters)
    if not words:
        listed = listing(index, filters, allowing, query.unwanted)
        if not are_few(index, [document for own in listed.doubtful.values() for document in own]):
            return listed.places, False
        return [place for place in listed.places if listed.stands(index, place, checked)], not checked.faults
    passed, unwanted = without(index, allowing, query.unwanted)
    candidates = Candidates(index, words, passed)
    candidates.narrow(MOST_PIECES)
    documents = sorted(candidates.documents or ())
    if not unwanted and candidates.is_complete and all(is_proven(word.text) for word in words):
        return documents, True
    if are_few(index, documents):
        return [d for d in documents if holds(index, d, words, unwanted, checked)], not checked.faults
    return documents, False


def _marks(index: Index, documents: Iterable[int], filters: list[Filter]) -> bytearray:
    passed = allowed(index, filters)
    marks = bytearray(index.documents)
    for document in documents:
        if passed is None or passed[document]:
            marks[document] = 1
    return marks


def _counts(index: Index, field: str, marks: bytearray, most: int) -> list[Count]:
    counts = []
    for value, label, numbers in index.file(f"field/{field}"):
        if count := sum(marks.count(1, start, end) for start, end in spans(index, field, numbers)):
            counts.append(Count(value, label, count))
    return sorted(counts, key=lambda c: (-c.count, c.value))[:most]


def complete(index: Index, text: str, limit: int = 8) -> list[dict[str, str | int]]:
    """What the last word of a text may become: set phrases, aspects, units and headings that begin like it."""
    start = fold(text.split()[-1]) if text.split() else ""
    if not start:
        return []
    try:
        entries = index.file(f"complete/{bucket(start[0], index.head['complete'])}")
    except IndexFault:
        return []
    found = []
    for words, kind, count, spelling in entries:
        if fold(words).startswith(start) or begun(start, [each.split("/") for each in spelling.split(" ")]):
            found.append((_KINDS.index(kind), -count, len(words), words, kind, count))
    return [{"text": words, "kind": kind, "count": count} for *_, words, kind, count in sorted(found)[:limit]]


def related(index: Index, material_id: str) -> list[dict[str, str | int | None]]:
    """The materials most like one, the nearest first."""
    try:
        rows = index.file(f"related/{bucket(material_id, index.head['related'])}").get(material_id, [])
    except IndexFault:
        return []
    return [{"id": i, "title": t, "year": y, "url": f"materials/{i}.html"} for i, t, y in rows]
