"""points/ 小标题库: every 小标题 of the archive once, by aspect or by part, in groups of like turns of phrase.

One that stands under an aspect is on that aspect's page, any other on the page of its part. The same rows go to the
browser's filter as data (`structures-data/points/`), with an index of two-character pieces by which the filter and
the search page find the files that may hold a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
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
from build_tools.pages.rendering import Page, index_page, streamed
from build_tools.shown_text import shown
from build_tools.structures import Lead, Sheaf
from build_tools.vocabulary import Vocabulary

Row = tuple[tuple[Any, ...], str]
"""Key (`row_key`) and text of a 小标题."""

_PART, _PATTERN, _ID, _ANCHOR, _ABOUT = 0, 1, 4, 6, 7
"""Where a row's key says what."""


_LONGEST = 240
"""A text without any mark is one long clause; a row shows so much of it."""


class LeadCounts:
    """What the pages tell of the 小标题 as a whole, counted while they come."""

    def __init__(self) -> None:
        self.patterns: Counter[str] = Counter()
        self.parts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """By group."""


def add_leads(leads: Iterable[Lead], entry: Entry, sheaf: Sheaf, told: LeadCounts, vocabulary: Vocabulary) -> None:
    """Puts the 小标题 of a material into the sheaf, each into its group, and counts them."""
    parts, patterns = list(names().parts), vocabulary.leads.names
    known = vocabulary.frameworks.aspects
    about = (entry.year, entry.unit, entry.subject, entry.sector, bool(entry.exemplar))
    first = (not entry.exemplar, -(entry.year or 0), entry.id)
    for n, lead in enumerate(leads):
        aspect = lead.aspect if lead.aspect in known else None
        part = parts.index(lead.part) if lead.part in parts else len(parts)
        key = (part, patterns.index(lead.pattern), *first, n, lead.anchor, about)
        group = group_of(aspect, lead.part)
        told.patterns[lead.pattern] += 1
        told.parts[group][_part_name(part)] += 1
        sheaf.add(group, key, shown(clipped(lead.text, _LONGEST)))


def group_of(aspect: str | None, part: str) -> str:
    """The group's name, which is also its page's and its data's: `2021-3`, `part-causes`."""
    return aspect if aspect else f"part-{names().part_slug(part)}"


def group_path(group: str) -> str:
    """`points/2021-3.md`."""
    return f"points/{group}.md"


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
    lead_data.finish()
    yield _index(counts, told.patterns, vocabulary)


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
    pieces = []
    for (part, pattern), members in groupby(rows, key=lambda row: (row[0][_PART], row[0][_PATTERN])):
        name = vocabulary.leads.names[pattern]
        about = vocabulary.leads.about(name)
        hint = f"<small>{escape(about)}</small>" if about else ""
        pieces.append(
            f'<h2 class="pattern"><span class="part">{escape(_part_name(part))}</span> {escape(name)} {hint}</h2>'
        )
        items = "\n".join(_item(key, text) for key, text in members)
        pieces.append(f'<ul class="points">\n{items}\n</ul>')
    return Markup("\n\n".join(pieces))  # noqa: S704 (every value is escaped)


def _item(key: tuple[Any, ...], text: str) -> str:
    year, unit, subject, _, exemplar = key[_ABOUT]
    page = _page_of(key[_ID])
    return f'<li><a href="{page}#{escape(key[_ANCHOR])}">{escape(text)}</a> <span>{_from(year, unit, subject, exemplar)}</span></li>'


@lru_cache(maxsize=4096)
def _from(year: int | None, unit: str | None, subject: str | None, exemplar: bool) -> str:
    """Year, unit, whom: as a row says them, escaped."""
    told = [str(year) if year else "年度不详", unit or "单位不详", subject or "", "范例" if exemplar else ""]
    return escape("　".join(filter(None, told)))


@lru_cache(maxsize=16384)
def _page_of(material_id: str) -> str:
    """A material's page, seen from any page of the folder."""
    return links.html_link(links.material_path(material_id), "points/index.md")


def _part_name(n: int) -> str:
    parts = list(names().parts)
    return parts[n] if n < len(parts) else "其他"


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


def _strands_of(group: str, vocabulary: Vocabulary) -> list[tuple[str, list[tuple[str, str]]]]:
    """The strands an aspect belongs to, each with its aspects in other years: (year and wording, path)."""
    known = vocabulary.frameworks.aspects
    found = []
    for strand in vocabulary.strands.strands.values():
        if group in strand.aspects:
            others = [a for a in strand.aspects if a != group and a in known]
            found.append((strand.name, [(f"{_year(a, vocabulary)} {known[a].short}", group_path(a)) for a in others]))
    return found


def _year(aspect: str, vocabulary: Vocabulary) -> int:
    return vocabulary.frameworks.frameworks[aspect.rpartition("-")[0]].year


# ---------------------------------------------------------------- the overview


def _index(counts: Mapping[str, int], patterns: Counter[str], vocabulary: Vocabulary) -> Page:
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
    strands: defaultdict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for strand in vocabulary.strands.strands.values():
        for aspect in sorted(
            strand.aspects, key=lambda a: -_year(a, vocabulary) if a in vocabulary.frameworks.aspects else 0
        ):
            if counts.get(aspect):
                label = f"{_year(aspect, vocabulary)} {vocabulary.frameworks.aspects[aspect].short}"
                strands[strand.name].append((label, group_path(aspect), counts[aspect]))
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
        strands=list(strands.items()),
        patterns=[
            (name, vocabulary.leads.about(name), patterns[name]) for name in vocabulary.leads.names if patterns[name]
        ],
    )
