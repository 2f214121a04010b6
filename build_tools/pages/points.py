"""points/ 小标题库: every 小标题 of the archive once, by aspect or by part, in groups of like turns of phrase.

One that stands under an aspect is on that aspect's page, any other on the page of its part. The same rows go to the
browser's filter as data (`structures-data/points/`), with an index of two-character pieces by which the filter and
the search page find the files that may hold a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from markupsafe import Markup

from build_tools.pages import links
from build_tools.pages.data import DataFolder
from build_tools.pages.entry import Entry
from build_tools.pages.lead_data import LeadData
from build_tools.pages.markdown import clipped, escape
from build_tools.pages.names import names
from build_tools.pages.naming import framework_name
from build_tools.pages.point_rows import PART, PATTERN, group_path, part_name, pattern_heading, row_item
from build_tools.pages.rendering import Page, index_page, streamed
from build_tools.pages.strand_points import StrandLeads, strand_point_pages, strand_points_path
from build_tools.shown_text import shown
from build_tools.structures import Lead, Sheaf, strands_of
from build_tools.vocabulary import Vocabulary

Row = tuple[tuple[Any, ...], str]
"""Key (`row_key`) and text of a 小标题."""

_LONGEST = 240
"""A text without any mark is one long clause; a row shows so much of it."""


class LeadCounts:
    """What the pages tell of the 小标题 as a whole, counted while they come."""

    def __init__(self) -> None:
        self.patterns: Counter[str] = Counter()
        self.parts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """By group."""
        self.strands = StrandLeads()
        self.materials: dict[str, Counter[Any]] = {"year": Counter(), "sector": Counter(), "subject": Counter()}
        """How many materials each value has that the filter offers."""


def add_leads(leads: Sequence[Lead], entry: Entry, sheaf: Sheaf, told: LeadCounts, vocabulary: Vocabulary) -> None:
    """Puts the 小标题 of a material into the sheaf, each into its group, and counts them."""
    parts, patterns = _numbers(vocabulary)
    slugs = list(vocabulary.strands.strands)
    known = vocabulary.frameworks.aspects
    about = (entry.year, entry.unit, entry.subject, entry.sector, bool(entry.exemplar))
    first = (not entry.exemplar, -(entry.year or 0), entry.id)
    for field, value in (("year", entry.year), ("sector", entry.sector), ("subject", entry.subject)):
        if value and leads:
            told.materials[field][value] += 1
    for n, lead in enumerate(leads):
        aspect = lead.aspect if lead.aspect in known else None
        part = parts.get(lead.part, len(parts))
        named = slugs.index(lead.named) + 1 if lead.named and not aspect else 0
        key = (part, patterns[lead.pattern], *first, n, lead.anchor, about, named)
        group = group_of(aspect, lead.part)
        text = shown(clipped(lead.text, _LONGEST))
        told.patterns[lead.pattern] += 1
        told.parts[group][part_name(part)] += 1
        told.strands.add(strands_of(lead, vocabulary), (key, text))
        sheaf.add(group, key, text)


def _numbers(vocabulary: Vocabulary) -> tuple[dict[str, int], dict[str, int]]:
    """The numbers of parts and patterns."""
    parts, patterns = list(names().parts), vocabulary.leads.names
    return {part: n for n, part in enumerate(parts)}, {pattern: n for n, pattern in enumerate(patterns)}


def group_of(aspect: str | None, part: str) -> str:
    """The group's name, which is also its page's and its data's: `2021-3`, `part-causes`."""
    return aspect if aspect else f"part-{names().part_slug(part)}"


def point_pages(sheaf: Sheaf, vocabulary: Vocabulary, data: DataFolder | None, told: LeadCounts) -> Iterator[Page]:
    """All pages of `points/`, and the filter's data where a folder for them is given."""
    counts = dict(sheaf.counts)
    lead_data = LeadData(data, list(names().parts), vocabulary.leads.names)
    done = set()
    for group, rows in sheaf.groups():
        done.add(group)
        yield from _group_pages(group, lead_data.passing(group, rows, counts[group]), counts, told, vocabulary)
    for group in _all_groups(vocabulary):
        if group not in done:
            yield from _group_pages(group, (), counts, told, vocabulary)
    lead_data.finish(_values(told), _strands(vocabulary))
    yield from strand_point_pages(told.strands, counts, vocabulary)
    yield _index(counts, told, vocabulary)


def _values(told: LeadCounts) -> dict[str, list[tuple[Any, int]]]:
    """The values that the filter offers, the commonest first, years from the last."""
    offered = {field: counts.most_common() for field, counts in told.materials.items()}
    return {**offered, "year": sorted(told.materials["year"].items(), reverse=True)}


def _strands(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """The groups in which the 小标题 of each strand stand whole."""
    return {slug: list(strand.aspects) for slug, strand in vocabulary.strands.strands.items()}


def _all_groups(vocabulary: Vocabulary) -> list[str]:
    return [*vocabulary.frameworks.aspects, *dict.fromkeys(group_of(None, part) for part in names().parts)]


# ---------------------------------------------------------------- a group


def _group_pages(
    group: str, rows: Iterable[Row], counts: Mapping[str, int], told: LeadCounts, vocabulary: Vocabulary
) -> Iterator[Page]:
    path = group_path(group)
    title, about = _title(group, vocabulary)
    parts = told.parts[group].most_common()
    for here, pager, part in streamed(path, rows, counts.get(group, 0)):
        yield index_page(
            here,
            f"小标题：{title}" + ("" if pager.number == 1 else f"（第{pager.number}页）"),
            "points_group.md.j2",
            group=group,
            pager=pager,
            about=about,
            parts=parts,
            siblings=_siblings(group, counts, vocabulary),
            aspect=links.aspect_path(group) if group in vocabulary.frameworks.aspects else None,
            strands=_strands_of(group, vocabulary),
            listing=_listing(part, vocabulary),
        )


def _listing(rows: Sequence[Row], vocabulary: Vocabulary) -> Markup:
    """The rows of a page under the names of their part and pattern, as raw HTML without blank lines inside."""
    pieces: list[str] = []
    last = None
    for (part, pattern), members in groupby(rows, key=lambda row: (row[0][PART], row[0][PATTERN])):
        if part != last:
            pieces.append(f'<h2 class="part-of-points">{escape(part_name(part))}</h2>')
            last = part
        pieces.append(pattern_heading(pattern, vocabulary, 3))
        items = "\n".join(row_item(key, text) for key, text in members)
        pieces.append(f'<ul class="points">\n{items}\n</ul>')
    return Markup("\n\n".join(pieces))  # noqa: S704 (every value is escaped)


def _title(group: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """What a group is called, and what it holds in a sentence."""
    aspect = vocabulary.frameworks.aspects.get(group)
    if aspect is None:
        part = next(name for name, slug in names().parts.items() if f"part-{slug}" == group)
        return part, f"“{part}”部分里不在某一条带头（方面）之下的小标题。"
    name, _, n = group.rpartition("-")
    framework = vocabulary.frameworks.frameworks[name]
    return aspect.short, f"{framework_name(name, framework)}第{n}项。"


def _siblings(group: str, counts: Mapping[str, int], vocabulary: Vocabulary) -> list[tuple[str, str, str, bool]]:
    """The groups of the same list, or of the other parts: label, what it is, path, whether it is this one."""
    if group in vocabulary.frameworks.aspects:
        name = group.rpartition("-")[0]
        aspects = vocabulary.frameworks.frameworks[name].aspects
        return [
            (str(n), aspect.short, group_path(f"{name}-{n}"), f"{name}-{n}" == group)
            for n, aspect in enumerate(aspects, 1)
        ]
    return [
        (part, part, group_path(f"part-{slug}"), f"part-{slug}" == group)
        for part, slug in names().parts.items()
        if counts.get(f"part-{slug}") or f"part-{slug}" == group
    ]


def _strands_of(group: str, vocabulary: Vocabulary) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The strands an aspect belongs to: name, path, its aspects in other years (year and wording, path)."""
    known = vocabulary.frameworks.aspects
    found = []
    for slug, strand in vocabulary.strands.strands.items():
        if group in strand.aspects:
            others = [a for a in strand.aspects if a != group and a in known]
            years = [(f"{_year(a, vocabulary)} {known[a].short}", group_path(a)) for a in others]
            found.append((strand.name, strand_points_path(slug), years))
    return found


def _year(aspect: str, vocabulary: Vocabulary) -> int:
    return vocabulary.frameworks.frameworks[aspect.rpartition("-")[0]].year


# ---------------------------------------------------------------- the overview


def _index(counts: Mapping[str, int], told: LeadCounts, vocabulary: Vocabulary) -> Page:
    frameworks = sorted(vocabulary.frameworks.frameworks.items(), key=lambda f: (-f[1].year, f[0]))
    by_list = [
        (
            framework_name(name, framework),
            [
                (n, aspect.short, group_path(f"{name}-{n}"), counts.get(f"{name}-{n}", 0))
                for n, aspect in enumerate(framework.aspects, 1)
            ],
        )
        for name, framework in frameworks
    ]
    strands = [
        (one.name, one.about, strand_points_path(slug), told.strands.total(slug))
        for slug, one in vocabulary.strands.strands.items()
    ]
    patterns = told.patterns
    return index_page(
        "points/index.md",
        "小标题库",
        "points.md.j2",
        total=sum(counts.values()),
        lists=[(name, rows) for name, rows in by_list if any(count for *_, count in rows)],
        parts=[
            (part, group_path(f"part-{slug}"), counts[f"part-{slug}"])
            for part, slug in names().parts.items()
            if counts.get(f"part-{slug}")
        ],
        strands=[row for row in strands if row[-1]],
        patterns=[
            (name, vocabulary.leads.about(name), patterns[name]) for name in vocabulary.leads.names if patterns[name]
        ],
    )
