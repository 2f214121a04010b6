"""小标题 among the results, as the search page shows them above the others: the reference for
`docs/assets/structures/search-leads.js` and the searching half of `leads.js`.

Read are the data files that `pages/lead_data.py` writes and explains.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

SHOWN = 6
"""So many are shown."""

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
        """Looks through the files that may hold the words until there are enough."""
        files = self._files(words)
        rows: list[LeadResult] = []
        total = 0
        for number in (n for _, *numbers in self._head["groups"].values() for n in numbers):
            if files is not None and number not in files:
                continue
            if len(rows) >= limit:
                return LeadAnswer(tuple(rows), total, False)
            found = list(self._matching(number, words))
            total += len(found)
            rows += found[: limit - len(rows)]
        return LeadAnswer(tuple(rows), total)

    def _files(self, words: Iterable[str]) -> set[int] | None:
        """The files that may hold all words; None where the words rule none out."""
        pieces = {word[i : i + 2] for word in words for i in range(len(word) - 1)}
        if not pieces:
            return None
        lists = []
        for piece in pieces:
            packed = self._load(f"points/pieces-{ord(piece[0]) % self._head['shelves']}").get(piece)
            lists.append(set(accumulate(int(digits, 36) for digits in packed.split())) if packed else set())
        return set.intersection(*lists)

    def _matching(self, number: int, words: list[str]) -> Iterator[LeadResult]:
        parts, patterns = self._head["parts"], self._head["patterns"]
        abouts, rows = self._load(f"points/rows-{number}")
        for n, anchor, text, part, pattern, *_ in rows:
            if all(word in text.lower() for word in words):
                name, year, unit, subject, _, exemplar = abouts[n]
                url = f"materials/{name}.html#{anchor}"
                yield LeadResult(
                    text, url, parts[part] or _OTHER, patterns[pattern], year, unit, subject, bool(exemplar)
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
