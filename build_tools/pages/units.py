"""units/: all units by sector, and one list for each unit (and for the materials whose unit is unknown)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from build_tools.pages import links
from build_tools.pages.entry import Entry
from build_tools.pages.listing import by_name, counted, list_pages
from build_tools.pages.rendering import Page, index_page, paged
from build_tools.pages.years import year_name


def unit_pages(entries: Sequence[Entry]) -> Iterator[Page]:
    """All pages of `units/`."""
    ordered = sorted(entries, key=lambda e: (by_name(e.unit), -(e.year or 0), e.id))
    units = [(unit, list(members)) for unit, members in groupby(ordered, key=lambda e: e.unit)]
    yield from _overview(units)
    for unit, members in units:
        yield from list_pages(
            links.unit_path(unit),
            unit or "单位不详",
            "unit.md.j2",
            members,
            group=lambda e: year_name(e.year),
            without=("year", "unit"),
            sector=_commonest(e.sector for e in members),
            level=_commonest(e.level for e in members),
            total=len(members),
        )


def _overview(units: Sequence[tuple[str | None, list[Entry]]]) -> Iterator[Page]:
    rows = [(_commonest(e.sector for e in members), unit, _span(members), len(members)) for unit, members in units]
    rows.sort(key=lambda row: (row[1] is None, by_name(row[0]), by_name(row[1])))
    path = "units/index.md"
    for here, pager, part in paged(path, rows):
        sectors = [
            (sector, [(unit or "单位不详", links.unit_path(unit), span, n) for _, unit, span, n in members])
            for sector, members in groupby(part, key=lambda row: "单位不详" if row[1] is None else row[0] or "系统不详")
        ]
        yield index_page(here, "按单位", "units.md.j2", sectors=sectors, pager=pager)


def _commonest(values: Iterator[str | None]) -> str | None:
    """The value that most materials of a unit give, None where none does."""
    known = counted(value for value in values if value is not None)
    return known[0][0] if known else None


def _span(members: Sequence[Entry]) -> str:
    """`2021—2023`: the years of a unit's materials."""
    years = sorted(e.year for e in members if e.year is not None)
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}—{years[-1]}"
