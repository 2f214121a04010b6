"""years/: an overview, and one list for each 年度 (and for the materials whose year is unknown)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from build_tools.pages import links
from build_tools.pages.entry import Entry
from build_tools.pages.listing import by_subject, counted, list_pages, subject_name
from build_tools.pages.naming import framework_name
from build_tools.pages.rendering import Page, index_page
from build_tools.vocabulary import Vocabulary
from build_tools.vocabulary.schema import Framework


def year_name(year: int | None) -> str:
    """2021年度, or 年度不详."""
    return "年度不详" if year is None else f"{year}年度"


def year_pages(entries: Sequence[Entry], vocabulary: Vocabulary) -> Iterator[Page]:
    """All pages of `years/`."""
    ordered = sorted(entries, key=_order)
    years = [(year, list(members)) for year, members in groupby(ordered, key=lambda e: e.year)]
    rows = [
        (
            year_name(year),
            links.year_path(year),
            len(members),
            counted(e.subject for e in members),
            _lists(year, vocabulary),
        )
        for year, members in years
    ]
    yield index_page("years/index.md", "按年度", "years.md.j2", rows=rows)
    for year, members in years:
        yield from list_pages(
            links.year_path(year),
            year_name(year),
            "year.md.j2",
            members,
            group=subject_name,
            without=("year",),
            lists=_lists(year, vocabulary),
            years=[(y, links.year_path(y)) for y, _ in years],
            year=year,
            meetings=counted(e.meeting for e in members),
        )


def _order(entry: Entry) -> tuple[object, ...]:
    """Latest year first, the unknown last; then by subject."""
    return -entry.year if entry.year is not None else 1, *by_subject(entry)


def _lists(year: int | None, vocabulary: Vocabulary) -> list[tuple[str, str, Framework]]:
    """The frameworks of a year: name, path, framework."""
    return [
        (framework_name(name, framework), links.framework_path(name), framework)
        for name, framework in sorted(vocabulary.frameworks.frameworks.items())
        if framework.year == year
    ]
