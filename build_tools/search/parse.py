"""What a user types → words, excluded words and filters. `docs/assets/search/parse.js` does the same.

Blanks part words. `-` before a word excludes it. Quotes round something that stands between blanks keep blanks,
`-` and `:` inside it literal; quotes elsewhere are characters that folding drops. `年度:2021` is a filter where the
name before the colon is known. Anything else is a word, and no text is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools.search.fold import QUOTES, fold
from build_tools.search.pieces import WORD

LONGEST = 2000
"""Characters of a query that are looked at."""

MOST_WORDS = 16
"""Words of a query that are looked for."""

FILTER_NAMES = {
    "年度": "year",
    "年份": "year",
    "单位": "unit",
    "系统": "sector",
    "领域": "sector",
    "主体": "subject",
    "会议": "meeting",
    "框架": "framework",
    "清单": "framework",
    "方面": "aspect",
    "带头": "aspect",
    "部分": "part",
}
"""Typed names of filters."""

_QUOTES = '"“”„‟＂「」『』'
_AROUND = "".join(sorted(QUOTES))
_BLANK = " \t\n\r\f\v\u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_BLANKS = re.compile(f"[{_BLANK}]+")
_TOKEN = re.compile(f"([-－]?)(?:[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}](?=[{_BLANK}]|$)|([^{_BLANK}]+))")
_FILTER = re.compile(f"({'|'.join(FILTER_NAMES)})[:：](.{{0,30}})")
_SEPARATORS = re.compile("[,，、;；|]+")


@dataclass(frozen=True, slots=True)
class Word:
    """Something to find, or not to find."""

    text: str
    """Folded."""
    excluded: bool = False
    typed: str = ""
    """As it was typed, without blanks and without quotes around it."""

    @property
    def bare(self) -> bool:
        """Whether it was typed without quotation marks inside."""
        return not QUOTES.intersection(self.typed)

    @property
    def close(self) -> bool:
        """Whether no quotation mark may stand inside: where one parts two characters, they are seldom a word."""
        return len(self.text) == 2 and self.bare


@dataclass(frozen=True, slots=True)
class Filter:
    """Values of a field of which a result must have one, or must have none."""

    field: str
    values: tuple[str, ...]
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood."""

    words: tuple[Word, ...] = ()
    filters: tuple[Filter, ...] = ()
    ignored: tuple[str, ...] = ()
    """What was typed and means nothing to a search: words of punctuation only, words too many."""
    cut: bool = False
    """The query was longer than is looked at."""

    @property
    def wanted(self) -> list[Word]:
        """The words to find."""
        return [word for word in self.words if not word.excluded]

    @property
    def terms(self) -> list[str]:
        """The words to find, folded."""
        return [word.text for word in self.wanted]

    @property
    def typed(self) -> list[str]:
        """The words to find, as they were typed."""
        return [word.typed for word in self.wanted]

    @property
    def unwanted(self) -> list[str]:
        """The words not to find."""
        return [word.text for word in self.words if word.excluded]


def parse(text: str) -> Query:
    """The query that a text means."""
    words: dict[tuple[str, bool], Word] = {}
    filters: list[Filter] = []
    ignored: list[str] = []
    for found in _TOKEN.finditer(text[:LONGEST]):
        minus, quoted, plain = found.groups()
        if plain is not None and (named := _FILTER.fullmatch(plain)):
            values = _values(named.group(2))
            if values:  # else the value is still being typed
                filters.append(Filter(FILTER_NAMES[named.group(1)], values, bool(minus)))
            continue
        typed = quoted if plain is None else plain
        word = Word(fold(typed), bool(minus), bared(typed).strip(_AROUND))
        if not WORD.search(word.text) or (len(words) >= MOST_WORDS and (word.text, word.excluded) not in words):
            ignored.append(found.group())
        else:
            words.setdefault((word.text, word.excluded), word)
    return Query(tuple(words.values()), tuple(filters), tuple(ignored), len(text) > LONGEST)


def _values(text: str) -> tuple[str, ...]:
    return tuple(value for value in _SEPARATORS.split(text.strip(_QUOTES)) if fold(value))


def bared(text: str) -> str:
    """The text without blanks."""
    return _BLANKS.sub("", text)
