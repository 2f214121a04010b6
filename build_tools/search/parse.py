"""What a user types → words, excluded words and filters. `docs/assets/search/parse.js` does the same.

Blanks part words. `-` before a word excludes it. Quotes round something that stands between blanks keep blanks,
`-`, `:` and quotes of another kind inside it literal; quotes elsewhere are characters that folding drops. `年度:2021` is a
filter where the name before the colon is known, also with a blank after the colon; of several values that are asked of a
field a result must have one. Anything else is a word, and no text is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from build_tools.search.fold import AMBIGUOUS, QUOTES, fold
from build_tools.search.pieces import WORD

LONGEST = 2000
"""Characters of a query that are looked at."""

MOST_UNWANTED = 16
"""Words that are excluded at most."""

FILTER_NAMES = {
    "年度": "year",
    "年份": "year",
    "单位": "unit",
    "系统": "sector",
    "领域": "sector",
    "主体": "subject",
    "会议": "meeting",
    "清单": "framework",
    "框架": "framework",
    "方面": "aspect",
    "带头": "aspect",
    "部分": "part",
}
"""Typed names of filters, for each field its usual one first."""

USUAL_NAMES: dict[str, str] = {}
"""What each field is called."""
for _name, _field in FILTER_NAMES.items():
    USUAL_NAMES.setdefault(_field, _name)

_QUOTES = '"“”„‟＂「」『』'
_KINDS = ('"＂', "“”„‟", "「」", "『』")
"""Quotes of one kind: what stands between two of them may hold others."""
_AROUND = "".join(sorted(QUOTES))
_BLANK = " \t\n\r\f\v\u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_BLANKS = re.compile(f"[{_BLANK}]+")
_MINUS = r"\-－−﹣–"
_NAMED = f"(?:{'|'.join(FILTER_NAMES)})[:：]"
_QUOTED = "|".join(f"[{kind}]([^{kind}]*)[{kind}](?=[{_BLANK}]|$)" for kind in (*_KINDS, _QUOTES))
_TOKEN = re.compile(f"([{_MINUS}]?)(?:{_QUOTED}|([^{_BLANK}]+))")
_FILTER = re.compile(f"({'|'.join(FILTER_NAMES)})[:：](.*)", re.DOTALL)
_PARTED = re.compile(f"(?<![^{_BLANK}])([{_MINUS}]?{_NAMED})[{_BLANK}]+(?=[^{_BLANK}{_MINUS}{_QUOTES}])(?!{_NAMED})")
"""The name of a filter and the blank before its value."""
_LIKE_FILTER = re.compile("([一-龥]{2,4})[:：].+", re.DOTALL)
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
    """What was typed and means nothing to a search: words of punctuation only."""
    cut: bool = False
    """The query was longer than is looked at, or excluded more words."""

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
    filters: dict[tuple[str, bool], tuple[str, ...]] = {}
    ignored: list[str] = []
    unwanted, cut = 0, len(text) > LONGEST
    for found in _TOKEN.finditer(_PARTED.sub(r"\1", text[:LONGEST])):
        minus, *quoted, plain = found.groups()
        if plain is not None and (named := _FILTER.fullmatch(plain)):
            values = _values(named.group(2))
            if values:  # else the value is still being typed
                key = FILTER_NAMES[named.group(1)], bool(minus)
                filters[key] = filters.get(key, ()) + values
            continue
        typed = next(inner for inner in (*quoted, plain) if inner is not None)
        word = Word(fold(typed), bool(minus), bared(typed).strip(_AROUND))
        if not WORD.search(word.text):
            ignored.append(found.group())
        elif (word.text, word.excluded) not in words:
            unwanted += word.excluded
            if word.excluded and unwanted > MOST_UNWANTED:
                cut = True
            else:
                words[word.text, word.excluded] = word
    conditions = tuple(Filter(field, values, excluded) for (field, excluded), values in filters.items())
    return Query(tuple(words.values()), conditions, tuple(ignored), cut)


def unknown_filter(query: Query) -> str | None:
    """The name before a colon in the first word that looks like a filter and is none (`部门:财政`)."""
    found = (_LIKE_FILTER.fullmatch(typed) for typed in query.typed)
    return next((named.group(1) for named in found if named), None)


def simplified(query: Query) -> Query:
    """The query with the simplified forms of those characters that are also simplified ones of their own (`fold.AMBIGUOUS`)."""
    forms = str.maketrans(AMBIGUOUS)
    words = [replace(word, text=word.text.translate(forms), typed=word.typed.translate(forms)) for word in query.words]
    return replace(query, words=tuple({(word.text, word.excluded): word for word in words}.values()))


def _values(text: str) -> tuple[str, ...]:
    return tuple(value for value in _SEPARATORS.split(text.strip(_QUOTES)) if fold(value))


def bared(text: str) -> str:
    """The text without blanks."""
    return _BLANKS.sub("", text)
