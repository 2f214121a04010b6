"""points/strand-<slug>.html: the 小标题 of a strand over all years, by part and pattern.

A strand's 小标题 stand on the pages of its aspects and parts; here the best of each pattern are shown together
(exemplars and the newest first) with how many there are. The filter on the page lists all of them.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from build_tools.pages import links
from build_tools.pages.markdown import escape
from build_tools.pages.names import names
from build_tools.pages.naming import framework_name
from build_tools.pages.point_rows import group_path, part_name, pattern_heading, row_item
from build_tools.pages.rendering import Page, index_page
from build_tools.pages.triples import triples_path
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Strand

SHOWN = 10
"""小标题 of a pattern on a strand's page."""

Row = tuple[tuple[Any, ...], str]
_Place = tuple[str, int, int]
"""Strand, part, pattern."""


class StrandLeads:
    """Counts the 小标题 of every strand and keeps the first of each pattern."""

    def __init__(self) -> None:
        self.counts: Counter[_Place] = Counter()
        self._first: defaultdict[_Place, list[Row]] = defaultdict(list)

    def add(self, strands: Sequence[str], row: Row) -> None:
        """Takes in a 小标题 that belongs to these strands."""
        part, pattern = row[0][0], row[0][1]
        for slug in strands:
            place = (slug, part, pattern)
            self.counts[place] += 1
            first = self._first[place]
            if len(first) < SHOWN:
                insort(first, row)
            elif row < first[-1]:
                first.pop()
                insort(first, row)

    def of(self, slug: str) -> list[tuple[int, int, int, list[Row]]]:
        """Part, pattern, how many there are, and the first of them; in the order of parts and patterns."""
        places = sorted(place for place in self.counts if place[0] == slug)
        return [
            (part, pattern, self.counts[slug, part, pattern], self._first[slug, part, pattern])
            for _, part, pattern in places
        ]

    def total(self, slug: str) -> int:
        """All 小标题 of a strand."""
        return sum(n for (one, _, _), n in self.counts.items() if one == slug)


def strand_points_path(slug: str) -> str:
    """`points/strand-renmin-lichang.md`."""
    return group_path(f"strand-{slug}")


def strand_point_pages(told: StrandLeads, counts: Mapping[str, int], vocabulary: Vocabulary) -> Iterator[Page]:
    """A page for every strand of the vocabulary. `counts`: 小标题 of each aspect."""
    strands = vocabulary.strands.strands
    for slug, strand in strands.items():
        found = told.of(slug)
        parts: Counter[str] = Counter()
        for part, _, n, _ in found:
            parts[part_name(part)] += n
        yield index_page(
            strand_points_path(slug),
            f"小标题：{strand.name}",
            "points_strand.md.j2",
            slug=slug,
            strand=strand,
            total=sum(parts.values()),
            parts=list(parts.items()),
            siblings=[(one.name, strand_points_path(other), other == slug) for other, one in strands.items()],
            aspects=aspects_of(strand, counts, vocabulary),
            across=links.strand_path(slug),
            triples=triples_path(slug),
            listing=_listing(found, vocabulary),
        )


def aspects_of(strand: Strand, counts: Mapping[str, int], vocabulary: Vocabulary) -> list[tuple[str, str, str, int]]:
    """The strand's aspects that have 小标题, the newest first: list, wording, path, count."""
    known, frameworks = vocabulary.frameworks.aspects, vocabulary.frameworks.frameworks
    found = [aspect for aspect in strand.aspects if aspect in known and counts.get(aspect)]
    found.sort(key=lambda aspect: -frameworks[aspect.rpartition("-")[0]].year)
    return [
        (
            framework_name(name := aspect.rpartition("-")[0], frameworks[name]),
            known[aspect].short,
            group_path(aspect),
            counts[aspect],
        )
        for aspect in found
    ]


def _listing(found: Sequence[tuple[int, int, int, list[Row]]], vocabulary: Vocabulary) -> Markup:
    """The parts with their patterns, as raw HTML without blank lines inside."""
    pieces = []
    last = None
    for part, pattern, count, rows in found:
        if part != last:
            total = sum(n for other, _, n, _ in found if other == part)
            pieces.append(
                f'<h2 id="{_slug(part)}">{escape(part_name(part))} <span class="count">{total:,} 条</span></h2>'
            )
            last = part
        pieces.append(pattern_heading(pattern, vocabulary, 3, count))
        items = "\n".join(row_item(key, text) for key, text in rows)
        more = ""
        if count > len(rows):
            asked = f'data-part="{escape(part_name(part))}" data-pattern="{escape(vocabulary.leads.names[pattern])}"'
            more = f'\n<li class="more" hidden><button type="button" class="outline-tool" {asked}>全部 {count:,} 条</button></li>'
        pieces.append(f'<ul class="points">\n{items}{more}\n</ul>')
    return Markup("\n\n".join(pieces))  # noqa: S704 (every value is escaped)


def _slug(part: int) -> str:
    return names().part_slug(part_name(part))
