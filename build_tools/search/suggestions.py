"""Completions while typing (set phrases, aspects, units, headings) and related materials (shared keywords)."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from build_tools.model import Material
from build_tools.search.documents import SearchDocument
from build_tools.search.fold import fold
from build_tools.search.pinyin import readings, syllables

PHRASE, ASPECT, UNIT, HEADING = "提法", "方面", "单位", "小标题"
"""Kinds of completions, in the order in which they are offered."""

MOST_HEADINGS = 100_000
"""Headings counted at once; when there are more, those met once are forgotten."""

_COMMON = 300
"""A keyword of more materials says nothing about what is related."""

_RELATED = 6


def bucket(key: str, count: int) -> int:
    """Which of so many files holds what belongs to a key."""
    total = 0
    for character in key:
        total = (total * 31 + ord(character)) % 65521
    return total % count


class Suggestions:
    """Collects units and headings; gives the completion files."""

    def __init__(self, phrases: Iterable[str], aspect_labels: Mapping[str, str]) -> None:
        self._fixed = [(phrase, PHRASE) for phrase in dict.fromkeys(phrases)]
        self._fixed += [(label, ASPECT) for label in dict.fromkeys(aspect_labels.values())]
        self._unmet = {text for text, _ in self._fixed}
        """Set phrases and aspects that stand in no text so far: they are not offered."""
        self._units: Counter[str] = Counter()
        self._headings: Counter[str] = Counter()

    def add(self, material: Material, documents: Iterable[SearchDocument]) -> None:
        """Takes a material and its documents."""
        if self._unmet:
            whole = "\n".join(document.text for document in documents)
            self._unmet = {text for text in self._unmet if text not in whole}
        if material.description.unit:
            self._units[material.description.unit] += 1
        sections = (section for section in material.outline.walk() if section.withheld is None)
        self._headings.update(section.title for section in sections if len(section.title) >= 4)
        if len(self._headings) > MOST_HEADINGS:
            self._headings = Counter({heading: n for heading, n in self._headings.items() if n > 1})

    def files(self) -> list[list[list[Any]]]:
        """The files, each a list of text, kind, count, spelling (`chang/zhang ning`); an entry stands with its first
        character and letters."""
        entries = list(self._entries())
        files: list[list[list[Any]]] = [[] for _ in range(max(1, min(64, len(entries) // 200)))]
        for text, kind, count in entries:
            spelling = readings(text) if kind == UNIT else [(syllable,) for syllable in syllables(text)]
            entry = [text, kind, count, " ".join("/".join(each) for each in spelling)]
            keys = {character[:1] for character in (fold(text), *spelling[0]) if character}
            for number in sorted({bucket(key, len(files)) for key in keys}):
                files[number].append(entry)
        return files

    def _entries(self) -> Iterator[tuple[str, str, int]]:
        seen: set[str] = set()
        units = [(unit, UNIT, n) for unit, n in sorted(self._units.items(), key=_most)]
        headings = [(heading, HEADING, n) for heading, n in sorted(self._headings.items(), key=_most) if n > 2]
        fixed = [(text, kind, 0) for text, kind in self._fixed if text not in self._unmet]
        for text, kind, count in [*fixed, *units, *headings[:5000]]:
            if text not in seen and fold(text):
                seen.add(text)
                yield text, kind, count


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


class Relations:
    """Collects keywords; tells for each material the ones most like it."""

    def __init__(self) -> None:
        self._heads: list[tuple[str, str, int | None]] = []
        self._keywords: list[tuple[str, ...]] = []
        self._by_keyword: dict[str, array[int]] = {}

    def add(self, material: Material) -> None:
        """Takes a material."""
        about, number = material.description, len(self._heads)
        self._heads.append((material.id, about.title, about.year))
        keywords = tuple(dict.fromkeys((*about.keywords, f"系统:{about.sector}", f"单位:{about.unit}")))
        self._keywords.append(keywords)
        for keyword in keywords:
            self._by_keyword.setdefault(keyword, array("I")).append(number)

    def files(self) -> list[dict[str, list[tuple[str, str, int | None]]]]:
        """The files: for each id the id, title and year of what is related, the nearest first."""
        files: list[dict[str, list[tuple[str, str, int | None]]]]
        files = [{} for _ in range(max(1, len(self._heads) // 64))]
        for number, (name, _, _) in enumerate(self._heads):
            files[bucket(name, len(files))][name] = [self._heads[other] for other in self._nearest(number)]
        return files

    def _nearest(self, number: int) -> list[int]:
        scores: Counter[int] = Counter()
        lists = (self._by_keyword[keyword] for keyword in self._keywords[number])
        for others in sorted((found for found in lists if 1 < len(found) <= _COMMON), key=len):
            weight = (len(self._heads) // len(others)).bit_length()
            for other in others:
                scores[other] += weight
        del scores[number]
        return sorted(scores, key=lambda other: (-scores[other], other))[:_RELATED]
