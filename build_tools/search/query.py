"""A search from the query to the answer: the reference for `docs/assets/search/engine.js`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from build_tools.search.candidates import Candidates, documents_with
from build_tools.search.checking import Checked, check_documents, check_materials
from build_tools.search.columns import MATERIAL_FIELDS
from build_tools.search.documents import CLOSING, PREAMBLE, TITLE
from build_tools.search.filters import Given, allowed, given_filters, without
from build_tools.search.index import Index, IndexFault
from build_tools.search.near import Near, find_near
from build_tools.search.parse import Query, parse
from build_tools.search.pinyin import query_pieces, spelled
from build_tools.search.snippet import Span, snippet, spans_of
from build_tools.search.texts import StoredMaterial

_LETTERS = re.compile("[a-z0-9]{2,}")
_END_MARKS = "。：；，、 　:;,."

NOTHING_ASKED = "请输入要查找的字词"
NOTHING_FOUND = "没有找到符合条件的内容"
IN_MATERIAL = "没有哪一节同时含有这些词，下列材料全篇含有"
GIVEN_UP = "查看了前400篇材料，没有找到，请换个说法或加上条件"
BY_PINYIN = "按拼音查到的单位和标题"
ONLY_NEAR = "没有找到完全一致的内容，下面是相近结果"
OTHER_QUOTES = "标作相近的只差引号，要先看它们，请连引号一起输入"
IGNORED = "只有标点的词没有参加查找"
CUT = "查找内容太长，只用了前2000个字"


@dataclass(frozen=True, slots=True)
class Result:
    """A document that was found, as it is shown."""

    id: str
    url: str
    title: str
    heading: str
    anchor: str
    part: str
    year: int | None
    unit: str | None
    snippet: str
    near: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found. The fields are explained in the package's docstring."""

    kind: str
    total: int = 0
    exact: bool = True
    results: tuple[Result, ...] = ()
    message: str | None = None
    query: Query = field(default_factory=Query)


def search(index: Index, text: str, limit: int = 10, offset: int = 0, filters: Given | None = None) -> Answer:
    """The answer to a query; never raises for what the query or the index holds."""
    query = parse(text)
    try:
        answer = _Search(index, query, filters, offset, offset + limit).answer()
    except IndexFault as fault:
        return Answer("none", 0, False, (), str(fault), query)
    notes = [answer.message, CUT if query.cut else None, IGNORED if query.ignored else None]
    return replace(answer, message="；".join(filter(None, notes)) or None, query=query)


class _Search:
    """One search: tries what finds exactly, then what finds less exactly."""

    def __init__(self, index: Index, query: Query, given: Given | None, first: int, last: int) -> None:
        self._index, self._query, self._terms, self._unwanted = index, query, query.terms, query.unwanted
        self._filters = [*query.filters, *given_filters(given)]
        self._first, self._last = first, last

    def answer(self) -> Answer:
        """The first kind of results that there are."""
        if not self._terms and not self._filters:
            return Answer("none", message=NOTHING_ASKED)
        self._passed, self._unwanted = without(self._index, allowed(self._index, self._filters), self._unwanted)
        if not self._terms:
            return self._everything()
        candidates = Candidates(self._index, self._query.wanted, self._passed)
        checked = check_documents(self._index, candidates, self._query, self._unwanted, self._last)
        if checked.hits:
            return self._found("exact", checked, OTHER_QUOTES if checked.near else None)
        if not checked.exact:
            return Answer("none", 0, False, message=_message(GIVEN_UP, checked.faults))
        if len(self._terms) > 1:
            whole = check_materials(self._index, self._query.wanted, self._unwanted, self._passed, self._last)
            if whole.hits:
                return self._found("material", whole, IN_MATERIAL)
        elif _LETTERS.fullmatch(self._terms[0]):
            if answer := self._by_pinyin(self._terms[0]):
                return answer
        return self._near(checked.faults)

    def _everything(self) -> Answer:
        """What passes the filters: documents where one is about documents, else materials."""
        index, passed = self._index, self._passed or b""
        whole = all(condition.field in MATERIAL_FIELDS for condition in self._filters)
        places = index.starts if whole else range(index.documents)
        documents = [document for document in places if passed[document]]
        documents.sort(key=lambda d: (index.year_rank(index.material_of(d)), d))
        checked = Checked(documents, len(documents))
        return self._found("exact", checked, None if documents else NOTHING_FOUND)

    def _by_pinyin(self, letters: str) -> Answer | None:
        index = self._index
        found = set[int]()
        for pieces in query_pieces(letters):
            found |= documents_with(index, pieces, self._passed)
        queue = sorted(found, key=lambda d: (index.year_rank(index.material_of(d)), d))
        checked, place = Checked(), 0
        while place < len(queue) and len(checked.hits) < self._last:
            if _spelled(index, queue[place], letters, checked):
                checked.hits.append(queue[place])
            place += 1
        if not checked.hits:
            return None
        checked.exact, checked.total = place == len(queue), len(checked.hits) + len(queue) - place
        shown = [self._spelled_result(document, letters) for document in checked.hits[self._first : self._last]]
        return Answer("pinyin", checked.total, checked.exact, tuple(shown), _message(BY_PINYIN, checked.faults))

    def _spelled_result(self, document: int, letters: str) -> Result:
        for text in _names(self._index.document(document).owner):
            if span := spelled(letters, self._index.readings(text)):
                return replace(self._result(document, []), snippet=snippet(text, [(span, 0)]))
        return self._result(document, [])

    def _near(self, faults: Sequence[str]) -> Answer:
        near = find_near(self._index, self._terms, self._passed)
        shown = tuple(self._near_result(found) for found in near[self._first : self._last])
        if not shown:
            return Answer("none", message=_message(NOTHING_FOUND, faults))
        return Answer("near", 0, True, shown, _message(ONLY_NEAR, faults))

    def _near_result(self, near: Near) -> Result:
        return replace(self._result(near.document, near.spans), near=True)

    def _found(self, kind: str, checked: Checked, message: str | None) -> Answer:
        results = []
        for document in checked.hits[self._first : self._last]:
            try:
                result = self._result(document, spans_of(self._index.folded(document), self._terms))
                results.append(replace(result, near=document in checked.near))
            except IndexFault as fault:
                checked.faults.append(str(fault))
        return Answer(kind, checked.total, checked.exact, tuple(results), _message(message, checked.faults))

    def _result(self, document: int, spans: Sequence[tuple[Span, int]]) -> Result:
        index = self._index
        stored = index.document(document)
        material = stored.owner
        heading = {TITLE: material.title, PREAMBLE: "引言", CLOSING: "结语"}.get(
            stored.anchor, stored.text[: stored.heading].rstrip(_END_MARKS)
        )
        return Result(
            id=material.id,
            url=f"materials/{material.id}.html#{stored.anchor}",
            title=material.title,
            heading=heading,
            anchor=stored.anchor,
            part=stored.part,
            year=material.year,
            unit=material.unit,
            snippet=snippet(stored.text, spans),
        )


def _spelled(index: Index, document: int, letters: str, checked: Checked) -> bool:
    try:
        material = index.document(document).owner
    except IndexFault as fault:
        checked.faults.append(str(fault))
        return False
    return any(spelled(letters, index.readings(text)) for text in _names(material))


def _names(material: StoredMaterial) -> list[str]:
    return [material.title, *([material.unit] if material.unit else [])]


def _message(message: str | None, faults: Sequence[str]) -> str | None:
    return "；".join(filter(None, [message, faults[0] if faults else None])) or None


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as the browser's engine gives it."""
    from dataclasses import asdict

    query = answer.query
    return {
        **asdict(answer),
        "results": [asdict(result) for result in answer.results],
        "query": {
            "terms": query.terms,
            "typed": query.typed,
            "unwanted": query.unwanted,
            "filters": [asdict(condition) | {"values": list(condition.values)} for condition in query.filters],
            "ignored": list(query.ignored),
            "cut": query.cut,
        },
    }
