"""The home page and the list of all materials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from build_tools.pages import links
from build_tools.pages.entry import Entry
from build_tools.pages.front_matter import yaml_head
from build_tools.pages.listing import item, list_pages, newest_first
from build_tools.pages.naming import framework_name
from build_tools.pages.rendering import Page, render
from build_tools.pages.years import year_name
from build_tools.vocabulary import Vocabulary

NEWEST = 8
"""How many of the newest materials and of the exemplars the home page shows."""

WELCOME = """# 对照检查材料归档

民主生活会、组织生活会对照检查材料，按年度、单位、带头和主题线查阅。
"""
"""What stands at the head of the home page where `docs/home.md` is missing."""


def home_page(entries: Sequence[Entry], vocabulary: Vocabulary, welcome: str | None = None) -> Page:
    """index.md: the hand-written welcome (Markdown, trusted), then figures, years, frameworks, newest, exemplars."""
    path = "index.md"
    newest = newest_first(entries)
    years = Counter(entry.year for entry in entries)
    frameworks = Counter(entry.framework for entry in entries)
    most = max(years.values(), default=1)
    head = yaml_head({"title": "首页", "hide": ["navigation", "toc"]})
    body = render(
        "home.md.j2",
        page=path,
        welcome=Markup((welcome or WELCOME).strip()),  # noqa: S704 (written by the archive's owner)
        figures=[
            (len(entries), "篇材料", "materials/index.md"),
            (len({e.unit for e in entries} - {None}), "个单位", "units/index.md"),
            (len([y for y in years if y is not None]), "个年度", "years/index.md"),
            (sum(entry.points for entry in entries), "个要点", "points/index.md"),
        ],
        years=[
            (year_name(year), year, links.year_path(year), years[year], round(100 * years[year] / most))
            for year in sorted(years, key=lambda y: -(y or 0))
        ],
        frameworks=[
            (framework_name(name, framework), links.framework_path(name), framework.aspects, frameworks[name])
            for name, framework in sorted(vocabulary.frameworks.frameworks.items(), key=lambda f: (-f[1].year, f[0]))
            if frameworks[name]
        ],
        strands=[(strand.name, links.strand_path(slug)) for slug, strand in vocabulary.strands.strands.items()],
        newest=[item(entry, path) for entry in newest[:NEWEST]],
        exemplars=[(item(entry, path), entry.exemplar) for entry in newest if entry.exemplar][:NEWEST],
    )
    return Page(path, f"{head}\n{body}")


def all_materials(entries: Sequence[Entry]) -> Iterator[Page]:
    """materials/index.md and its further pages: everything, the newest first."""
    yield from list_pages(
        "materials/index.md",
        "全部材料",
        "materials.md.j2",
        newest_first(entries),
        group=lambda e: "",
        total=len(entries),
    )
