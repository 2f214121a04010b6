"""How many results each value of each field has, completions, related materials.

`docs/assets/search/facets.js` and `engine.js` do the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from build_tools.search.candidates import Candidates
from build_tools.search.checking import Checked, are_few, holds, is_quoted_alike, materials_that_may_hold, passages
from build_tools.search.columns import FIELDS, MATERIAL_FIELDS, SECTION_FIELDS
from build_tools.search.filters import Given, allowed, given_filters, spans, without
from build_tools.search.fold import fold
from build_tools.search.index import Index, IndexFault
from build_tools.search.listing import listing
from build_tools.search.parse import Filter, Query, parse, simplified
from build_tools.search.pieces import is_proven
from build_tools.search.pinyin import begun
from build_tools.search.spelling import in_units, is_spelled, letters_of, readings_of, titles_that_may_spell
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
    """The counts of each field, the largest first; upper bounds where `exact` is false. `kind` is that of what is counted."""

    total: int
    exact: bool
    facets: dict[str, list[Count]]
    message: str | None = None
    kind: str = "none"


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted: documents; of kind `material` the first document of each material."""

    kind: str
    documents: Sequence[int]
    exact: bool
    """Whether they are proven."""


def facets(
    index: Index, text: str, filters: Given | None = None, fields: Iterable[str] = FIELDS, most: int = 100
) -> FacetAnswer:
    """Counts for a query. A field's own given filter does not narrow its own counts, so that more can be chosen, unless the
    results are of another kind than they would be without the given filters. Where whole materials are found, fields of
    sections have no counts."""
    try:
        return _facets(index, text, given_filters(filters), [f for f in FIELDS if f in set(fields)], most)
    except IndexFault as fault:
        return FacetAnswer(0, False, {}, str(fault))


def _facets(index: Index, text: str, given: list[Filter], fields: list[str], most: int) -> FacetAnswer:
    query = parse(text)
    found: dict[str, list[Count]] = {field: [] for field in fields}
    if not query.terms and not query.filters and not given:
        return FacetAnswer(0, True, found)
    counted, conditions = _counted(index, query, given), given
    passed = _marks(index, counted.documents, _of(counted.kind, conditions))
    if given and not any(passed):
        narrowed = _counted(index, replace(query, filters=(*query.filters, *given)), [])
        if narrowed.documents:
            counted, conditions, passed = narrowed, [], _marks(index, narrowed.documents, [])
    given = _of(counted.kind, conditions)
    if counted.kind == "material":
        fields = [field for field in fields if field in MATERIAL_FIELDS]
    for field in fields:
        others = [condition for condition in given if condition.field != field]
        own = passed if len(others) == len(given) else _marks(index, counted.documents, others)
        found[field] = _counts(index, field, own, most)
    return FacetAnswer(sum(passed), counted.exact, found, None, counted.kind)


def _of(kind: str, given: list[Filter]) -> list[Filter]:
    """The given filters that what is counted must still pass: those of sections hold for the sections of a material."""
    return [condition for condition in given if kind != "material" or condition.field in MATERIAL_FIELDS]


def _counted(index: Index, query: Query, given: list[Filter]) -> _Counted:
    """What a search finds, the given filters aside: the first kind that there is."""
    found = _literal(index, query, given)
    if not found and (other := simplified(query)) != query:
        found = _literal(index, other, given)
    return found or _spelled(index, query) or _Counted("none", (), True)


def _literal(index: Index, query: Query, given: list[Filter]) -> _Counted | None:
    allowing = allowed(index, query.filters)
    if not query.terms:
        listed, exact = _listed(index, query, given, allowing)
        return _Counted("exact", listed, exact) if listed else None
    documents, exact = _documents(index, query, *without(index, allowing, query.unwanted))
    if documents or not exact:
        return _Counted("exact", documents, exact)
    if len(query.terms) > 1:
        of_sections = [condition for condition in given if condition.field in SECTION_FIELDS]
        allowing = allowed(index, [*query.filters, *of_sections])
        documents, exact = _materials(index, query, *without(index, allowing, query.unwanted))
    return _Counted("material", documents, exact) if documents or not exact else None


def _listed(index: Index, query: Query, given: list[Filter], allowing: bytearray | None) -> tuple[list[int], bool]:
    """What a search of the filters alone lists, and whether that is proven."""
    listed, checked = listing(index, [*query.filters, *given], allowing, query.unwanted), Checked()
    if not are_few(index, [document for own in listed.doubtful.values() for document in own]):
        return listed.places, False
    return [place for place in listed.places if listed.stands(index, place, checked)], not checked.faults


def _documents(index: Index, query: Query, passed: bytearray | None, unwanted: Sequence[str]) -> tuple[list[int], bool]:
    """What the words allow, and whether that is proven."""
    words, checked = query.wanted, Checked()
    candidates = Candidates(index, words, passed)
    candidates.narrow(MOST_PIECES)
    documents = sorted(candidates.documents or ())
    if not unwanted and candidates.is_complete and all(is_proven(word.text) and word.bare for word in words):
        return documents, True
    if not are_few(index, documents):
        return documents, False
    right = [d for d in documents if holds(index, d, words, unwanted, checked)]
    typed = [d for d in right if is_quoted_alike(index.document(d).text, query.typed)]
    return typed or right, not checked.faults


def _materials(index: Index, query: Query, passed: bytearray | None, unwanted: Sequence[str]) -> tuple[list[int], bool]:
    """The first documents of the materials that may hold all words, and whether that is proven."""
    words, checked = query.wanted, Checked()
    materials = materials_that_may_hold(index, words, passed)
    if not are_few(index, [index.starts[material] for material in materials]):
        return [index.starts[material] for material in materials], False
    right = [m for m in materials if passages(index, m, words, unwanted, passed, checked)]
    return [index.starts[material] for material in right], not checked.faults


def _spelled(index: Index, query: Query) -> _Counted | None:
    letters, checked = letters_of(query), Checked()
    passed, unwanted = without(index, allowed(index, query.filters), query.unwanted)
    for words in readings_of(letters) if letters and len(letters) == len(query.terms) else ():
        titles = titles_that_may_spell(index, words, passed)
        exact = are_few(index, titles)
        if exact:
            titles = [title for title in titles if is_spelled(index, title, words, unwanted, checked)]
        if titles:
            return _Counted("pinyin", titles, exact and not checked.faults)
    if inside := in_units(index, query, passed) if letters else None:
        found = _documents(index, *inside, unwanted)
        return _Counted("pinyin", *found) if found[0] else None
    return None


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
