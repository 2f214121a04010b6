"""personal.yml: personal data, how each kind is found and what becomes of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple, Self

from pydantic import model_validator

from build_tools.vocabulary.schema.base import Entry, Pattern, Table

Policy = Literal["mask", "withhold", "show"]
Check = Literal["identity", "no_credit_code", "luhn", "mobile", "has_digit"]


class Search(NamedTuple):
    """The patterns of a form, compiled; None where it has none."""

    pattern: re.Pattern[str]
    near: re.Pattern[str] | None
    before: re.Pattern[str] | None
    beside: re.Pattern[str] | None
    until: re.Pattern[str] | None
    excluding: re.Pattern[str] | None


class Form(Entry):
    """One way in which data of a kind is written. Repeats are bounded or possessive, so that no text takes long."""

    pattern: Pattern
    """What it looks like; where a group `value` is named, that alone is hidden."""
    check: Check | None = None
    """A test of what was found, by name; the tests stand in `screening/checks.py`."""
    near: Pattern | None = None
    """What must stand in the same paragraph for it to count. Also saves the search where it does not."""
    before: Pattern | None = None
    """What must stand in the 40 characters before it."""
    beside: Pattern | None = None
    """What must stand in the 40 characters before it or the 16 behind it."""
    until: Pattern | None = None
    """Where the value ends (the first of these in it); without any it does not count."""
    excluding: Pattern | None = None
    """What no value holds."""

    @cached_property
    def search(self) -> Search:
        """The patterns, compiled."""
        near, before, beside, until, excluding = (
            re.compile(pattern) if pattern else None
            for pattern in (self.near, self.before, self.beside, self.until, self.excluding)
        )
        return Search(re.compile(self.pattern), near, before, beside, until, excluding)


class PersonalKind(Entry):
    """A kind of personal data."""

    name: str
    """What people call it: 手机号码."""
    policy: Policy = "mask"
    """`mask`: its middle is hidden; `withhold`: all of it; `show`: it is only reported."""
    hide: Literal["middle", "digits"] = "middle"
    """What a mask hides: all but the ends, or the digits alone."""
    keep: tuple[int, int] = (0, 0)
    """How many characters at either end a mask of the middle leaves."""
    forms: list[Form]


class Sentence(Entry):
    """A sentence that tells personal matters outside a section of them."""

    about: list[str]
    """Whom it speaks of: names from `Affairs.persons`."""
    holding: Pattern
    """What it says behind that."""
    unless: Pattern | None = None
    """What tells, anywhere in it, that it speaks of work."""


class SentenceSearch(NamedTuple):
    """The patterns of a `Sentence`, compiled."""

    about: re.Pattern[str]
    holding: re.Pattern[str]
    unless: re.Pattern[str] | None


class AffairsSearch(NamedTuple):
    """The patterns of `Affairs`, compiled."""

    strong: re.Pattern[str]
    weak: re.Pattern[str]
    never: re.Pattern[str]
    openings: re.Pattern[str]
    within: re.Pattern[str]
    cells: re.Pattern[str]
    details: re.Pattern[str]
    plain_heading: re.Pattern[str]
    statement: re.Pattern[str]
    persons: re.Pattern[str]
    """Anybody: without one there is no such sentence."""
    sentences: tuple[SentenceSearch, ...]


class Affairs(Entry):
    """Sections that hold personal matters (有关事项), and how their paragraphs are told."""

    note: str
    """What stands in place of such a section."""
    part_note: str
    """What stands in place of a part of a paragraph."""
    heading: str
    """What stands in place of a heading inside it that tells something itself."""
    quotation: str
    """What stands in place of words of it that a repair or a finding quotes."""
    strong: list[Pattern]
    weak: list[Pattern]
    never: list[Pattern]
    openings: list[Pattern]
    within: list[Pattern]
    cells: list[Pattern]
    details: list[Pattern]
    plain_heading: Pattern
    """A heading inside such a section that may be shown."""
    statement: Pattern
    """What every sentence of a harmless declaration holds."""

    persons: dict[str, Pattern]
    """Ways of speaking of somebody, by name."""
    sentences: list[Sentence]

    @model_validator(mode="after")
    def _check_persons(self) -> Self:
        unknown = {name for sentence in self.sentences for name in sentence.about} - self.persons.keys()
        if unknown:
            raise ValueError(f"persons 里没有 {'、'.join(sorted(unknown))}")
        return self

    @cached_property
    def search(self) -> AffairsSearch:
        """The patterns, compiled."""
        strong, weak, never, openings, within, details = (
            _any(patterns)
            for patterns in (self.strong, self.weak, self.never, self.openings, self.within, self.details)
        )
        return AffairsSearch(
            strong,
            weak,
            never,
            openings,
            within,
            _any(self.cells),
            details,
            re.compile(self.plain_heading),
            re.compile(self.statement),
            _any(self.persons.values()),
            tuple(
                SentenceSearch(
                    _any(self.persons[name] for name in sentence.about),
                    re.compile(sentence.holding),
                    re.compile(sentence.unless) if sentence.unless else None,
                )
                for sentence in self.sentences
            ),
        )


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


class Personal(Table):
    """personal.yml"""

    file_name = "personal.yml"
    replaced = frozenset({"keep"})
    kinds: dict[str, PersonalKind]
    """By name, in the order in which they are looked for; what one has found no later one sees."""
    affairs: Affairs
