"""A search from the query to the answer: the reference for `docs/assets/search/engine.js`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from build_tools.search.candidates import Candidates
from build_tools.search.checking import Checked, check_documents, check_materials
from build_tools.search.documents import CLOSING, PREAMBLE, TITLE
from build_tools.search.filters import Given, allowed, given_filters, unmatched_values, without
from build_tools.search.index import Index, IndexFault
from build_tools.search.listing import listing
from build_tools.search.near import Near, find_near
from build_tools.search.parse import USUAL_NAMES, Query, parse, simplified, unknown_filter
from build_tools.search.snippet import Span, snippet, spans_of
from build_tools.search.spelling import (
    in_units,
    is_spelled,
    letters_of,
    readings_of,
    spelling_of,
    titles_that_may_spell,
)

INEXACT = ("none", "near", "pinyin")
"""Kinds of answers where nothing has the words."""

MOST_UNMATCHED = 3
"""So many values that no material has are named."""

_END_MARKS = "。：；，、 　:;,."

NOTHING_ASKED = "请输入要查找的字词"
NOTHING_FOUND = "没有找到符合条件的内容"
IN_MATERIAL = "没有哪一节同时含有这些词，下列材料全篇含有"
GIVEN_UP = "查看了前400篇材料，没有找到完全一致的内容"
BY_PINYIN = "按拼音查到的单位和标题"
BY_SPELLED_UNIT = "字母按单位的拼音理解"
ONLY_NEAR = "没有找到完全一致的内容，下面是相近结果"
OTHER_QUOTES = "标作相近的只差引号，要先看它们，请连引号一起输入"
IGNORED = "只有标点的词没有参加查找"
CUT = "查找内容太长，只用了前面一部分"
AS_SIMPLIFIED = "按简体字查到的内容"
NO_FILTER = "“{}”不是条件，这里当作字词；条件有" + "、".join(USUAL_NAMES.values())
UNWANTED_ALONE = "只写了要排除的词，请再写要找的词或条件"


@dataclass(frozen=True, slots=True)
class Passage:
    """A further place of a result, as it is shown."""

    heading: str
    anchor: str
    part: str
    snippet: str


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
    also: tuple[Passage, ...] = ()
    """Where the other words stand, when the material holds them in several sections."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found. The fields are explained in the package's docstring."""

    kind: str
    total: int = 0
    exact: bool = True
    results: tuple[Result, ...] = ()
    alike: tuple[Result, ...] = ()
    message: str | None = None
    query: Query = field(default_factory=Query)


def search(index: Index, text: str, limit: int = 10, offset: int = 0, filters: Given | None = None) -> Answer:
    """The answer to a query; never raises for what the query or the index holds."""
    query = parse(text)
    try:
        answer = _Search(index, query, filters, offset, offset + limit).answer()
        if answer.kind in INEXACT and (other := simplified(query)) != query:
            again = _Search(index, other, filters, offset, offset + limit).answer()
            if again.kind not in INEXACT:
                answer = replace(again, message=_message(AS_SIMPLIFIED, again.message))
    except IndexFault as fault:
        return Answer("none", 0, False, message=str(fault), query=query)
    unknown = unknown_filter(query) if answer.kind in INEXACT else None
    message = _message(
        answer.message,
        NO_FILTER.format(unknown) if unknown else None,
        CUT if query.cut else None,
        IGNORED if query.ignored else None,
    )
    return replace(answer, message=message, query=query)


class _Search:
    """One search: tries what finds exactly, then what finds less exactly."""

    def __init__(self, index: Index, query: Query, given: Given | None, first: int, last: int) -> None:
        self._index, self._query, self._terms, self._unwanted = index, query, query.terms, query.unwanted
        self._filters = [*query.filters, *given_filters(given)]
        self._first, self._last = first, last

    def answer(self) -> Answer:
        """The first kind of results that there are."""
        if not self._terms and not self._filters:
            return Answer("none", message=UNWANTED_ALONE if self._unwanted else NOTHING_ASKED)
        self._passed = allowed(self._index, self._filters)
        if self._passed is not None and not any(self._passed):
            unmatched = unmatched_values(self._index, self._filters)
            return Answer("none", message=_message(NOTHING_FOUND, *unmatched[:MOST_UNMATCHED]))
        if not self._terms:
            return self._everything()
        self._passed, self._unwanted = without(self._index, self._passed, self._unwanted)
        candidates = Candidates(self._index, self._query.wanted, self._passed)
        checked = check_documents(self._index, candidates, self._query, self._unwanted, self._last)
        if checked.hits:
            return self._found("exact", checked, OTHER_QUOTES if checked.near else None)
        if checked.exact and len(self._terms) > 1:
            whole = check_materials(self._index, self._query.wanted, self._unwanted, self._passed, self._last)
            if whole.hits:
                return self._found("material", whole, IN_MATERIAL)
        return self._by_pinyin() or self._near(checked)

    def _everything(self) -> Answer:
        """What passes the filters: documents where one is about documents, else materials."""
        listed, checked, place = listing(self._index, self._filters, self._passed, self._unwanted), Checked(), 0
        while place < len(listed.places) and len(checked.hits) < self._last:
            if listed.stands(self._index, listed.places[place], checked):
                checked.hits.append(listed.places[place])
            place += 1
        rest = listed.places[place:]
        checked.total = len(checked.hits) + len(rest)
        checked.exact = listed.doubtful.keys().isdisjoint(rest)
        return self._found("exact", checked, None if checked.hits else NOTHING_FOUND)

    def _by_pinyin(self) -> Answer | None:
        """What is found where words of letters are taken for spellings: titles and units, or, beside other words, these in the
        materials of such units."""
        letters = letters_of(self._query)
        if not letters:
            return None
        for words in readings_of(letters) if len(letters) == len(self._terms) else ():
            if answer := self._spelling(words):
                return answer
        inside = in_units(self._index, self._query, self._passed)
        if inside is None:
            return None
        others, passed = inside
        candidates = Candidates(self._index, others.wanted, passed)
        checked = check_documents(self._index, candidates, others, self._unwanted, self._last)
        return self._found("pinyin", checked, BY_SPELLED_UNIT, others.terms) if checked.hits else None

    def _spelling(self, letters: Sequence[str]) -> Answer | None:
        queue, checked, place = titles_that_may_spell(self._index, letters, self._passed), Checked(), 0
        while place < len(queue) and len(checked.hits) < self._last:
            if is_spelled(self._index, queue[place], letters, self._unwanted, checked):
                checked.hits.append(queue[place])
            place += 1
        if not checked.hits:
            return None
        checked.exact, checked.total = place == len(queue), len(checked.hits) + len(queue) - place
        shown = [self._spelled_result(document, letters) for document in checked.hits[self._first : self._last]]
        message = _message(BY_PINYIN, *checked.faults[:1])
        return Answer("pinyin", checked.total, checked.exact, tuple(shown), message=message)

    def _spelled_result(self, document: int, letters: Sequence[str]) -> Result:
        result, found = self._result(document, []), spelling_of(self._index, document, letters)
        return replace(result, snippet=snippet(found[0], sorted((span, 0) for span in found[1]))) if found else result

    def _near(self, checked: Checked) -> Answer:
        near = find_near(self._index, self._terms, self._unwanted, self._passed, checked.faults)
        shown = tuple(self._near_result(found) for found in near[self._first : self._last])
        none = NOTHING_FOUND if checked.exact else GIVEN_UP
        some = ONLY_NEAR if checked.exact else f"{GIVEN_UP}，下面是相近结果"
        message = _message(some if shown else none, *checked.faults[:1])
        return Answer("near" if shown else "none", 0, checked.exact, shown, message=message)

    def _near_result(self, near: Near) -> Result:
        return replace(self._result(near.document, near.spans), near=True)

    def _found(self, kind: str, checked: Checked, message: str | None, terms: Sequence[str] | None = None) -> Answer:
        results, terms = [], self._terms if terms is None else terms
        for document in checked.hits[self._first : self._last]:
            try:
                also = [self._marked(other, terms) for other in checked.others.get(document, ())]
                results.append(
                    replace(
                        self._marked(document, terms),
                        near=document in checked.near,
                        also=tuple(Passage(o.heading, o.anchor, o.part, o.snippet) for o in also),
                    )
                )
            except IndexFault as fault:
                checked.faults.append(str(fault))
        exact = tuple(result for result in results if not result.near)
        alike = tuple(result for result in results if result.near)
        return Answer(kind, checked.total, checked.exact, exact, alike, _message(message, *checked.faults[:1]))

    def _marked(self, document: int, terms: Sequence[str]) -> Result:
        return self._result(document, spans_of(self._index.folded(document), terms))

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
            snippet=snippet(stored.text, spans, stored.heading),
        )


def _message(*parts: str | None) -> str | None:
    return "；".join(filter(None, parts)) or None


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as the browser's engine gives it."""
    from dataclasses import asdict

    query = answer.query
    return {
        **asdict(answer),
        "results": [asdict(result) for result in answer.results],
        "alike": [asdict(result) for result in answer.alike],
        "query": {
            "terms": query.terms,
            "typed": query.typed,
            "unwanted": query.unwanted,
            "filters": [asdict(condition) | {"values": list(condition.values)} for condition in query.filters],
            "ignored": list(query.ignored),
            "cut": query.cut,
        },
    }
