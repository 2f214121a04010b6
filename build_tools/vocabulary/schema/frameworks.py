"""frameworks.yml and strands.yml."""

from __future__ import annotations

import re
from functools import cached_property

from build_tools.vocabulary.schema.base import Entry, Table


class Aspect(Entry):
    """One fixed point that a year's notice says must be examined."""

    short: str
    """As people quote it: `带头践行以人民为中心的发展思想`."""
    long: str | None = None
    """As the notice prints it in full."""
    alias: list[str] = []
    """Other wordings met in materials."""
    keys: list[str] = []
    """Phrases that name this aspect and no other of the same year: `正反两方面经验`."""


class Framework(Entry):
    """The ordered set of aspects of one year, with what else tells the year."""

    year: int
    """年度."""
    occasion: str | None = None
    """What the meeting was called: `党史学习教育专题`."""
    occasions: list[str] = []
    """Phrases that only meetings of this year print: `党史学习教育专题`."""
    counts: list[str] = []
    """How people count the aspects: `五个带头`. Never enough to know the year by."""
    meetings: list[str] = ["民主生活会"]
    """Kinds of meeting that the list was made for."""
    held: str | None = None
    """When these meetings were held: `2022-01..2022-03`."""
    theme: str | None = None
    """The theme that the notice sets."""
    theme_keys: list[str] = []
    """Pieces of the theme that no other year's has."""
    mark: str = "S"
    """C confirmed, S seen in samples only, M from memory: never shown as official."""
    source: str | None = None
    """Where the list was seen."""
    aspects: list[Aspect] = []


class Frameworks(Table):
    """frameworks.yml"""

    file_name = "frameworks.yml"
    replaced = frozenset({"aspects", "counts"})
    frameworks: dict[str, Framework]
    """By name: the year, with a letter for a second list (`2023b`)."""

    @cached_property
    def aspects(self) -> dict[str, Aspect]:
        """Every aspect by its id: `2021-4` is the fourth of 2021."""
        return {
            f"{name}-{n}": aspect
            for name, framework in self.frameworks.items()
            for n, aspect in enumerate(framework.aspects, 1)
        }


class Strand(Entry):
    """A concern that recurs over the years."""

    name: str
    """人民立场."""
    about: str = ""
    """One sentence for the page's head."""
    aspects: list[str] = []
    """Ids such as `2021-3`."""
    words: list[str] = []
    """Words by which the 小标题 of causes and remedies name it."""


class Strands(Table):
    """strands.yml"""

    file_name = "strands.yml"
    strands: dict[str, Strand]
    """By slug: ASCII, the name of the page."""

    def aspect_ids(self) -> set[str]:
        """Every aspect that a strand names."""
        return {aspect for strand in self.strands.values() for aspect in strand.aspects}

    @cached_property
    def of_aspect(self) -> dict[str, tuple[str, ...]]:
        """The slugs of the strands that an aspect belongs to."""
        found: dict[str, list[str]] = {}
        for slug, strand in self.strands.items():
            for aspect in strand.aspects:
                found.setdefault(aspect, []).append(slug)
        return {aspect: tuple(slugs) for aspect, slugs in found.items()}

    @cached_property
    def _by_word(self) -> dict[str, str]:
        return {word: slug for slug, strand in self.strands.items() for word in strand.words}

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """Any strand's word, the longest first where several begin at one place."""
        words = sorted(self._by_word, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, words)) or "(?!)")

    def named_in(self, text: str) -> str | None:
        """The slug of the strand whose word stands first in a text, or None."""
        found = self._words.search(text)
        return self._by_word[found.group()] if found else None
