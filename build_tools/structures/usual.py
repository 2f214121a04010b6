"""The usual structure of the materials of one framework: what most of them have, and how much they differ.

Only counts and small numbers are kept of each material, so that ten thousand of them are some megabytes.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from build_tools.model import Material, Section
from build_tools.structures.leads import Lead
from build_tools.structures.shape import CLOSING, INTRODUCTION, Share

_LONGEST_WORDING = 120
_MOST = 65535
_NO_PART = frozenset({INTRODUCTION, CLOSING, "其他"})


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some numbers, and between which two the middle half of them lies."""

    count: int
    middle: float
    low: float
    high: float


def spread(values: Sequence[int]) -> Spread:
    """Median and quartiles; all alike where there is but one number, zero where there is none."""
    if not values:
        return Spread(0, 0, 0, 0)
    if len(values) == 1:
        return Spread(1, values[0], values[0], values[0])
    low, _, high = quantiles(values, n=4, method="inclusive")
    return Spread(len(values), median(values), low, high)


def points_right_under(section: Section) -> int:
    """The points of a section as writers count them: its own 一是…, and the headings right under it."""
    return sum(point.depth == 1 for point in section.points) + len(section.sections)


class Usual:
    """What the materials of one framework have in common. `add` each; then ask."""

    def __init__(self) -> None:
        self.materials = 0
        self.orders: Counter[tuple[str, ...]] = Counter()
        """Orders of the parts, introduction and closing left out."""
        self.part_headings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """How the headings of each part are worded."""
        self.aspect_headings: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """How the headings of each aspect are worded, in the part that answers the list."""
        self.patterns: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """Turns of phrase of the 小标题 of each part."""
        self._lengths = array("I")
        self._shares: defaultdict[str, array[int]] = defaultdict(lambda: array("B"))
        self._under_aspects: defaultdict[str, array[int]] = defaultdict(lambda: array("H"))
        self._under_parts: defaultdict[str, array[int]] = defaultdict(lambda: array("H"))

    def add(self, material: Material, leads: Iterable[Lead], shares: Sequence[Share]) -> None:
        """Takes in a material with its 小标题 and shares."""
        self.materials += 1
        self._lengths.append(sum(share.characters for share in shares))
        self.orders[tuple(share.part for share in shares if share.part not in _NO_PART)] += 1
        for share in shares:
            self._shares[share.part].append(share.percent)
        under: Counter[str] = Counter()
        for lead in leads:
            self.patterns[lead.part][lead.pattern] += 1
            under[lead.part] += 1
        for part, n in under.items():
            self._under_parts[part].append(min(n, _MOST))
        self._take_headings(material)

    def _take_headings(self, material: Material) -> None:
        for section in material.outline.sections:
            if section.part not in _NO_PART and not section.aspects and section.withheld is None:
                self.part_headings[section.part][section.title[:_LONGEST_WORDING]] += 1
        for section in material.outline.walk():
            if section.part == "问题":
                for aspect in section.aspects:
                    self.aspect_headings[aspect][section.title[:_LONGEST_WORDING]] += 1
                    self._under_aspects[aspect].append(min(points_right_under(section), _MOST))

    @property
    def length(self) -> Spread:
        """Characters of a material, title and signature not counted."""
        return spread(self._lengths)

    def share(self, part: str) -> Spread:
        """Percent of the text that the part takes in the materials that have it."""
        return spread(self._shares[part])

    def under_aspect(self, aspect: str) -> Spread:
        """小标题 under an aspect in the materials that answer it."""
        return spread(self._under_aspects[aspect])

    def under_part(self, part: str) -> Spread:
        """小标题 of a part in the materials that have any there."""
        return spread(self._under_parts[part])

    @property
    def order(self) -> tuple[str, ...]:
        """The commonest order of the parts."""
        return min(self.orders, key=lambda order: (-self.orders[order], order)) if self.orders else ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Every part that any material has: the commonest order, each other part behind the one it follows elsewhere."""
        found = list(self.order)
        for order in sorted(self.orders, key=lambda order: (-self.orders[order], order)):
            for n, part in enumerate(order):
                if part not in found:
                    found.insert(found.index(order[n - 1]) + 1 if n else 0, part)
        return tuple(found)
