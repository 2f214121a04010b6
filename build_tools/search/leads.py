"""小标题 among the results, as the search page shows them above the others: the reference for
`docs/assets/structures/search-leads.js` and the searching half of `leads.js`.

Read are the data files that `pages/lead_data.py` writes and explains.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from build_tools.search.codec import ALPHABET, decode

SHOWN = 6
"""So many are shown."""

BUDGET = 150
"""KB, compressed, that a lookup may read; half of them to learn where the words stand."""

ROWS = 256
"""Places of a file of rows."""

_OTHER = "其他"
_TYPED_FILTER = re.compile("[:：]")
_QUOTES = re.compile('["“”]')


@dataclass(frozen=True, slots=True)
class LeadResult:
    """A 小标题 that holds all the words."""

    text: str
    url: str
    part: str
    pattern: str
    year: int | None
    unit: str | None
    subject: str | None
    exemplar: bool


@dataclass(frozen=True, slots=True)
class LeadAnswer:
    """The first 小标题, and how many there are; at least so many where `exact` is false."""

    rows: tuple[LeadResult, ...] = ()
    total: int = 0
    exact: bool = True


def words_of(query: str) -> str | None:
    """The plain words of a query, without what is excluded; None where nothing is left that is long enough, or a filter
    is typed, which a 小标题 cannot answer."""
    words = [word for word in query.split() if not word.startswith("-")]
    if any(map(_TYPED_FILTER.search, words)):
        return None
    found = " ".join(filter(None, (_QUOTES.sub("", word) for word in words)))
    return found if len(found.replace(" ", "")) > 1 else None


def find_leads(folder: Path, query: str, limit: int = SHOWN) -> LeadAnswer:
    """The 小标题 that hold all words of a query; none where the files cannot be read."""
    words = words_of(query)
    if not words:
        return LeadAnswer()
    try:
        return _Leads(folder).find(words.lower().split(), limit)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return LeadAnswer()  # the other results stay


class _Leads:
    """The data files of the 小标题."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, words: list[str], limit: int) -> LeadAnswer:
        """Looks through the files of the rows that may hold the words until there are enough, or the budget is spent."""
        weights = _unpacked(self._head["rowWeights"])
        numbers, sure, weight = self._may_be(words, weights)
        files: dict[int, list[int] | None] = dict.fromkeys(range(len(weights)))
        if numbers is not None:
            places = groupby(numbers, key=lambda number: number // ROWS)
            files = {n: [number % ROWS for number in some] for n, some in places}
        rows: list[LeadResult] = []
        total, exact = 0, True
        for n, own in files.items():
            if len(rows) >= limit or weight + weights[n] > BUDGET:
                exact = False
                break
            weight += weights[n]
            found = list(self._matching(n, own, words))
            total += len(found)
            rows += found[: limit - len(rows)]
        if sure and numbers is not None:
            total, exact = len(numbers), True
        return LeadAnswer(tuple(rows), total, exact)

    def _may_be(self, words: list[str], weights: Sequence[int]) -> tuple[list[int] | None, bool, int]:
        """The rows that may hold the words, None where nothing tells; whether all of them do; what reading that weighed."""
        shelves = _unpacked(self._head["shelfWeights"])
        sure = all(len(word) == 2 for word in words)
        rows: list[int] | None = None
        weight, read = 0, set[int]()
        for piece in dict.fromkeys(piece for word in words for piece in _pieces(word)):
            shelf = bisect_right(self._head["firsts"], piece) - 1
            more = shelves[shelf] if shelf >= 0 and shelf not in read else 0
            own = 0 if rows is None else sum(weights[n] for n in {number // ROWS for number in rows})
            if weight + more > BUDGET / 2 or (rows is not None and more and own <= more):
                sure = False
                continue
            found = self._list(shelf, piece)
            read.add(shelf)
            weight += more
            rows = found if rows is None else sorted(set(rows).intersection(found))
        return rows, sure, weight

    def _list(self, shelf: int, key: str) -> list[int]:
        if shelf < 0:
            return []
        text: str = self._load(f"points/shelf-{shelf}")
        _, found, rest = text.partition(f"\n{key}\t")
        return decode(rest.partition("\n")[0]) if found else []

    def _matching(self, number: int, places: list[int] | None, words: list[str]) -> Iterator[LeadResult]:
        parts, patterns = self._head["parts"], self._head["patterns"]
        abouts, rows = self._load(f"points/rows-{number}")
        for n, anchor, text, part, pattern, *_ in rows if places is None else [rows[place] for place in places]:
            if all(word in text.lower() for word in words):
                name, year, unit, subject, _, exemplar = abouts[n]
                url = f"materials/{name}.html#{anchor}"
                yield LeadResult(
                    text,
                    url,
                    parts[part] if part < len(parts) else _OTHER,
                    patterns[pattern],
                    year,
                    unit,
                    subject,
                    bool(exemplar),
                )

    @cached_property
    def _head(self) -> dict[str, Any]:
        head: dict[str, Any] = self._load("points/head")
        return head

    def _load(self, name: str) -> Any:
        text = (self._folder / f"{name}.js").read_text("utf-8").strip()
        start = f"archiveData({json.dumps(name)},"
        if not text.startswith(start) or not text.endswith(");"):
            raise ValueError(name)
        return json.loads(text[len(start) : -2])


def _pieces(word: str) -> list[str]:
    """Pieces of two characters that cover a word."""
    pairs = [word[i : i + 2] for i in range(0, len(word) - 1, 2)]
    return [*pairs, word[-2:]] if len(word) > 2 and len(word) % 2 else pairs


def _unpacked(text: str) -> list[int]:
    """Small numbers, a character each; `/` says 63 and more follows."""
    numbers, more = [], 0
    for value in map(ALPHABET.index, text):
        more += value
        if value < len(ALPHABET) - 1:
            numbers.append(more)
            more = 0
    return numbers
